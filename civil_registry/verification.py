"""Is this paper one of ours, and does it still count? Answered to whoever holds it: code and one fact printed on it.

A wrong fact and an unknown code get one answer, so that nobody learns from a code alone who is in the registers.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from civil_registry.models import CopyState, EventKind, ExtractCopy
from portal.offices import naming

# Whose year of birth is the fact; for marriages and divorces either spouse's.
_SPOUSES = ("wife_birth_date", "husband_birth_date")
_FACTS = {
    EventKind.MARRIAGE: _SPOUSES,
    EventKind.MARRIAGE_NOTED: _SPOUSES,
    EventKind.DIVORCE_NOTED: _SPOUSES,
    EventKind.PARENT_CHILD: ("child_birth_date",),
    EventKind.GUARDIANSHIP: ("ward_birth_date",),
    EventKind.GUARDIANSHIP_END: ("ward_birth_date",),
    EventKind.GUARDIANSHIP_SUPERVISION: ("ward_birth_date",),
    EventKind.GUARDIANSHIP_SUPERVISION_END: ("ward_birth_date",),
}
# The titles of papers (events.py), for the catalogue.
TITLES = (
    gettext_noop("trích lục khai sinh"),
    gettext_noop("giấy khai sinh"),
    gettext_noop("trích lục ghi vào sổ hộ tịch việc khai sinh"),
    gettext_noop("trích lục kết hôn"),
    gettext_noop("giấy chứng nhận kết hôn"),
    gettext_noop("trích lục ghi chú kết hôn"),
    gettext_noop("trích lục khai tử"),
    gettext_noop("trích lục đăng ký nhận cha, mẹ, con"),
    gettext_noop("trích lục đăng ký giám hộ"),
    gettext_noop("trích lục đăng ký chấm dứt giám hộ"),
    gettext_noop("trích lục đăng ký giám sát việc giám hộ"),
    gettext_noop("trích lục đăng ký chấm dứt giám sát việc giám hộ"),
    gettext_noop("trích lục thay đổi hộ tịch"),
    gettext_noop("trích lục thay đổi, cải chính hộ tịch"),
    gettext_noop("trích lục cải chính hộ tịch"),
    gettext_noop("trích lục bổ sung hộ tịch"),
    gettext_noop("trích lục xác định lại dân tộc"),
    gettext_noop("trích lục ghi chú thay đổi hộ tịch"),
    gettext_noop("trích lục ghi chú ly hôn"),
    gettext_noop("giấy chứng nhận nuôi con nuôi"),
    gettext_noop("giấy xác nhận tình trạng hôn nhân"),
)


class Answer(StrEnum):
    VALID = "valid"
    CANCELLED = "cancelled"
    TRAINING = "training"  # made in an exercise, of invented people
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be said of a paper; of an unknown one nothing. Days are local."""

    answer: Answer
    title: str = ""
    serial_text: str = ""
    office_name: str = ""
    signed_on: date | None = None
    quantity: int = 0
    cancelled_on: date | None = None
    is_replaced: bool = False


UNKNOWN = Verdict(Answer.UNKNOWN)


def verify(code: str, *, year: int) -> Verdict:
    """The verdict on a check code (as stored: capitals, no dashes) and a year printed on the paper.

    An unknown code takes the work of a known one: the oldest copy is fetched and compared in its place, in the same query.
    """
    of_code = ExtractCopy.objects.filter(check_code=code).values("pk")[:1]
    oldest = ExtractCopy.objects.filter(check_code__isnull=False).order_by("pk").values("pk")[:1]
    named = ExtractCopy.objects.filter(pk=Coalesce(Subquery(of_code), Subquery(oldest)))
    copy = named.select_related("office__parent").first()
    if copy is None or not (copy.check_code == code) & (year in years_on(copy)):
        return UNKNOWN
    return verdict_of(copy)


def verdict_of(copy: ExtractCopy) -> Verdict:
    """What may be said of a copy to who has shown that he holds it."""
    is_cancelled = copy.state == CopyState.CANCELLED
    if copy.office.is_training:
        return Verdict(Answer.TRAINING)
    return Verdict(
        answer=Answer.CANCELLED if is_cancelled else Answer.VALID,
        title=gettext(copy.snapshot["title"].lower()) if copy.snapshot.get("title") else "",
        serial_text=copy.serial_text,
        office_name=naming.authority_name(copy.office),
        signed_on=timezone.localdate(copy.signed_at),
        quantity=copy.quantity,
        cancelled_on=timezone.localdate(copy.cancelled_at) if is_cancelled else None,
        is_replaced=is_cancelled and copy.replaced_by_id is not None,
    )


def years_on(copy: ExtractCopy) -> set[int]:
    """The years that prove who asks holds the paper; where the book has no birth date, the year of registration."""
    fields = copy.snapshot["fields"]
    dates = [fields[code] for code in _FACTS.get(EventKind(copy.kind), ("birth_date",)) if fields.get(code)]
    return {int(value[:4]) for value in dates or [copy.snapshot["registered_on"]] if value[:4].isdigit()}
