"""The strip of a linked filing: every part with who has it now, until when, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from applications.linked.models import AuthorityKind, ChildCase, LinkedCase
from applications.linked.plans import linked_codes
from applications.linked.states import CITIZEN_LABELS, ChildState
from applications.models import Application
from applications.states import CITIZEN_LABELS as APPLICATION_LABELS
from applications.states import CLOSED_WITHOUT_RESULT, ON_THE_CLOCK, RESOLVED, State
from portal.days import local_day
from portal.offices import naming

ICONS = {
    ChildState.WAITING: ("later", "circle"),
    ChildState.TO_SEND: ("later", "clock"),
    ChildState.SENT: ("now", "clock"),
    ChildState.ACCEPTED: ("now", "clock-fill"),
    ChildState.SUPPLEMENT_REQUESTED: ("ask", "exclamation-triangle-fill"),
    ChildState.RESOLVED: ("done", "check-circle-fill"),
    ChildState.REFUSED: ("no", "x-octagon"),
    ChildState.CANCELLED: ("no", "pause-circle"),
}
_KINDS = {  # while the directory names nobody yet
    AuthorityKind.POLICE: lambda: _("Cơ quan đăng ký cư trú (Công an)"),
    AuthorityKind.SOCIAL_INSURANCE: lambda: _("Bảo hiểm xã hội"),
    AuthorityKind.SOCIAL_AFFAIRS: lambda: _("Bộ phận lao động, thương binh và xã hội"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the strip. `css`: later, now, ask, done, no; `until`: the day promised, while somebody works on it."""

    name: str
    state: str
    css: str
    icon: str
    who: str
    until: date | None = None
    is_late: bool = False
    child: ChildCase | None = None  # None: the commune's own part
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """`until`: the day by which all should be done; None once all has ended, or the day has passed (each part says it then)."""

    case: LinkedCase
    parts: tuple[Part, ...]
    until: date | None

    @property
    def done(self) -> int:
        """Parts with a result; one that ended without is not done."""
        return sum(part.css == "done" for part in self.parts)


def strips_of(application: Application, *, now: datetime) -> list[Strip]:
    """Its own strip first, then those of what was filed with it in one filing (twins).

    Empty where the application is of no linked procedure (asked without a query), or its case is not open yet.
    """
    if application.procedure_code not in linked_codes():
        return []
    first = application.filed_with_id or application.pk
    family = Q(application_id=first) | Q(application__filed_with_id=first)
    found = with_children(LinkedCase.objects.filter(family).select_related("application__office").order_by("pk"))
    cases = sorted(found, key=lambda case: case.application_id != application.pk)
    if not cases or cases[0].application_id != application.pk:
        return []
    return [strip_of_case(case, now=now) for case in cases]


def strip_of_case(case: LinkedCase, *, now: datetime) -> Strip:
    """Of a case with its application, children and their authorities read (`with_children`)."""
    names = {child.key: str(case.plan.child(child.key).name) for child in case.children.all()}
    parts = [_justice(case, now)]
    for child in case.children.all():
        child.case = case
        parts.append(_part(child, names, now))
    runs = case.ended_at is None and case.due_on >= local_day(now)
    return Strip(case, tuple(parts), until=case.due_on if runs else None)


def with_children(cases):
    return cases.prefetch_related(_children())


def who_does(child: ChildCase) -> str:
    return str(child.authority.words) if child.authority else _KINDS[AuthorityKind(child.kind)]()


def _children() -> Prefetch:
    rows = ChildCase.objects.select_related("authority").order_by("pk")
    return Prefetch("children", queryset=rows)


def _justice(case: LinkedCase, now: datetime) -> Part:
    application = case.application
    css, icon = "now", "clock-fill"
    if application.state in RESOLVED:
        css, icon = "done", "check-circle-fill"
    elif application.state in CLOSED_WITHOUT_RESULT:
        css, icon = "no", "x-octagon"
    elif application.state == State.SUPPLEMENT_REQUESTED:
        css, icon = "now", "pause-circle"
    runs = application.state in ON_THE_CLOCK
    return Part(
        name=str(case.plan.justice),
        state=_("Đã đăng ký") if css == "done" else str(APPLICATION_LABELS[State(application.state)]),
        css=css,
        icon=icon,
        who=naming.authority_name(application.office),
        until=application.due_on if runs else None,
        is_late=runs and application.due_at < now,
    )


def _part(child: ChildCase, names: dict[str, str], now: datetime) -> Part:
    css, icon = ICONS[ChildState(child.state)]
    after = child.case.plan.child(child.key).starts_after
    runs = child.state == ChildState.ACCEPTED
    return Part(
        name=names[child.key],
        state=str(CITIZEN_LABELS[ChildState(child.state)]),
        css=css,
        icon=icon,
        who=who_does(child),
        until=child.due_on if runs else None,
        is_late=runs and child.due_at < now,
        child=child,
        waits_for=(names.get(after) or str(child.case.plan.justice)) if child.state == ChildState.WAITING else "",
    )
