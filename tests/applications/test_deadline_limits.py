"""The three limits in invented worlds: against an answer got by listing open seconds, and what must hold for every moment."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.deadlines import decide, due
from applications.limits import Limit, Policy
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, Hours, WorkingCalendar
from tests import calendars, worlds
from tests.worlds import World

pytestmark = pytest.mark.pure
CALENDAR = calendars.seeded()


def local(text: str) -> datetime:
    """ "2018-08-01 15:00:01", in Hà Nội."""
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def days(amount: int) -> Policy:
    return Policy(limit=Limit.WORKING_DAYS, amount=amount)


def hours(amount: int) -> Policy:
    return Policy(limit=Limit.WORKING_HOURS, amount=amount)


# --- By hand --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("submitted", "policy", "due_at"),
    [
        ("2018-08-01 09:00:00", days(0), "2018-08-01 17:00:00"),
        ("2018-08-01 09:00:00", days(1), "2018-08-02 17:00:00"),
        ("2018-08-01 16:59:59", days(1), "2018-08-02 17:00:00"),  # 15 giờ is a line of the same day only
        ("2018-08-01 17:00:00", days(1), "2018-08-03 17:00:00"),  # counts from the next morning
        ("2018-08-03 09:00:00", days(3), "2018-08-08 17:00:00"),  # over a weekend
        ("2018-02-13 09:00:00", days(2), "2018-02-22 17:00:00"),  # over Tết
        ("2019-01-03 09:00:00", days(2), "2019-01-05 17:00:00"),  # a working Saturday counts
        ("2018-08-01 08:00:00", hours(4), "2018-08-01 12:00:00"),  # ends at noon, not after the break
        ("2018-08-01 08:00:01", hours(4), "2018-08-01 13:00:01"),
        ("2018-08-01 08:00:00", hours(8), "2018-08-01 17:00:00"),  # ends at the close, not next morning
        ("2018-08-01 08:00:01", hours(8), "2018-08-02 08:00:01"),
        ("2018-08-01 12:30:00", hours(4), "2018-08-01 17:00:00"),  # filed over lunch: runs from 13:00
        ("2018-08-01 12:30:00", hours(5), "2018-08-02 09:00:00"),
        ("2018-08-01 06:00:00", hours(1), "2018-08-01 09:00:00"),
        ("2018-08-03 16:00:00", hours(2), "2018-08-06 09:00:00"),
        ("2018-02-13 16:30:00", hours(1), "2018-02-21 08:30:00"),
        ("2018-08-01 08:00:00", hours(24), "2018-08-03 17:00:00"),
    ],
)
def test_days_and_hours_by_hand(submitted, policy, due_at):
    assert decide(local(submitted), CALENDAR, policy)[2] == local(due_at)


@pytest.mark.parametrize(
    ("counts", "submitted", "due_at"),
    [
        (True, "2026-03-06 15:00:01", "2026-03-07 11:30:00"),  # Friday after 15 giờ: the Saturday is a working day
        (True, "2026-03-07 09:00:00", "2026-03-07 11:30:00"),
        (True, "2026-03-07 11:30:00", "2026-03-09 17:00:00"),
        (False, "2026-03-06 15:00:01", "2026-03-09 17:00:00"),  # the counter takes papers in, and nothing is due
        (False, "2026-03-07 09:00:00", "2026-03-09 17:00:00"),
    ],
)
def test_a_saturday_session_is_a_working_day_only_where_it_counts(counts, submitted, due_at):
    calendar = World(saturday=(time(7, 30), time(11, 30)), saturday_counts=counts).calendar()
    assert decide(local(submitted), calendar)[2] == local(due_at)


def test_a_working_saturday_by_decree_keeps_the_hours_of_a_weekday():
    worked = date(2026, 3, 7)
    calendar = World(worked=frozenset({worked}), saturday=(time(7, 30), time(11, 30)), saturday_counts=True).calendar()
    assert decide(local("2026-03-07 14:00:00"), calendar)[1:] == (local("2026-03-07 14:00:00"), local("2026-03-07 17:00:00"))


def test_a_closure_of_the_office_wins_over_its_saturday_session():
    saturday = date(2026, 3, 7)
    calendar = World(off=frozenset({saturday}), saturday=(time(7, 30), time(11, 30)), saturday_counts=True).calendar()
    assert decide(local("2026-03-07 09:00:00"), calendar)[1] == local("2026-03-09 08:00:00")


def test_hours_hold_from_their_day_on():
    calendar = World(before=(time(8), time(17)), after=(time(7, 30), time(16, 30))).calendar()
    assert decide(local("2026-03-10 16:45:00"), calendar)[1:] == (local("2026-03-10 16:45:00"), local("2026-03-11 16:30:00"))
    assert decide(local("2026-03-11 16:45:00"), calendar)[1:] == (local("2026-03-12 07:30:00"), local("2026-03-12 16:30:00"))
    assert decide(local("2026-03-11 07:30:00"), calendar)[1] == local("2026-03-11 07:30:00")


def test_days_between_two_hours_have_the_usual_ones():
    spring = Hours(time(9), time(16), date(2026, 3, 2), date(2026, 3, 6))
    calendar = WorkingCalendar({}, ((worlds.FIRST, worlds.LAST),), (spring,))
    assert decide(local("2026-03-06 10:00:00"), calendar)[2] == local("2026-03-06 16:00:00")
    assert decide(local("2026-03-09 07:00:00"), calendar)[1:] == (local("2026-03-09 08:00:00"), local("2026-03-09 17:00:00"))


@pytest.mark.parametrize("policy", [Policy(), days(1), hours(8)])
def test_a_year_between_two_decided_ones_is_refused_and_not_jumped_over(policy):
    calendar = WorkingCalendar({}, ((date(2018, 1, 1), date(2018, 12, 31)), (date(2020, 1, 1), date(2020, 12, 31))))
    with pytest.raises(CalendarMissing) as refused:
        decide(local("2018-12-31 15:00:01"), calendar, policy)
    assert refused.value.day == date(2019, 1, 1)
    assert "2019-01-01" in str(refused.value)
    assert decide(local("2020-01-01 09:00:00"), calendar)[2] == local("2020-01-01 17:00:00")
    assert decide(local("2018-12-31 15:00:00"), calendar)[2] == local("2018-12-31 17:00:00")


# --- For every moment -----------------------------------------------------------------------------------------------


@settings(max_examples=200)
@given(worlds.moments, worlds.worlds, worlds.policies)
def test_listing_open_seconds_gives_the_same_answer_or_the_rule_refuses(moment, world, policy):
    answer = worlds.expected(moment, world, policy)
    if answer is None:
        with pytest.raises(CalendarMissing):
            decide(moment, world.calendar(), policy)
    else:
        assert decide(moment, world.calendar(), policy) == (moment, *answer)


def _due_or_never(moment: datetime, world: World, policy: Policy) -> datetime:
    try:
        return decide(moment, world.calendar(), policy)[2]
    except CalendarMissing:
        return datetime.max.replace(tzinfo=UTC)


@given(worlds.moments, st.timedeltas(timedelta(0), timedelta(days=9)), worlds.worlds, worlds.policies)
def test_a_later_submission_is_never_due_earlier(moment, later, world, policy):
    assert _due_or_never(moment, world, policy) <= _due_or_never(moment + later, world, policy)


@given(worlds.moments, worlds.worlds, worlds.policies)
def test_nothing_is_due_on_a_day_off_nor_before_opening_nor_after_the_close(moment, world, policy):
    due_at = _due_or_never(moment, world, policy)
    if due_at.year < 9999:
        opens_at, closes_at = world.doors(due_at.date())
        assert world.is_worked(due_at.date())
        assert opens_at <= due_at.time() <= closes_at
        assert due_at > moment


@given(worlds.moments, worlds.worlds, worlds.policies)
def test_counting_again_from_the_moment_counted_changes_nothing(moment, world, policy):
    try:
        _submitted, counted_at, due_at = decide(moment, world.calendar(), policy)
    except CalendarMissing:
        return
    assert decide(counted_at, world.calendar(), policy) == (counted_at, counted_at, due_at)


@given(worlds.moments, worlds.policies, st.timezones() | st.just(UTC), st.integers(0, 999_999))
def test_neither_the_zone_it_is_kept_in_nor_parts_of_a_second_matter(moment, policy, zone, microseconds):
    kept = moment.astimezone(zone) + timedelta(microseconds=microseconds)
    assert decide(kept, World().calendar(), policy) == decide(moment, World().calendar(), policy)


@settings(max_examples=40)
@given(worlds.moments, worlds.worlds, worlds.policies)
def test_the_promise_says_what_was_decided(moment, world, policy):
    try:
        decided = decide(moment, world.calendar(), policy)
    except CalendarMissing:
        return
    promise = due(moment, world.calendar(), policy)
    assert (promise.submitted_at, promise.counted_at, promise.due_at) == decided
    assert promise.due_on == promise.due_at.date()
    assert len(promise.why) == len(promise.why_en) >= 2
