"""What a carrier's report must look like, whichever way it came: checked values, never the raw message."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from portal.text import clean
from postal.carriers.statuses import STATUSES
from postal.models import FailureReason

MOST_VND = 100_000_000


class ReportRefused(ValueError):
    """What is wrong with a report, for the people who run the other system."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report. `at` is aware; money is integer đồng, None where the carrier says nothing of it."""

    message_id: str
    order_number: str
    item_code: str
    status: int
    at: datetime
    reason: str
    collected_vnd: int | None
    received_by: str


def told_by(message: object) -> Told:
    """A report from its JSON: {id, order, item, status, at, reason?, cod?, receiver?}. Raises ReportRefused."""
    if not isinstance(message, dict):
        raise ReportRefused("a report is an object")
    status = message.get("status")
    if not isinstance(status, int) or status not in STATUSES:
        raise ReportRefused("status is none of the known codes")
    return Told(
        message_id=_text(message, "id", 80, required=True),
        order_number=_text(message, "order", 20),
        item_code=_text(message, "item", 30).upper(),
        status=status,
        at=_moment(message.get("at")),
        reason=_reason(message.get("reason")),
        collected_vnd=_money(message.get("cod")),
        received_by=_text(message, "receiver", 200),
    )


def _text(message: dict, name: str, longest: int, *, required: bool = False) -> str:
    value = message.get(name) or ""
    text = clean(value) if isinstance(value, str) else None
    if text is None or len(text) > longest or (required and not text):
        raise ReportRefused(f"{name} is a text of 1 to {longest} letters")
    return text


def _moment(value: object) -> datetime:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not 2016 <= moment.year <= 2100:
        raise ReportRefused("at is a moment with its offset: 2026-03-20T16:40:00+07:00")
    return moment


def _reason(value: object) -> str:
    if value in (None, ""):
        return ""
    if value not in FailureReason.values:
        raise ReportRefused(f"reason is one of: {', '.join(FailureReason.values)}")
    return str(value)


def _money(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_VND:
        raise ReportRefused("cod is a whole number of đồng")
    return value
