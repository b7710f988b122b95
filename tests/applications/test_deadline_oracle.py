"""The rule against another way of computing: minutes enumerated backwards over a calendar from another source.

The oracle knows no comparison with 15:00: it lists, for each day, which minutes are open and which of them still count for the
day, and carries the answer of the following minute back over closed time.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import pytest

from applications.deadlines import HANOI, due
from tests import calendars

LAST = date(2026, 12, 31)
OPEN, LAST_IN_TIME, LAST_OPEN = 8 * 60, 15 * 60, 17 * 60 - 1  # minutes of the day; 15:00 itself is special, see _promised


@cache
def oracle() -> dict[date, list[tuple[datetime, date]]]:
    """For each day a list of 1,440 pairs (counted at, due on), for the first second of each minute."""
    working, after = set(calendars.working_days()), _next_working_day_by_day()
    answers: dict[date, list] = {}
    day, following = calendars.LAST, None
    while day >= calendars.FIRST:
        minutes = [None] * 1440
        for minute in range(1439, -1, -1):
            if day in working and OPEN <= minute <= LAST_OPEN:
                moment = datetime.combine(day, time(minute // 60, minute % 60), HANOI)
                following = (moment, day if minute <= LAST_IN_TIME else after.get(day))
            minutes[minute] = following
        answers[day] = minutes
        day -= timedelta(days=1)
    return {day: minutes for day, minutes in answers.items() if day <= LAST}


@cache
def _next_working_day_by_day() -> dict[date, date]:
    days = calendars.working_days()
    return dict(pairwise(days))


def _promised(moment: datetime) -> tuple[datetime, date]:
    promise = due(moment, calendars.seeded())
    return promise.counted_at, promise.due_on


def test_a_fair_sample_of_the_minutes_of_eleven_years_agrees():
    """Every 37th minute, shifted by one each day: 37 shares no factor with 1,440, so in 37 days every minute is met."""
    answers, faults = oracle(), []
    for shift, day in enumerate(sorted(answers)):
        for minute in range(shift % 37, 1440, 37):
            moment = datetime.combine(day, time(minute // 60, minute % 60), HANOI)
            if _promised(moment) != answers[day][minute]:
                faults.append(moment)
    assert not faults
    assert len(answers) == 4018


@pytest.mark.parametrize("boundary", [time(0), time(8), time(15), time(17)])
def test_every_second_around_a_boundary_agrees_on_days_next_to_an_exception(boundary):
    answers = oracle()
    near = {day + timedelta(days=n) for day in calendars.seeded().exceptions for n in (-1, 0, 1)}
    faults = []
    for day in sorted(day for day in near if calendars.FIRST < day <= LAST):
        middle = datetime.combine(day, boundary, HANOI)
        for seconds in (*range(-120, -3, 13), -3, -2, -1, 0, 1, 2, 3, *range(4, 121, 13)):
            moment = middle + timedelta(seconds=seconds)
            if _promised(moment) != _expected(moment, answers):
                faults.append(moment)
    assert not faults


def _expected(moment: datetime, answers: dict) -> tuple[datetime, date]:
    """The minute's answer; within an open minute each second counts for itself, and 15:00:01 is no longer in time."""
    day, minute = moment.date(), moment.hour * 60 + moment.minute
    counted_at, due_on = answers[day][minute]
    if counted_at != moment.replace(second=0):
        return counted_at, due_on  # closed: carried to the next opening
    if minute == LAST_IN_TIME and moment.second:
        due_on = _next_working_day_by_day()[day]
    return moment, due_on
