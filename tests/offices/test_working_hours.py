"""Working time: sessions without the noon break, on working days of one office."""

from datetime import date, time

import pytest

from portal.offices.calendar import Exceptional, Hours, WorkingCalendar, calendar_for, calendars_of
from portal.offices.models import CalendarException, OpeningHours
from portal.offices.working_hours import is_open, minutes_between, moment_before
from tests import factories
from tests.factories import hanoi

CITY = WorkingCalendar({date(2026, 3, 19): Exceptional("emergency_closure", "Bão")}, ((date(2026, 1, 1), date(2026, 12, 31)),))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (hanoi(20, 7, 59, 59), False),
        (hanoi(20, 8, 0), True),
        (hanoi(20, 12, 30), False),
        (hanoi(20, 13, 0), True),
        (hanoi(20, 17, 0), False),
        (hanoi(19, 9, 0), False),
        (hanoi(21, 9, 0), False),
        (hanoi(20, 9, 0, year=2027), False),
    ],
)
def test_an_office_works_in_its_sessions_on_working_days(at, expected):
    assert is_open(at, CITY) is expected


def test_the_noon_break_and_days_off_are_not_worked():
    assert minutes_between(hanoi(20, 11, 30), hanoi(20, 13, 30), CITY) == 60
    assert minutes_between(hanoi(18, 16, 0), hanoi(20, 9, 0), CITY) == 120
    assert minutes_between(hanoi(20, 9, 0), hanoi(20, 8, 0), CITY) == 0


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        (hanoi(20, 12, 0), 4, hanoi(20, 8, 0)),
        (hanoi(20, 14, 0), 4, hanoi(20, 9, 0)),
        (hanoi(20, 9, 0), 4, hanoi(18, 14, 0)),  # the 19th is closed
        (hanoi(22, 20, 0), 8, hanoi(20, 8, 0)),  # a Sunday evening
    ],
)
def test_the_moment_so_many_working_hours_ago(at, hours, expected):
    assert moment_before(at, hours * 60, CITY) == expected


def test_more_hours_than_two_months_hold_lead_nowhere():
    assert moment_before(hanoi(20, 9, 0), 100_000, CITY) is None


def test_an_office_opened_later_has_its_own_sessions():
    late = WorkingCalendar({}, CITY.known, (Hours(time(9), time(16)),))
    assert not is_open(hanoi(20, 8, 30), late)
    assert moment_before(hanoi(20, 9, 30), 60, late) == hanoi(19, 15, 30)


@pytest.mark.django_db
def test_the_calendars_of_many_offices_are_those_of_each(years, office, other_office, django_assert_max_num_queries):
    days = {"name_vi": "Bão", "kind": "emergency_closure", "status": "in_force"}
    CalendarException.objects.create(on=date(2026, 3, 18), **days)
    CalendarException.objects.create(on=date(2026, 3, 19), office=office, **days)
    OpeningHours.objects.create(office=office, valid_from=date(2016, 1, 1), opens_at=time(9), closes_at=time(16))
    OpeningHours.objects.create(valid_from=date(2016, 1, 1), opens_at=time(8), closes_at=time(17))
    ids = [office.pk, other_office.pk, *(factories.office(f"Xã {number}").pk for number in range(3))]
    with django_assert_max_num_queries(7):
        many = calendars_of(ids)
    for one in (office, other_office):
        single = calendar_for(one)
        assert many[one.pk].exceptions == single.exceptions
        assert many[one.pk].hours[: len(single.hours)] == single.hours
        assert many[one.pk].is_working_day(date(2026, 3, 19)) is (one != office)
