"""Values with which the addresses of linked cases open: taken from the rows there are. See portal/routes.py."""

from applications.linked.models import ChildCase, ChildPaper, HandOverSlip, LinkedCase
from applications.linked.states import ChildState
from applications.models import Attachment
from portal.routes import Samples

VERBS = ("part", "confirm", "dispute", "ask_for_supplement", "resolve", "refuse")
STATED = (ChildState.SENT, ChildState.ACCEPTED)


def a_case() -> str | None:
    return LinkedCase.objects.order_by("pk").values_list("application__ref", flat=True).first()


def a_part() -> str | None:
    return ChildCase.objects.order_by("pk").values_list("number", flat=True).first()


def a_stated_part() -> str | None:
    return ChildCase.objects.filter(state__in=STATED).order_by("pk").values_list("number", flat=True).first()


def an_asked_part() -> ChildCase | None:
    asked = ChildCase.objects.filter(state=ChildState.SUPPLEMENT_REQUESTED).select_related("case__application")
    return asked.order_by("pk").first()


def a_slip() -> HandOverSlip | None:
    return HandOverSlip.objects.select_related("child").order_by("pk").first()


def a_paper() -> ChildPaper | None:
    return ChildPaper.objects.select_related("child").order_by("pk").first()


def an_attachment() -> tuple[str, int] | None:
    """(number of a part, a paper that its authority needs)"""
    for child in ChildCase.objects.filter(state__in=STATED).select_related("case__application"):
        slots = [slot for slot, _words in child.plan.papers]
        file = Attachment.objects.filter(application=child.case.application, slot__in=slots).first()
        if file:
            return child.number, file.pk
    return None


def _of(row, name: str):
    found = row()
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def _number_of_attachment() -> str | None:
    return (an_attachment() or (None, None))[0]


def _attachment_id() -> int | None:
    return (an_attachment() or (None, None))[1]


SAMPLES: Samples = {
    **{f"linked:{name}/number": a_stated_part for name in VERBS},
    "linked:attachment/number": _number_of_attachment,
    "linked:attachment/attachment_id": _attachment_id,
    "linked:paper/number": lambda: _of(a_paper, "child.number"),
    "linked:paper/paper_id": lambda: _of(a_paper, "pk"),
    **{f"linked_desk:{name}/number": a_part for name in ("send", "deliver_by_hand", "signed", "result", "refusal")},
    "linked_desk:slip/number": lambda: _of(a_slip, "child.number"),
    "linked_desk:slip/slip_id": lambda: _of(a_slip, "pk"),
    "linked_desk:case/code": a_case,
    "linked_citizen:supplement/ref": lambda: _of(an_asked_part, "case.application.ref"),
    "linked_citizen:supplement/key": lambda: _of(an_asked_part, "key"),
}
