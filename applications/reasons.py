"""Why a dossier is due when it is: the rule's result told in Vietnamese sentences, with the days off on the way.

It decides nothing; deadlines.py does. Days and hours are local (Asia/Ho_Chi_Minh).
"""

from datetime import date, datetime, time, timedelta
from itertools import groupby

from portal.days import day_in_words
from portal.offices.calendar import WORKING_KINDS, Exceptional, WorkingCalendar
from portal.offices.models import CalendarException

_IN_LIEU = "Nghỉ bù "


def reasons(
    submitted_at: datetime, counted_at: datetime, due_on: date, calendar: WorkingCalendar, *, cutoff: time
) -> tuple[str, ...]:
    """Sentences in the order of time: sent, counted, due. Moments are local."""
    received_on = counted_at.date()
    sentences = [f"Nộp lúc {submitted_at:%H:%M:%S}, {day_in_words(submitted_at.date())}."]
    if counted_at != submitted_at:
        sentences.append(f"{_why_later(submitted_at, counted_at, calendar)} nên tính là nhận lúc {_when(counted_at)}.")
        sentences += _days_off_between(submitted_at.date(), received_on, calendar)
    sentences += _working_saturday(received_on, calendar)
    if due_on == received_on:
        sentences.append(f"Nhận không sau {_clock(cutoff)} nên giải quyết trong ngày {day_in_words(due_on)}.")
        return tuple(sentences)
    sentences.append(f"Nhận sau {_clock(cutoff)} nên giải quyết trong ngày làm việc tiếp theo: {day_in_words(due_on)}.")
    sentences += _days_off_between(received_on, due_on, calendar)
    sentences += _working_saturday(due_on, calendar)
    return tuple(sentences)


def _why_later(submitted_at: datetime, counted_at: datetime, calendar: WorkingCalendar) -> str:
    """The part of a sentence before "nên tính là nhận lúc …"."""
    day = submitted_at.date()
    if day == counted_at.date():
        return f"Trước giờ mở cửa ({counted_at:%H:%M})"
    if calendar.is_working_day(day):
        return f"Cơ quan đóng cửa lúc {calendar.hours_on(day).closes_at:%H:%M}"
    exceptional = calendar.exceptions.get(day)
    if exceptional is None:
        return f"{_capital(day_in_words(day))} là ngày nghỉ hằng tuần"
    return f"{_capital(day_in_words(day))} {_in_words(exceptional)}"


def _days_off_between(start: date, end: date, calendar: WorkingCalendar) -> list[str]:
    """A sentence for each holiday strictly between two days, its days together. Weekends speak for themselves."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days))
    holidays = [(day, calendar.exceptions[day]) for day in days if day in calendar.exceptions]
    return [_span(list(group)) for _name, group in groupby(holidays, key=lambda pair: _occasion(pair[1]))]


def _span(days: list[tuple[date, Exceptional]]) -> str:
    first, exceptional = days[0]
    if len(days) == 1:
        return f"{_capital(day_in_words(first))} {_in_words(exceptional)}."
    return f"Từ {day_in_words(first)} đến {day_in_words(days[-1][0])} {_in_words(exceptional)}."


def _working_saturday(day: date, calendar: WorkingCalendar) -> list[str]:
    exceptional = calendar.exceptions.get(day)
    if exceptional is None or exceptional.kind not in WORKING_KINDS:
        return []
    return [f"{_capital(day_in_words(day))} là ngày làm việc: {_in_words(exceptional)}."]


def _in_words(exceptional: Exceptional) -> str:
    """ "nghỉ Quốc khánh", "nghỉ bù Quốc khánh", "làm bù cho ngày 02/01/2026, theo Công văn 12729/VPCP-KGVX" """
    is_holiday = exceptional.kind == CalendarException.Kind.PUBLIC_HOLIDAY
    name = f"nghỉ {exceptional.name_vi}" if is_holiday else exceptional.name_vi[:1].lower() + exceptional.name_vi[1:]
    is_notice = exceptional.legal_document and not exceptional.legal_document.startswith("Bộ luật Lao động")
    return f"{name}, theo {exceptional.legal_document}" if is_notice else name


def _occasion(exceptional: Exceptional) -> str:
    return exceptional.name_vi.removeprefix(_IN_LIEU)


def _when(moment: datetime) -> str:
    return f"{moment:%H:%M}, {day_in_words(moment.date())}"


def _clock(moment: time) -> str:
    return f"{moment.hour} giờ" if moment.minute == 0 else f"{moment:%H:%M}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
