"""Why a dossier is due when it is: the way of the rule as facts, in order of time, with the days off on it.

It decides nothing (deadlines.py does) and says nothing: reasons_vi.py and reasons_en.py tell each fact as a sentence. Both
are kept with a promise, so words come from no catalogue. Moments and days are local (Asia/Ho_Chi_Minh).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from applications.limits import Limit, Policy
from portal.offices.calendar import WORKING_KINDS, Exceptional, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Sent:
    at: datetime
    is_passed_on: bool = False  # by an office that was not the right one: the limit starts anew


@dataclass(frozen=True, slots=True)
class BeforeOpening:
    opens_at: time


@dataclass(frozen=True, slots=True)
class AfterClosing:
    closes_at: time


@dataclass(frozen=True, slots=True)
class OnWeekend:
    day: date


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days of one holiday on the way; first and last may be the same."""

    first: date
    last: date
    exceptional: Exceptional


Closed = BeforeOpening | AfterClosing | OnWeekend | DaysOff


@dataclass(frozen=True, slots=True)
class CountedLater:
    """The office was closed: it counts from an opening."""

    because: Closed
    at: datetime


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A Saturday that is a working day."""

    day: date
    exceptional: Exceptional


@dataclass(frozen=True, slots=True)
class DueSameDay:
    cutoff: time
    due_on: date


@dataclass(frozen=True, slots=True)
class DueNextDay:
    cutoff: time
    due_on: date


@dataclass(frozen=True, slots=True)
class DueAfterDays:
    """The n-th working day after the day counted."""

    amount: int
    due_on: date


@dataclass(frozen=True, slots=True)
class DueAfterHours:
    amount: int
    due_at: datetime


Reason = Sent | CountedLater | DaysOff | WorkedOn | DueSameDay | DueNextDay | DueAfterDays | DueAfterHours


def reasons(
    submitted_at: datetime,
    counted_at: datetime,
    due_at: datetime,
    calendar: WorkingCalendar,
    policy: Policy,
    *,
    is_passed_on: bool = False,
) -> Iterator[Reason]:
    """Sent, counted, due, each followed by what made it later."""
    received_on, due_on = counted_at.date(), due_at.date()
    yield Sent(submitted_at, is_passed_on)
    if counted_at != submitted_at:
        yield CountedLater(_why_later(submitted_at.date(), counted_at, calendar), counted_at)
        yield from _days_off_between(submitted_at.date(), received_on, calendar)
    yield from _worked_on(received_on, calendar)
    yield _limit(received_on, due_at, policy)
    if due_on != received_on:
        yield from _days_off_between(received_on, due_on, calendar)
        yield from _worked_on(due_on, calendar)


def _limit(received_on: date, due_at: datetime, policy: Policy) -> Reason:
    match policy.limit:
        case Limit.WORKING_DAYS:
            return DueAfterDays(policy.amount, due_at.date())
        case Limit.WORKING_HOURS:
            return DueAfterHours(policy.amount, due_at)
        case Limit.SAME_DAY:
            same_day = due_at.date() == received_on
            return (DueSameDay if same_day else DueNextDay)(policy.cutoff, due_at.date())


def _why_later(day: date, counted_at: datetime, calendar: WorkingCalendar) -> Closed:
    if day == counted_at.date():
        return BeforeOpening(counted_at.time())
    if calendar.is_working_day(day):
        return AfterClosing(calendar.hours_on(day).closes_at)
    exceptional = calendar.exceptions.get(day)
    return DaysOff(day, day, exceptional) if exceptional else OnWeekend(day)


def _days_off_between(start: date, end: date, calendar: WorkingCalendar) -> Iterator[DaysOff]:
    """One for each holiday strictly between two days, its days together. Weekends speak for themselves."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days))
    holidays = [(day, calendar.exceptions[day]) for day in days if day in calendar.exceptions]
    for _occasion, group in groupby(holidays, key=lambda pair: pair[1].name_vi.removeprefix("Nghỉ bù ")):
        span = list(group)
        first, exceptional = span[0]
        yield DaysOff(first, span[-1][0], exceptional)


def _worked_on(day: date, calendar: WorkingCalendar) -> Iterator[WorkedOn]:
    exceptional = calendar.exceptions.get(day)
    if exceptional is not None and exceptional.kind in WORKING_KINDS:
        yield WorkedOn(day, exceptional)
