"""Opening hours from a day on; Saturday sessions that only receive, and those that count."""

from datetime import date, time

import pytest

from applications.deadlines import due
from portal.audit.models import Entry
from portal.offices.calendar import calendar_for
from portal.offices.calendar_versions import Span, current_version
from portal.offices.errors import ChangedMeanwhile, HoursOutOfOrder, OverlappingHours, ReasonMissing
from portal.offices.hours_keeping import NewHours, enter_hours, withdraw_hours
from portal.offices.models import OpeningHours
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("years")]
SATURDAY = date(2026, 3, 21)


@pytest.fixture
def enter(huy):
    def entered(valid_from, opens_at=time(8), closes_at=time(17), **fields):
        change = enter_hours(NewHours(valid_from, opens_at, closes_at, **fields), by=acting(huy), at=hanoi())
        return change, OpeningHours.objects.latest("pk")

    return entered


def opening(day, office=None):
    return calendar_for(office).hours_on(day).opens_at


def test_new_hours_take_over_from_their_day(enter):
    _, old = enter(date(2016, 1, 1))
    change, _ = enter(date(2026, 4, 1), time(7, 30), time(16, 30))
    old.refresh_from_db()
    assert old.valid_to == date(2026, 3, 31)
    assert (opening(date(2026, 3, 31)), opening(date(2026, 4, 1))) == (time(8), time(7, 30))
    assert (change.version, change.spans) == (2, (Span(date(2026, 4, 1), None),))
    assert Entry.objects.filter(action="hours.entered").count() == 2


def test_an_offices_own_hours_may_end(enter, office):
    enter(date(2016, 1, 1))
    enter(date(2026, 6, 1), time(7), time(16), valid_to=date(2026, 8, 31), office_id=office.pk)
    assert opening(date(2026, 6, 1), office) == time(7)
    assert opening(date(2026, 9, 1), office) == opening(date(2026, 6, 1)) == time(8)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (date(2026, 4, 1), None),  # the same day
        (date(2026, 3, 1), None),  # would swallow later hours
        (date(2026, 5, 1), date(2026, 5, 31)),  # would leave a hole after it
    ],
)
def test_hours_that_overlap_are_refused_with_the_ones_in_the_way(enter, valid_from, valid_to):
    _, there = enter(date(2026, 4, 1))
    with pytest.raises(OverlappingHours) as refused:
        enter(valid_from, valid_to=valid_to)
    assert refused.value.hours == there
    assert "08:00–17:00 từ 01/04/2026" in str(refused.value)


def test_a_door_does_not_close_before_it_opens(enter):
    with pytest.raises(HoursOutOfOrder):
        enter(date(2026, 4, 1), time(17), time(8))
    with pytest.raises(HoursOutOfOrder):
        enter(date(2026, 4, 1), valid_to=date(2026, 3, 31))


def test_withdrawn_hours_give_back_to_the_ones_before(enter, huy):
    _, first = enter(date(2016, 1, 1))
    _, second = enter(date(2026, 4, 1), time(7, 30))
    _, third = enter(date(2026, 6, 1), time(7))
    withdraw_hours(second.pk, reason="Nhập nhầm", by=acting(huy), at=hanoi())
    first.refresh_from_db()
    assert (first.valid_to, first.ended_by) == (date(2026, 5, 31), third)
    withdraw_hours(third.pk, reason="Nhập nhầm", by=acting(huy), at=hanoi())
    first.refresh_from_db()
    assert (first.valid_to, current_version()) == (None, 5)
    with pytest.raises(ChangedMeanwhile):
        withdraw_hours(third.pk, reason="Nhập nhầm", by=acting(huy), at=hanoi())
    with pytest.raises(ReasonMissing):
        withdraw_hours(first.pk, reason="", by=acting(huy), at=hanoi())


def test_a_saturday_session_only_receives(enter):
    enter(date(2026, 1, 3), closes_at=time(11, 30), session="saturday")
    assert not calendar_for(None).is_working_day(SATURDAY)
    assert due(hanoi(20, 16), calendar_for(None)).due_on == date(2026, 3, 23)


def test_a_saturday_session_that_counts_is_a_working_day(enter):
    enter(date(2026, 1, 3), closes_at=time(11, 30), session="saturday", counts_as_working_day=True)
    assert calendar_for(None).is_working_day(SATURDAY)
    promise = due(hanoi(20, 16), calendar_for(None))
    assert promise.due_at == hanoi(21, 11, 30)
    assert due(hanoi(21, 11, 30), calendar_for(None)).due_on == date(2026, 3, 23)


def test_an_offices_own_saturday_wins_over_the_citys(enter, office):
    enter(date(2026, 1, 3), closes_at=time(11, 30), session="saturday", counts_as_working_day=True)
    enter(date(2026, 1, 3), closes_at=time(12), session="saturday", office_id=office.pk)
    assert not calendar_for(office).is_working_day(SATURDAY)
    assert calendar_for(None).is_working_day(SATURDAY)


def test_only_a_saturday_says_whether_it_counts(enter):
    with pytest.raises(ValueError, match="Saturday"):
        enter(date(2026, 1, 3), counts_as_working_day=True)


def test_hours_from_a_day_that_is_over_come_with_a_warning(enter):
    assert enter(date(2026, 3, 19))[0].warnings
    assert not enter(date(2026, 3, 20))[0].warnings
