"""What a page says about filing now is what the rule says, up to the very millisecond at which it turns."""

from datetime import date, time, timedelta

import pytest

from applications.deadlines import due
from applications.limits import Limit, Policy
from applications.outlook import MILLISECOND, outlook_in
from portal.offices.calendar import Hours, WorkingCalendar
from tests.calendars import seeded
from tests.factories import hanoi

MOMENTS = [
    hanoi(20, 9, 5),
    hanoi(20, 15, 0, 0) + timedelta(milliseconds=999),
    hanoi(20, 15, 0, 1),
    hanoi(20, 23, 59, 59),
    hanoi(22, 10),
    hanoi(13, 15, 1, month=2, year=2018),
    hanoi(29, 14, 0, month=4),
    hanoi(10, 9, month=1),
]


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_each_sentence_holds_up_to_its_millisecond(now):
    ahead = outlook_in(seeded(), now)
    turns, turns_again = (now + n * MILLISECOND for n in (ahead.turns_in, ahead.turns_again_in))
    assert due(now, seeded()).due_on == ahead.due_on
    assert due(turns - MILLISECOND, seeded()).due_on == ahead.due_on
    assert due(turns, seeded()).due_on == ahead.next_due_on
    assert due(turns_again - MILLISECOND, seeded()).due_on == ahead.next_due_on
    assert due(turns_again, seeded()).due_on > ahead.next_due_on


def test_where_doors_close_before_the_line_the_promise_turns_with_them():
    mornings = WorkingCalendar({}, ((date(2026, 1, 1), date(2026, 12, 31)),), (Hours(time(8), time(12)),))
    ahead = outlook_in(mornings, hanoi(20, 9))
    turns = hanoi(20, 9) + ahead.turns_in * MILLISECOND
    assert turns == hanoi(20, 12, 0)
    assert due(turns, mornings).due_on == ahead.next_due_on
    assert not ahead.turns_at_cutoff


def test_before_an_undecided_year_there_is_no_day_after():
    ahead = outlook_in(seeded(), hanoi(29, 9, month=1, year=2027))
    assert ahead.due_on == date(2027, 1, 29)
    assert ahead.next_due_on is None
    assert ahead.turns_in == ahead.turns_again_in


@pytest.mark.parametrize("policy", [Policy(Limit.WORKING_DAYS, 3), Policy(Limit.WORKING_HOURS, 4)], ids=lambda p: p.limit)
@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_under_other_limits_too_the_rule_itself_says_where_the_promise_turns(now, policy):
    ahead = outlook_in(seeded(), now, policy)
    turns = now + ahead.turns_in * MILLISECOND
    assert due(turns - MILLISECOND, seeded(), policy).due_on == ahead.due_on == due(now, seeded(), policy).due_on
    assert due(turns, seeded(), policy).due_on == ahead.next_due_on
    assert not ahead.turns_at_cutoff
