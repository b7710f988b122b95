"""The rule against another way of computing: minutes enumerated backwards over a calendar from another source.

The oracle knows no comparison with 15:00: it lists, for each day, which minutes are open and which of them still count for the
day, and carries the answer of the following minute back over closed time. Its days come from the `holidays` package with its
known errors mended (tests/calendars.py), its hours from the figures below.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import pytest

from applications.deadlines import decide
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing
from tests import calendars

pytestmark = pytest.mark.pure

YEARS = range(2016, 2027)
OPEN, LAST_IN_TIME, LAST_OPEN = 8 * 60, 15 * 60, 17 * 60 - 1  # minutes of the day; 15:00 itself is special, see _expected
BOUNDARIES = (time(0), time(8), time(15), time(17))
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)

Answer = tuple[datetime, date]  # counted at, due on


def oracle(year: int) -> dict[date, list[Answer]]:
    """For each day of the year, and the last of the year before, 1,440 answers: for the first second of each minute."""
    working, after = set(calendars.working_days()), _next_working_day_by_day()
    first, last = date(year - 1, 12, 31), date(year, 12, 31)
    answers: dict[date, list[Answer]] = {}
    day, following = last + 31 * DAY, None
    while day >= max(first, calendars.FIRST):
        minutes = [following] * 1440
        moment = datetime.combine(day, time(23, 59), HANOI)
        for minute in range(1439, -1, -1):
            if day in working and OPEN <= minute <= LAST_OPEN:
                following = (moment, day if minute <= LAST_IN_TIME else after.get(day))
            minutes[minute] = following
            moment -= MINUTE
        if day <= last:
            answers[day] = minutes
        day -= DAY
    return answers


@cache
def _next_working_day_by_day() -> dict[date, date]:
    return dict(pairwise(calendars.working_days()))


def _as_decided(moment: datetime, answer: Answer) -> tuple[datetime, datetime, datetime]:
    counted_at, due_on = answer
    return moment, counted_at, datetime.combine(due_on, time(17), HANOI)


@pytest.mark.parametrize("year", YEARS)
def test_every_minute_of_the_year_agrees(year):
    calendar, faults, number = calendars.seeded(), [], 0
    for day, answers in oracle(year).items():
        if day.year != year:
            continue
        moment = datetime.combine(day, time(0), HANOI)
        for answer in answers:
            if decide(moment, calendar) != _as_decided(moment, answer):
                faults.append(moment)
            moment += MINUTE
            number += 1
    assert not faults
    assert number == (date(year + 1, 1, 1) - date(year, 1, 1)).days * 24 * 60


@pytest.mark.parametrize("year", YEARS)
def test_every_second_within_two_minutes_of_a_boundary_agrees_on_days_next_to_an_exception(year):
    calendar, answers, faults, number = calendars.seeded(), oracle(year), [], 0
    for moment in _seconds_near_boundaries(year):
        number += 1
        if moment.date() < calendars.FIRST:
            with pytest.raises(CalendarMissing):
                decide(moment, calendar)
        elif decide(moment, calendar) != _as_decided(moment, _expected(moment, answers)):
            faults.append(moment)
    assert not faults
    assert number == len(_days_next_to_an_exception(year)) * len(BOUNDARIES) * 241


def _seconds_near_boundaries(year: int) -> Iterator[datetime]:
    for day in _days_next_to_an_exception(year):
        for boundary in BOUNDARIES:
            middle = datetime.combine(day, boundary, HANOI)
            yield from (middle + seconds * SECOND for seconds in range(-120, 121))


def _days_next_to_an_exception(year: int) -> list[date]:
    """The exceptions themselves with the day before and the day after, as far as they are of this year."""
    near = {day + n * DAY for day in calendars.seeded().exceptions for n in (-1, 0, 1)}
    return sorted(day for day in near if day.year == year)


def _expected(moment: datetime, answers: dict[date, list[Answer]]) -> Answer:
    """The minute's answer; within an open minute each second counts for itself, and 15:00:01 is no longer in time."""
    day, minute = moment.date(), moment.hour * 60 + moment.minute
    counted_at, due_on = answers[day][minute]
    if counted_at != moment.replace(second=0):
        return counted_at, due_on  # closed: carried to the next opening
    if minute == LAST_IN_TIME and moment.second:
        due_on = _next_working_day_by_day()[day]
    return moment, due_on
