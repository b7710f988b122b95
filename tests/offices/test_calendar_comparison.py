"""The second opinion: what the holidays package and the Department's calendar say differently."""

import subprocess
import sys
from datetime import date

import pytest

from portal.offices.calendar_comparison import differences
from portal.offices.models import CalendarException
from tests import calendars

pytestmark = pytest.mark.django_db
Kind, Status = CalendarException.Kind, CalendarException.Status


def of(year: int) -> list[CalendarException]:
    return list(CalendarException.objects.filter(on__year=year))


def test_what_the_package_misses_in_2026(reference):
    found = differences(2026, of(2026))
    assert [(one.on, bool(one.ours), bool(one.theirs)) for one in found] == [
        (date(2026, 1, 2), True, False),
        (date(2026, 1, 10), True, False),
        (date(2026, 8, 22), True, False),
    ]


@pytest.mark.parametrize("year", range(2016, 2027))
def test_every_year_differs_only_where_the_package_is_known_to_err(reference, year):
    errors = {day for day in calendars.MISSED_DAYS_OFF | calendars.MISSED_WORKING_SATURDAYS if day.year == year}
    assert {one.on for one in differences(year, of(year))} == errors


def test_what_we_miss_is_listed_too(reference):
    CalendarException.objects.filter(on=date(2026, 2, 17)).delete()
    CalendarException.objects.filter(on=date(2026, 9, 2)).update(status=Status.PROPOSED)
    missed = {one.on: one.theirs for one in differences(2026, of(2026)) if not one.ours}
    assert missed == {date(2026, 2, 17): "Tết Nguyên Đán", date(2026, 9, 2): "Quốc khánh"}


def test_a_proposal_is_no_difference(reference):
    CalendarException.objects.create(on=date(2026, 3, 20), kind=Kind.SWAP_OFF, status=Status.PROPOSED, name_vi="Nghỉ")
    assert date(2026, 3, 20) not in {one.on for one in differences(2026, of(2026))}


def test_the_package_is_not_loaded_until_it_is_asked():
    code = "import django; django.setup(); import portal.urls, sys; sys.exit('holidays' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], env={"DJANGO_SETTINGS_MODULE": "tests.settings"}, check=False)
    assert answer.returncode == 0
