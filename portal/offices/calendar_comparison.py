"""The city's calendar beside the `holidays` package (Viet Nam, public holidays): every difference of a year, both ways.

The package is a second opinion, never the rule: it misses swaps announced late and knows no working Saturday. Importing it
takes some 20 MB, so a process does it only when somebody asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.offices.calendar import SATURDAY
from portal.offices.models import CalendarException

Status = CalendarException.Status


@dataclass(frozen=True, slots=True)
class Difference:
    """`ours` or `theirs` empty = that side takes the day for an ordinary one."""

    on: date
    ours: str
    theirs: str


def differences(year: int, entries: Iterable[CalendarException]) -> list[Difference]:
    """`entries`: the city's of that year. Weekdays off, and weekends worked, that only one side has; by day."""
    in_force = {entry.on: entry for entry in entries if entry.status == Status.IN_FORCE and entry.on.year == year}
    theirs = package_days_off(year)
    found = [
        Difference(on, f"{entry.get_kind_display()}: {entry.name_vi}", "")
        for on, entry in in_force.items()
        if entry.is_working or on not in theirs
    ]
    found += [Difference(on, "", name) for on, name in theirs.items() if on not in in_force or in_force[on].is_working]
    return sorted(found, key=lambda difference: difference.on)


def package_days_off(year: int) -> dict[date, str]:
    """Weekdays off by the package alone, with its Vietnamese names."""
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415

    listed = Vietnam(years=year, language="vi")
    return {day: name for day, name in listed.items() if day.year == year and day.weekday() < SATURDAY}
