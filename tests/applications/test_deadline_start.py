"""From which moment the limit runs, and what a pause does to it: A1, A4, A5, A9 of the worked examples, and their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.deadlines import after_pause, decide, due, starts_at
from applications.limits import SAME_DAY, Clock, Policy
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing
from tests import calendars, worlds

pytestmark = pytest.mark.pure
CALENDAR = calendars.seeded()
STRICT, PREPAID = Policy(clock=Clock.RECEIVED), Policy(needs_payment=True)


def august(day: int, hour: int, minute: int = 0) -> datetime:
    """Of 2018, in Hà Nội: the 1st is a Wednesday."""
    return datetime(2018, 8, day, hour, minute, tzinfo=HANOI)


def due_on(start: datetime | None, policy: Policy = SAME_DAY) -> date:
    return due(start, CALENDAR, policy).due_on


def test_a_dossier_that_lies_in_the_queue_past_15_00_is_the_risk_of_the_office():  # A1
    start = starts_at(SAME_DAY, august(1, 14, 50), received_at=august(1, 15, 20))
    assert start == august(1, 14, 50)
    assert due_on(start) == date(2018, 8, 1)


def test_under_the_strict_clock_the_same_dossier_has_one_day_more():
    start = starts_at(STRICT, august(1, 14, 50), received_at=august(1, 15, 20))
    assert start == august(1, 15, 20)
    assert due_on(start, STRICT) == date(2018, 8, 2)


def test_what_came_by_post_runs_from_the_signed_hand_over_record():  # A4: given to the post on Thursday
    assert due_on(starts_at(SAME_DAY, august(3, 15, 10))) == date(2018, 8, 6)


def test_a_supplemented_dossier_runs_from_the_moment_it_was_complete_again():  # A5: asked for on Wednesday at 10:00
    assert due_on(starts_at(SAME_DAY, august(3, 9))) == date(2018, 8, 3)


def test_where_the_fee_is_a_condition_the_limit_runs_from_the_payment():  # A9
    start = starts_at(PREPAID, august(1, 14, 30), paid_at=august(1, 15, 5))
    assert start == august(1, 15, 5)
    assert due_on(start, PREPAID) == date(2018, 8, 2)


def test_where_the_fee_is_no_condition_a_late_payment_changes_nothing():
    assert starts_at(SAME_DAY, august(1, 14, 30), paid_at=august(1, 15, 5)) == august(1, 14, 30)


@pytest.mark.parametrize("policy", [STRICT, PREPAID, Policy(clock=Clock.RECEIVED, needs_payment=True)])
def test_it_does_not_run_while_something_is_awaited(policy):
    assert starts_at(policy, august(1, 9)) is None


def test_each_of_two_conditions_is_awaited():
    both = Policy(clock=Clock.RECEIVED, needs_payment=True)
    assert starts_at(both, august(1, 9), received_at=august(1, 10)) is None
    assert starts_at(both, august(1, 9), paid_at=august(1, 10)) is None
    assert starts_at(both, august(1, 9), received_at=august(1, 11), paid_at=august(1, 10)) == august(1, 11)


def test_paid_before_the_form_was_complete_it_runs_from_the_form():
    assert starts_at(PREPAID, august(1, 14, 30), paid_at=august(1, 9)) == august(1, 14, 30)


# --- A pause --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paused", "resumed", "due_at"),
    [
        (august(1, 9), august(1, 16, 59), august(1, 17)),  # within the day
        (august(1, 9), august(1, 17), august(2, 17)),  # until the close: the next morning is another day
        (august(1, 9), august(2, 7), august(2, 17)),  # before opening counts as at opening
        (august(1, 9), august(2, 16), august(2, 17)),
        (august(1, 9), august(3, 9), august(3, 17)),
        (august(1, 9), august(4, 9), august(6, 17)),  # resumed on a Saturday: counts as Monday
        (august(1, 17), august(2, 7), august(1, 17)),  # while the office was closed
        (august(3, 18), august(5, 9), august(1, 17)),  # over a weekend
        (august(4, 9), august(6, 9), august(1, 17)),  # begun on a Saturday counts as begun on Monday
        (august(4, 9), august(7, 9), august(2, 17)),
        (august(2, 9), august(1, 9), august(1, 17)),  # a host clock that jumped back
    ],
)
def test_each_working_day_that_began_in_the_pause_moves_the_promise_by_one(paused, resumed, due_at):
    assert after_pause(august(1, 17), paused, resumed, CALENDAR) == due_at


def test_a_pause_over_tet_moves_it_by_working_days():
    pause = (datetime(2018, 2, 13, 9, tzinfo=HANOI), datetime(2018, 2, 22, 9, tzinfo=HANOI))
    assert after_pause(datetime(2018, 2, 13, 17, tzinfo=HANOI), *pause, CALENDAR) == datetime(2018, 2, 22, 17, tzinfo=HANOI)


def test_a_pause_is_one_of_local_days_wherever_its_moments_are_kept():
    moments = [moment.astimezone(UTC) for moment in (august(2, 17), august(1, 23), august(3, 6))]
    assert after_pause(*moments, CALENDAR) == august(3, 17)


def test_a_promise_of_hours_keeps_its_hour_where_the_pause_takes_no_day():
    assert after_pause(august(1, 10, 30), august(1, 9), august(1, 11), CALENDAR) == august(1, 10, 30)


@given(worlds.moments, st.lists(st.timedeltas(timedelta(0), timedelta(days=6)), min_size=2, max_size=2), worlds.worlds)
def test_a_longer_pause_never_makes_a_promise_earlier(moment, lengths, world):
    calendar, (short, long) = world.calendar(), sorted(lengths)
    try:
        due_at = decide(moment, calendar)[2]
        moved = [after_pause(due_at, moment, moment + length, calendar) for length in (short, long)]
    except CalendarMissing:
        return
    assert due_at <= moved[0] <= moved[1]
    assert all(world.is_worked(due.date()) for due in moved)
