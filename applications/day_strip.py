"""The days from a submission to its promise, one by one, as a page shows them: worked or not, why, and what falls on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from applications.deadlines import Promise
from portal.offices import naming
from portal.offices.calendar import SATURDAY, WorkingCalendar


@dataclass(frozen=True, slots=True)
class DayOnTheWay:
    """`kind`: working, off, or worked (a day off by its weekday that is worked). `marks` are what falls on it, in words."""

    on: date
    kind: str
    why: str
    marks: tuple[str, ...]


def days_on_the_way(promise: Promise, calendar: WorkingCalendar) -> list[DayOnTheWay]:
    """From the day of submission to the day due, both included."""
    first = promise.submitted_at.date()
    days = (first + timedelta(days=n) for n in range((promise.due_on - first).days + 1))
    return [DayOnTheWay(day, *_worked(day, calendar), tuple(_marks(day, promise))) for day in days]


def _worked(day: date, calendar: WorkingCalendar) -> tuple[str, str]:
    exceptional, is_working = calendar.exceptions.get(day), calendar.is_working_day(day)
    if exceptional is not None:
        return ("worked" if is_working else "off"), naming.occasion(exceptional)
    if is_working:
        return ("working", _("Ngày làm việc")) if day.weekday() < SATURDAY else ("worked", _("Thứ Bảy làm việc"))
    return "off", _("Nghỉ hằng tuần")


def _marks(day: date, promise: Promise) -> Iterator[str]:
    if day == promise.submitted_at.date():
        yield _("Nộp %(time)s") % {"time": f"{promise.submitted_at:%H:%M:%S}"}
    if day == promise.counted_at.date() and promise.counted_at != promise.submitted_at:
        yield _("Tính là nhận %(time)s") % {"time": f"{promise.counted_at:%H:%M}"}
    if day == promise.due_on:
        yield _("Hạn giải quyết")
