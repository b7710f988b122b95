"""The reasons of a promise as English sentences. Notices keep their numbers; a day off without an English name, its kind."""

from datetime import date

from applications.reasons import (
    AfterClosing,
    BeforeOpening,
    Closed,
    CountedLater,
    DaysOff,
    DueAfterDays,
    DueAfterHours,
    DueNextDay,
    DueSameDay,
    OnWeekend,
    Reason,
    Sent,
    WorkedOn,
)
from portal.days import day_in_words
from portal.offices.calendar import Exceptional
from portal.offices.models import CalendarException

Kind = CalendarException.Kind
KINDS = {
    Kind.PUBLIC_HOLIDAY: "public holiday",
    Kind.COMPENSATORY: "day off in lieu of a holiday",
    Kind.SWAP_OFF: "day off, worked on another day instead",
    Kind.SWAP_WORKING: "working Saturday, in place of another day",
    Kind.EMERGENCY_CLOSURE: "closed because of an emergency",
}
NOTICES = {
    "Bộ luật": "Code",
    "Chỉ thị": "Directive",
    "Công điện": "Telegram",
    "Công văn": "Official Letter",
    "Luật": "Law",
    "Nghị định": "Decree",
    "Nghị quyết": "Resolution",
    "Quyết định": "Decision",
    "Thông báo": "Notice",
    "Thông tư": "Circular",
}


def sentence(reason: Reason) -> str:
    match reason:
        case Sent():
            return _sent(reason)
        case CountedLater(because, at):
            return f"{_closed(because)}, so it counts as received at {at:%H:%M} on {_day(at.date())}."
        case DaysOff(first, last, exceptional) if first < last:
            return f"From {_day(first)} to {_day(last)}: {_named(exceptional)}."
        case DaysOff():
            return f"{_closed(reason)}."
        case WorkedOn(day, exceptional):
            return f"{_day(day)}: {_named(exceptional)}."
        case DueSameDay(cutoff, due_on):
            return f"Received by {cutoff:%H:%M}, so it is resolved the same day: {_day(due_on)}."
        case DueNextDay(cutoff, due_on):
            return f"Received after {cutoff:%H:%M}, so it is resolved on the next working day: {_day(due_on)}."
        case DueAfterDays(amount, due_on):
            return f"The limit is {amount} working day{_s(amount)} after the day received: by {_day(due_on)}."
        case DueAfterHours(amount, due_at):
            return f"The limit is {amount} working hour{_s(amount)}: by {due_at:%H:%M} on {_day(due_at.date())}."


def _s(amount: int) -> str:
    return "" if amount == 1 else "s"


def _sent(sent: Sent) -> str:
    moment = f"{sent.at:%H:%M:%S} on {_day(sent.at.date())}"
    if sent.is_passed_on:
        return f"Passed on to the competent office at {moment}; the limit starts anew."
    return f"Sent at {moment}."


def _closed(because: Closed) -> str:
    match because:
        case BeforeOpening(opens_at):
            return f"That is before opening time ({opens_at:%H:%M})"
        case AfterClosing(closes_at):
            return f"The office closes at {closes_at:%H:%M}"
        case OnWeekend(day):
            return f"{_day(day)} is a weekly day off"
        case DaysOff(day, _, exceptional):
            return f"{_day(day)}: {_named(exceptional)}"


def _named(exceptional: Exceptional) -> str:
    """ "National Day", "day off, worked on Saturday 22/08/2026 instead, under Notice 9441/TB-BNV" """
    name = exceptional.name_en or KINDS[exceptional.kind]
    if exceptional.kind not in {Kind.PUBLIC_HOLIDAY, Kind.COMPENSATORY}:  # those begin with a proper name
        name = name[:1].lower() + name[1:]
    return f"{name}, under {_notice(exceptional.notice)}" if exceptional.notice else name


def _day(day: date) -> str:
    return day_in_words(day, "en")


def _notice(text: str) -> str:
    """ "Thông báo 9441/TB-BNV" -> "Notice 9441/TB-BNV"; one of an unknown kind as it is."""
    kind = next((kind for kind in NOTICES if text.startswith(f"{kind} ")), "")
    return NOTICES[kind] + text.removeprefix(kind) if kind else text
