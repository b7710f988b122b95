"""From a draft to what is filed: what is still missing, what it costs, and the columns of the row.

The view computes these before the lock; actions.submit then files them in one transaction.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Value
from django.utils.crypto import salted_hmac

from applications.actions import TYPED
from applications.fees import Quote, quote
from applications.models import Application, Attachment
from applications.procedures import procedure_for
from applications.procedures.base import PaperSlot
from applications.steps import faulty_steps
from portal.offices.models import CalendarStamp

DUPLICATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps a draft from being filed: steps without right answers, and required papers without a file."""

    steps: tuple[str, ...]
    papers: tuple[PaperSlot, ...]

    def __bool__(self) -> bool:
        return bool(self.steps or self.papers)


def idempotency_key(draft: Application) -> str:
    """One key for the life of a draft: a double click, Back and a retry all carry the same."""
    return salted_hmac("applications.filing", draft.ref).hexdigest()[:40]


def present_files(draft: Application) -> list[Attachment]:
    return list(draft.attachments.filter(removed_at__isnull=True).select_related("document", "thumbnail"))


def slots_present(draft: Application) -> set[str]:
    return set(_slots(draft).values_list("slot", flat=True))


def slots_and_stamp(draft: Application) -> tuple[set[str], str | None]:
    """The slots with a file, and the stamp of what processes keep, in one query: every filing asks for both."""
    slots = _slots(draft).values_list(Value("slot"), "slot")
    rows = list(slots.union(CalendarStamp.objects.values_list(Value("stamp"), "stamp"), all=True))
    return {value for what, value in rows if what == "slot"}, next((value for what, value in rows if what == "stamp"), None)


def _slots(draft: Application) -> QuerySet[Attachment]:
    return draft.attachments.filter(removed_at__isnull=True).order_by()


def missing_from(draft: Application, have: set[str], *, today: date | None = None) -> Missing:
    """What keeps the draft from being filed; `have` are the slots with a file. With a local day, also what its rules say."""
    procedure, typed = procedure_for(draft.procedure_code), draft.answers.get(TYPED, {})
    asked = procedure.questions_for(draft.answers)
    faulty = faulty_steps(draft, today) if today else ()
    steps = tuple(step for step in asked if step not in draft.answers or step in typed or step in faulty)
    slots = procedure.papers(draft.answers)
    return Missing(steps, tuple(slot for slot in slots if slot.required and slot.code not in have))


def price_of(draft: Application, on: date, *, stamp: str | None = None) -> Quote | None:
    """What the draft costs when filed on a local day; None until copies and delivery are known. Raises FeeUnknown."""
    procedure, delivery = procedure_for(draft.procedure_code), draft.answers.get("delivery")
    if procedure.subject not in draft.answers or not delivery:
        return None
    return quote(
        draft.procedure_code,
        copies=procedure.copies_of(draft.answers),
        delivery_method=delivery["method"],
        province_code=delivery.get("province", ""),
        on=on,
        stamp=stamp,
    )


def columns_of(draft: Application, price: Quote) -> dict:
    """What actions.submit writes to the row: the declaration's columns and the money, the answers frozen as checked."""
    answers = draft.checked_answers
    return procedure_for(draft.procedure_code).file(answers) | {
        "answers": answers,
        "office": draft.office,  # the row already read, so that the rule need not read it again
        "fee_vnd": price.fee_vnd,
        "fee_note": price.fee_note,
        "postage_vnd": price.postage_vnd or 0,
        "collection_mode": price.collection_mode,
    }


def filed_lately(draft: Application, mine, today: date) -> Application | None:
    """An application of the same person (`mine`: what he may open) for the same matter in the last 30 days, if any."""
    name = draft.answers.get(procedure_for(draft.procedure_code).subject, {}).get("full_name", "")
    if not name:
        return None
    recent = mine.exclude(pk=draft.pk).filter(
        procedure_code=draft.procedure_code, submitted_at__date__gte=today - timedelta(days=DUPLICATE_DAYS)
    )
    return recent.filter(kind=draft.kind, subject_name=name, registered_place=draft.registered_place).first()
