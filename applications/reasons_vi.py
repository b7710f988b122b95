"""The reasons of a promise as Vietnamese sentences."""

from datetime import date, time

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


def sentence(reason: Reason) -> str:
    match reason:
        case Sent():
            return _sent(reason)
        case CountedLater(because, at):
            return f"{_closed(because)} nên tính là nhận lúc {at:%H:%M}, {day_in_words(at.date())}."
        case DaysOff(first, last, exceptional) if first < last:
            return f"Từ {day_in_words(first)} đến {day_in_words(last)} {_named(exceptional)}."
        case DaysOff():
            return f"{_closed(reason)}."
        case WorkedOn(day, exceptional):
            return f"{_first(day)} là ngày làm việc: {_named(exceptional)}."
        case DueSameDay(cutoff, due_on):
            return f"Nhận không sau {_clock(cutoff)} nên giải quyết trong ngày {day_in_words(due_on)}."
        case DueNextDay(cutoff, due_on):
            return f"Nhận sau {_clock(cutoff)} nên giải quyết trong ngày làm việc tiếp theo: {day_in_words(due_on)}."
        case DueAfterDays(amount, due_on):
            return f"Thời hạn {amount} ngày làm việc kể từ sau ngày nhận nên giải quyết chậm nhất {day_in_words(due_on)}."
        case DueAfterHours(amount, due_at):
            return f"Thời hạn {amount} giờ làm việc nên giải quyết chậm nhất lúc {due_at:%H:%M}, {day_in_words(due_at.date())}."


def _sent(sent: Sent) -> str:
    moment = f"{sent.at:%H:%M:%S}, {day_in_words(sent.at.date())}"
    if sent.is_passed_on:
        return f"Chuyển đến cơ quan có thẩm quyền lúc {moment}; thời hạn tính lại từ lúc đó."
    return f"Nộp lúc {moment}."


def _closed(because: Closed) -> str:
    match because:
        case BeforeOpening(opens_at):
            return f"Trước giờ mở cửa ({opens_at:%H:%M})"
        case AfterClosing(closes_at):
            return f"Cơ quan đóng cửa lúc {closes_at:%H:%M}"
        case OnWeekend(day):
            return f"{_first(day)} là ngày nghỉ hằng tuần"
        case DaysOff(day, _, exceptional):
            return f"{_first(day)} {_named(exceptional)}"


def _named(exceptional: Exceptional) -> str:
    """ "nghỉ Quốc khánh", "nghỉ bù Quốc khánh", "làm bù cho ngày 02/01/2026, theo Công văn 12729/VPCP-KGVX" """
    is_holiday = exceptional.kind == CalendarException.Kind.PUBLIC_HOLIDAY
    name = f"nghỉ {exceptional.name_vi}" if is_holiday else exceptional.name_vi[:1].lower() + exceptional.name_vi[1:]
    return f"{name}, theo {exceptional.notice}" if exceptional.notice else name


def _first(day: date) -> str:
    """At the head of a sentence: "Thứ Sáu 20/03/2026"."""
    words = day_in_words(day)
    return words[0].upper() + words[1:]


def _clock(moment: time) -> str:
    return f"{moment.hour} giờ" if moment.minute == 0 else f"{moment:%H:%M}"
