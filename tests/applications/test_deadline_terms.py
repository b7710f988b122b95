"""The figures the rule stands on, spelled out; and what only a mutant of the rule would do.

`mutmut run` (pyproject.toml) breaks applications/deadlines.py and portal/offices/calendar.py in some 240 ways; the pure tests
see them all but those explained at the end of this file. It cannot reach constants, defaults and properties, nor anything
in applications/limits.py, which is made of them: hence the first half.
"""

import os
import time as clock
from datetime import date, datetime, time

import pytest

from applications.deadlines import after_pause, decide, due
from applications.limits import SAME_DAY, Clock, Limit, Policy
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, Exceptional, Hours, WorkingCalendar
from portal.offices.models import CalendarException
from tests import calendars

pytestmark = pytest.mark.pure
AUGUST = ((date(2018, 8, 1), date(2018, 8, 31)),)


def august(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 8, day, hour, minute, tzinfo=HANOI)


# --- Figures --------------------------------------------------------------------------------------------------------


def test_who_says_nothing_promises_the_same_day_until_15_00_from_the_moment_counted():
    said = (SAME_DAY.limit, SAME_DAY.amount, SAME_DAY.cutoff, SAME_DAY.clock, SAME_DAY.needs_payment)
    assert said == (Limit.SAME_DAY, 0, time(15, 0, 0), Clock.COUNTED, False)
    assert SAME_DAY.pauses_for_confirmation
    assert SAME_DAY.version == ""


def test_limits_and_clocks_are_stored_by_these_names():
    assert [limit.value for limit in Limit] == ["same_day", "working_days", "working_hours"]
    assert [clock.value for clock in Clock] == ["counted", "received"]


def test_terms_do_not_change_under_a_promise():
    with pytest.raises(AttributeError):
        SAME_DAY.amount = 3


def test_usual_hours_are_eight_to_seventeen_on_every_day_there_is():
    usual = Hours()
    assert (usual.opens_at, usual.closes_at) == (time(8), time(17))
    assert (usual.valid_from, usual.valid_to) == (date.min, date.max)
    assert usual.counts


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "sessions"),
    [
        (time(8), time(17), [(time(8), time(12)), (time(13), time(17))]),
        (time(7, 30), time(11, 30), [(time(7, 30), time(11, 30))]),
        (time(8), time(12), [(time(8), time(12))]),
        (time(8), time(12, 30), [(time(8), time(12))]),
        (time(8), time(13), [(time(8), time(12))]),
        (time(12), time(17), [(time(13), time(17))]),
        (time(12, 30), time(17), [(time(13), time(17))]),
        (time(13), time(17), [(time(13), time(17))]),
        (time(13, 30), time(17), [(time(13, 30), time(17))]),
        (time(12), time(13), []),
    ],
)
def test_the_noon_break_is_no_part_of_the_hours_worked(opens_at, closes_at, sessions):
    assert Hours(opens_at, closes_at).sessions == sessions


@pytest.mark.parametrize("kind", CalendarException.Kind)
def test_of_all_kinds_of_exception_only_work_instead_is_worked(kind):
    entries = {date(2018, 8, n): Exceptional(kind, "") for n in (3, 4, 5)}  # Friday to Sunday
    calendar = WorkingCalendar(entries, AUGUST)
    assert {calendar.is_working_day(day) for day in entries} == {kind == "swap_working"}


def test_a_document_is_named_unless_it_is_the_labour_code_itself():
    assert Exceptional("swap_off", "", "", "Công văn 12729/VPCP-KGVX").notice == "Công văn 12729/VPCP-KGVX"
    assert Exceptional("public_holiday", "", "", "Bộ luật Lao động 2019, Điều 112").notice == ""
    assert Exceptional("emergency_closure", "").notice == ""


@pytest.mark.parametrize("day", [date(2018, 7, 31), date(2018, 9, 1)])
def test_the_first_and_the_last_day_decided_are_known_and_their_neighbours_not(day):
    calendar = WorkingCalendar({}, AUGUST)
    assert calendar.is_working_day(date(2018, 8, 1))
    assert calendar.is_working_day(date(2018, 8, 31))
    with pytest.raises(CalendarMissing, match=rf"^No working calendar is known for {day}\.$"):
        calendar.is_working_day(day)


# --- What mutants did -----------------------------------------------------------------------------------------------


def test_a_promise_names_the_policy_and_the_calendar_it_was_made_with():
    calendar = WorkingCalendar({}, AUGUST, version=7)
    promise = due(august(1, 9), calendar, Policy(version="2.000635 2016-01-01"))
    assert (promise.policy, promise.calendar_version) == ("2.000635 2016-01-01", 7)


def test_a_naive_moment_is_refused_in_these_words():
    with pytest.raises(ValueError, match=r"^submitted_at must be aware: the rule is one of local time\.$"):
        decide(datetime(2018, 8, 1, 9), WorkingCalendar({}, AUGUST))


@pytest.fixture
def far_away(monkeypatch):
    """A host whose own zone is another: the rule must not ask it."""
    monkeypatch.setenv("TZ", "America/New_York")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


def test_the_zone_of_the_host_does_not_matter(far_away):
    assert os.environ["TZ"] == "America/New_York"
    calendar = calendars.seeded()
    assert decide(august(1, 15, 1), calendar) == (august(1, 15, 1), august(1, 15, 1), august(2, 17))
    assert after_pause(august(1, 17), august(1, 10), august(1, 18), calendar) == august(2, 17)
    assert after_pause(august(2, 6), august(1, 9), august(2, 9), calendar) == august(3, 17)


def test_hours_that_begin_at_midnight_are_worked_from_midnight():
    calendar = WorkingCalendar({}, AUGUST, (Hours(time(0), time(9)),))
    assert decide(august(1, 8), calendar, Policy(limit=Limit.WORKING_HOURS, amount=10))[2] == august(2, 9)


# What survives: nothing. Two mutants of next_working_day walk back and forth between two days for ever; mutmut may have to stop
# them by its clock, and then counts them apart as timeouts.


def test_a_dossier_passed_on_is_promised_as_if_sent_then_and_says_so():
    calendar, at = calendars.seeded(), datetime(2026, 3, 20, 9, 0, tzinfo=HANOI)
    sent, passed_on = due(at, calendar), due(at, calendar, is_passed_on=True)
    assert (sent.due_at, sent.why[1:]) == (passed_on.due_at, passed_on.why[1:])
    assert sent.why[0].startswith("Nộp lúc 09:00:00")
    assert passed_on.why[0].startswith("Chuyển đến cơ quan có thẩm quyền lúc 09:00:00")
