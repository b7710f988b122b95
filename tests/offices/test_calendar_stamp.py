"""A kept calendar is never older than the database."""

from datetime import date, time

import pytest

from portal.offices.calendar import calendar_for
from portal.offices.models import CalendarException, CalendarStamp, CalendarYear, OpeningHours, ServiceActivation
from portal.offices.succession import was_closed
from tests.factories import office as make_office

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 15)


def stamp() -> str:
    return CalendarStamp.objects.values_list("stamp", flat=True).get()


def closure() -> CalendarException:
    return CalendarException.objects.create(on=DAY, kind=CalendarException.Kind.EMERGENCY_CLOSURE, name_vi="Mất điện")


def year() -> CalendarYear:
    return CalendarYear.objects.create(year=2090, known_from=date(2090, 1, 1), known_until=date(2090, 12, 31))


def hours() -> OpeningHours:
    return OpeningHours.objects.create(
        valid_from=date(1990, 1, 1), valid_to=date(1990, 12, 31), opens_at=time(7), closes_at=time(16)
    )


def activation() -> ServiceActivation:
    return ServiceActivation.objects.create(
        procedure_code="x", office=make_office(), online_level=4, valid_from=date(2026, 1, 1), phase="p", basis="named"
    )


def test_an_exception_counts_from_the_moment_it_is_entered(reference):
    assert calendar_for(None).is_working_day(DAY)
    closure()
    assert not calendar_for(None).is_working_day(DAY)


def test_a_calendar_is_read_once_until_it_changes(reference, django_assert_num_queries):
    calendar_for(None)
    with django_assert_num_queries(1):
        calendar_for(None)


@pytest.mark.parametrize("make", [closure, year, hours, activation])
def test_every_change_of_what_is_kept_gives_it_a_new_stamp(make):
    row, seen = make(), {stamp()}
    row.save()
    seen.add(stamp())
    row.delete()
    seen.add(stamp())
    assert len(seen) == 3


def test_a_service_closed_by_any_road_is_closed_from_that_moment():
    opened = activation()
    assert not was_closed(opened.office, "x", DAY)
    ServiceActivation.objects.filter(pk=opened.pk).update(valid_to=date(2026, 12, 14))
    assert was_closed(opened.office, "x", DAY)
    assert not was_closed(opened.office, "x", date(2026, 12, 14))


def test_what_offices_take_in_is_read_once_until_it_changes(django_assert_num_queries):
    opened = activation()
    stamped = stamp()
    was_closed(opened.office, "x", DAY)
    with django_assert_num_queries(0):
        assert not was_closed(opened.office, "y", DAY, stamp=stamped)
