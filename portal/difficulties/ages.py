"""How long a difficulty has waited, in working days of the city, and by when it must be answered.

The day it was written is not counted. Where a year's calendar is not decided yet, Monday to Friday stand for working days:
an answer is awaited also then, and nobody is paid or refused by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.days import local_day
from portal.difficulties.models import AnswerLimit, DifficultyReport
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendar_for

USUAL_DAYS = 5  # where no limit was entered
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Age:
    """Working days since it has waited; `late_days` past the last day, 0 while in time."""

    days: int
    late_days: int
    answer_by_on: date
    left: int

    @property
    def is_late(self) -> bool:
        return self.late_days > 0

    @property
    def is_due_today(self) -> bool:
        return self.left == 0 and not self.is_late


def limit_on(day: date) -> int:
    """Working days in which the Department answers what is written on that day."""
    limit = AnswerLimit.objects.filter(valid_from__lte=day).order_by("-valid_from").first()
    return limit.working_days if limit else USUAL_DAYS


def answer_by(at: datetime) -> date:
    """The last day to answer what begins to wait at a moment."""
    return last_day(at, limit_on(local_day(at)))


def last_day(at: datetime, days: int) -> date:
    """The last of so many working days after the day of a moment (aware)."""
    day, calendar = local_day(at), calendar_for(None)
    for _ in range(days):
        day = _next_working_day(day, calendar)
    return day


def age_of(difficulty: DifficultyReport, today: date, calendar: WorkingCalendar) -> Age:
    days = working_days(local_day(difficulty.waiting_since), today, calendar)
    late = working_days(difficulty.answer_by_on, today, calendar)
    left = working_days(today, difficulty.answer_by_on, calendar)
    return Age(days, late, difficulty.answer_by_on, left)


def with_ages(difficulties: Iterable[DifficultyReport], today: date) -> list[DifficultyReport]:
    """The same rows, each that waits with its `age`."""
    calendar, rows = calendar_for(None), list(difficulties)
    for row in rows:
        row.age = age_of(row, today, calendar) if row.is_unanswered else None
    return rows


def working_days(after: date, until: date, calendar: WorkingCalendar) -> int:
    """Those after one day, up to and including another."""
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    return sum(_is_worked(day, calendar) for day in days)


def _next_working_day(day: date, calendar: WorkingCalendar) -> date:
    day += timedelta(days=1)
    while not _is_worked(day, calendar):
        day += timedelta(days=1)
    return day


def _is_worked(day: date, calendar: WorkingCalendar) -> bool:
    try:
        return calendar.is_working_day(day)
    except CalendarMissing:
        return day.weekday() < SATURDAY
