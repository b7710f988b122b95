"""What the database itself refuses, whoever writes: SQLite and PostgreSQL alike."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from portal.offices.models import CalendarException, CalendarYear, OpeningHours

pytestmark = pytest.mark.django_db
Kind, Status = CalendarException.Kind, CalendarException.Status
FRIDAY, SATURDAY, SUNDAY = date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 22)
WITHDRAWN = {"status": Status.WITHDRAWN, "withdrawn_at": datetime(2026, 3, 1, tzinfo=UTC), "withdrawn_reason": "Nhập nhầm"}


def exception(**fields):
    return CalendarException.objects.create(**{"on": FRIDAY, "kind": Kind.COMPENSATORY, "name_vi": "Nghỉ bù"} | fields)


def hours(first, last=None, **fields):
    values = {"valid_from": first, "valid_to": last, "opens_at": time(8), "closes_at": time(17)} | fields
    return OpeningHours.objects.create(**values)


def refused(call, *args, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        call(*args, **fields)


def test_two_entries_in_force_of_one_day_and_scope(office, other_office):
    exception()
    refused(exception, kind=Kind.SWAP_OFF)
    exception(office=office)
    refused(exception, office=office, kind=Kind.SWAP_OFF)
    exception(office=other_office)


def test_withdrawn_entries_may_be_many():
    exception(**WITHDRAWN)
    exception(**WITHDRAWN)
    exception()
    assert CalendarException.objects.count() == 3


@pytest.mark.parametrize("kind", [Kind.PUBLIC_HOLIDAY, Kind.COMPENSATORY, Kind.SWAP_OFF])
@pytest.mark.parametrize("day", [SATURDAY, SUNDAY])
def test_a_day_off_on_a_weekend(kind, day):
    refused(exception, kind=kind, on=day)


def test_a_working_day_entered_on_a_weekday():
    refused(exception, kind=Kind.SWAP_WORKING)
    exception(kind=Kind.SWAP_WORKING, on=SATURDAY)


def test_a_withdrawal_without_a_reason():
    refused(exception, **WITHDRAWN | {"withdrawn_reason": ""})
    refused(exception, **WITHDRAWN | {"withdrawn_at": None})


def test_a_year_that_knows_days_of_another():
    refused(CalendarYear.objects.create, year=2030, known_from=date(2029, 12, 1), known_until=date(2030, 1, 31))
    refused(CalendarYear.objects.create, year=2030, known_from=date(2030, 3, 1), known_until=date(2030, 1, 31))


def test_hours_that_overlap(office, other_office):
    first = hours(date(2026, 1, 1), date(2026, 3, 31))
    refused(hours, date(2026, 3, 31))
    refused(hours, date(2025, 1, 1))
    refused(hours, date(2026, 2, 1), date(2026, 2, 2))
    hours(date(2026, 4, 1))
    hours(date(2026, 2, 1), office=office)
    refused(hours, date(2026, 2, 1), office=office)
    hours(date(2026, 2, 1), office=other_office)
    hours(date(2026, 2, 1), session="saturday", closes_at=time(12))
    first.valid_to = date(2026, 4, 1)
    refused(first.save)


def test_withdrawn_hours_are_in_nobodys_way():
    withdrawn = {key: value for key, value in WITHDRAWN.items() if key != "status"}
    hours(date(2026, 1, 1), **withdrawn)
    hours(date(2026, 1, 1))
    refused(hours, date(2026, 1, 1), **withdrawn | {"withdrawn_reason": ""})


def test_weekday_hours_that_say_they_count():
    refused(hours, date(2026, 1, 1), counts_as_working_day=True)
