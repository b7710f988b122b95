"""The new time of an apology: working days, opening hours, after now and after what was promised."""

from datetime import date, datetime, time

import pytest

from applications.appointments import days_offered, fault_of, proposal, times_offered
from portal.days import HANOI
from tests import calendars

CALENDAR = calendars.seeded()
DUE = datetime(2018, 8, 31, 17, tzinfo=HANOI)  # a Friday; Monday 3/9 is off, in the place of Sunday 2/9
LATE = datetime(2018, 8, 31, 17, 30, tzinfo=HANOI)


def at(day: int, hour: int, minute: int = 0, *, month: int = 9) -> datetime:
    return datetime(2018, month, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize("moment", [at(4, 8), at(4, 17), at(7, 12, 15)])
def test_any_time_of_a_working_day_within_opening_hours_may_be_named(moment):
    assert fault_of(moment, CALENDAR, now=LATE, due_at=DUE) == ""


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(1, 9), "không làm việc"),  # Saturday
        (at(3, 9), "không làm việc"),  # a compensatory day off
        (at(4, 7, 59), "từ 08:00 đến 17:00"),
        (at(4, 17, 1), "từ 08:00 đến 17:00"),
        (at(30, 9, month=8), "đã qua"),
        (datetime(2031, 3, 3, 9, tzinfo=HANOI), "Chưa có lịch làm việc"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(moment, words):
    assert words in fault_of(moment, CALENDAR, now=LATE, due_at=DUE)


def test_before_the_deadline_the_new_time_is_still_after_it():
    early = at(31, 10, month=8)
    assert "sau hạn đã hẹn, 17:00 ngày 31/08/2018" in fault_of(at(31, 16, month=8), CALENDAR, now=early, due_at=DUE)
    assert proposal(CALENDAR, now=early, due_at=DUE) == at(4, 17)


def test_the_close_of_the_next_working_day_is_proposed():
    assert proposal(CALENDAR, now=LATE, due_at=DUE) == at(4, 17)
    assert proposal(CALENDAR, now=at(5, 23), due_at=DUE) == at(6, 17)
    assert fault_of(at(4, 17), CALENDAR, now=LATE, due_at=DUE) == ""


def test_beyond_the_known_calendar_nothing_is_proposed():
    last = datetime(2027, 1, 31, 9, tzinfo=HANOI)
    assert proposal(CALENDAR, now=last, due_at=DUE) is None
    assert days_offered(CALENDAR, now=last, due_at=DUE) == []
    assert times_offered([], CALENDAR) == []


def test_working_days_with_time_left_are_offered():
    assert days_offered(CALENDAR, now=LATE, due_at=DUE, number=2) == [date(2018, 9, 4), date(2018, 9, 5)]
    assert days_offered(CALENDAR, now=at(4, 9), due_at=DUE, number=1) == [date(2018, 9, 4)]
    assert days_offered(CALENDAR, now=at(4, 17), due_at=DUE, number=1) == [date(2018, 9, 5)]


def test_every_half_hour_from_opening_to_close_is_offered():
    times = times_offered([date(2018, 9, 4)], CALENDAR)
    assert (times[0], times[1], times[-1], len(times)) == (time(8), time(8, 30), time(17), 19)
