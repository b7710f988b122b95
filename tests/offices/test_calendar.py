"""The working calendar: the seeded table against another source, and what an office decides for itself."""

from datetime import date, time, timedelta

import pytest

from portal.offices.calendar import CalendarMissing, calendar_for
from portal.offices.models import CalendarException, Office, OpeningHours
from tests import calendars

pytestmark = pytest.mark.django_db
Kind, Status = CalendarException.Kind, CalendarException.Status


def test_days_off_are_those_of_the_holidays_package_but_for_its_known_errors(reference):
    in_force = CalendarException.objects.filter(status=Status.IN_FORCE)
    days_off = set(in_force.exclude(kind=Kind.SWAP_WORKING).values_list("on", flat=True))
    assert days_off - calendars.package_days_off() == calendars.MISSED_DAYS_OFF
    assert calendars.package_days_off() - days_off == set()
    working = set(in_force.filter(kind=Kind.SWAP_WORKING).values_list("on", flat=True))
    assert working == calendars.MISSED_WORKING_SATURDAYS


def test_every_day_has_its_english_name(reference):
    assert list(CalendarException.objects.filter(name_en="").values_list("on", flat=True)) == []


def test_every_day_off_is_a_weekday_and_every_working_day_entered_a_saturday(reference):
    for row in CalendarException.objects.all():
        assert (row.on.weekday() == 5) == (row.kind == Kind.SWAP_WORKING)


def test_the_plain_calendar_of_the_tests_is_the_loaded_one(reference):
    loaded, plain = calendar_for(None), calendars.seeded()
    assert loaded.exceptions == plain.exceptions
    day = calendars.FIRST
    while day <= calendars.LAST:
        assert loaded.is_working_day(day) == plain.is_working_day(day)
        day += timedelta(days=1)


def test_a_proposed_swap_is_not_in_force(reference):
    calendar = calendar_for(None)
    assert CalendarException.objects.filter(status=Status.PROPOSED).count() == 2
    assert calendar.is_working_day(date(2026, 11, 23))
    assert not calendar.is_working_day(date(2026, 11, 28))


def test_the_named_notices_are_kept(reference):
    row = CalendarException.objects.get(on=date(2026, 1, 2))
    assert (row.legal_document, row.announced_on) == ("Công văn 12729/VPCP-KGVX", date(2025, 12, 25))
    assert CalendarException.objects.get(on=date(2026, 11, 24)).legal_document == "Nghị quyết 28/2026/QH16"


@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2027, 2, 1)])
def test_beyond_what_is_decided_the_calendar_refuses(reference, day):
    with pytest.raises(CalendarMissing):
        calendar_for(None).is_working_day(day)


def test_new_years_day_2027_is_off_by_law(reference):
    assert not calendar_for(None).is_working_day(date(2027, 1, 1))


def test_a_closure_of_one_office_leaves_the_others_open(reference):
    office, other = Office.objects.filter(valid_to=None, level="commune")[:2]
    CalendarException.objects.create(
        office=office, on=date(2026, 3, 20), kind=Kind.EMERGENCY_CLOSURE, name_vi="Đóng cửa vì ngập nước"
    )
    assert not calendar_for(office).is_working_day(date(2026, 3, 20))
    assert calendar_for(other).is_working_day(date(2026, 3, 20))


def test_an_office_may_work_on_a_saturday_the_city_has_off(reference):
    office = Office.objects.filter(valid_to=None, level="commune").first()
    CalendarException.objects.create(office=office, on=date(2026, 4, 25), kind=Kind.SWAP_WORKING, name_vi="Làm bù")
    assert calendar_for(office).is_working_day(date(2026, 4, 25))
    assert not calendar_for(None).is_working_day(date(2026, 4, 25))


def test_new_opening_hours_count_from_their_day(reference):
    OpeningHours.objects.update(valid_to=date(2026, 3, 31))
    OpeningHours.objects.create(valid_from=date(2026, 4, 1), opens_at=time(7, 30), closes_at=time(16, 30))
    calendar = calendar_for(None)
    assert calendar.hours_on(date(2026, 3, 31)).opens_at == time(8)
    assert calendar.hours_on(date(2026, 4, 1)).opens_at == time(7, 30)


def test_an_offices_own_hours_win_while_they_last(reference):
    office = Office.objects.filter(valid_to=None, level="commune").first()
    OpeningHours.objects.create(
        office=office, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31), opens_at=time(8, 30), closes_at=time(17, 30)
    )
    calendar = calendar_for(office)
    assert calendar.hours_on(date(2026, 3, 20)).closes_at == time(17, 30)
    assert calendar.hours_on(date(2026, 4, 1)).closes_at == time(17)
