"""The seeded calendar as plain data, for the pure tests of the rule; and a second calendar, from another source.

The `holidays` package is the other source. Its known errors are listed here, and a test proves that there are no others.
"""

import csv
from datetime import date, timedelta
from functools import cache

import holidays

from portal.offices.calendar import Exceptional, WorkingCalendar
from portal.offices.reference import DATA

FIRST, LAST = date(2016, 1, 1), date(2027, 1, 31)
# What holidays 0.109 gets wrong for public offices: one swap announced late, and every working Saturday.
MISSED_DAYS_OFF = {date(2026, 1, 2)}
MISSED_WORKING_SATURDAYS = {
    date(2019, 1, 5),
    date(2019, 5, 4),
    date(2024, 5, 4),
    date(2025, 4, 26),
    date(2026, 1, 10),
    date(2026, 8, 22),
}


@cache
def seeded() -> WorkingCalendar:
    """What load_reference puts in force, read from the same files."""
    with (DATA / "calendar_exceptions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "in_force"]
    exceptions = {
        date.fromisoformat(row["on"]): Exceptional(row["kind"], row["name_vi"], row["name_en"], row["legal_document"])
        for row in rows
    }
    return WorkingCalendar(exceptions, known=((FIRST, LAST),))


@cache
def package_days_off() -> frozenset[date]:
    """Weekdays off by the package alone, as far as our calendar is known."""
    listed = holidays.country_holidays("VN", years=range(FIRST.year, LAST.year + 1))
    return frozenset(day for day in listed if FIRST <= day <= LAST and day.weekday() < 5)


@cache
def working_days() -> tuple[date, ...]:
    """Working days by the package with its known errors mended: what the oracle believes."""
    days = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
    off = package_days_off() | MISSED_DAYS_OFF
    return tuple(day for day in days if day in MISSED_WORKING_SATURDAYS or (day.weekday() < 5 and day not in off))
