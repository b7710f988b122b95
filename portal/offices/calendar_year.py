"""A year of the city's calendar as a page shows it: twelve months of days, each with what makes it differ, and the counts."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.language import page_language
from portal.offices.calendar import SATURDAY, CalendarMissing, WorkingCalendar
from portal.offices.models import CalendarException, CalendarYear

Kind, Status = CalendarException.Kind, CalendarException.Status
LETTERS = {
    Kind.PUBLIC_HOLIDAY: "L",
    Kind.COMPENSATORY: "B",
    Kind.SWAP_OFF: "H",
    Kind.SWAP_WORKING: "LB",
    Kind.EMERGENCY_CLOSURE: "Đ",
}
WEEKS_SHOWN = 6  # of every month, so that all are of one height
REMIND_FROM = (10, 1)  # month and day from which next year's decision is missed


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `entry` is what the city decided or was proposed for it; `is_known` false = no decision reaches it."""

    on: date
    entry: CalendarException | None
    is_known: bool
    is_working: bool
    is_today: bool

    @property
    def letter(self) -> str:
        if self.entry is None:
            return ""
        return LETTERS[self.entry.kind] + ("?" if self.entry.status == Status.PROPOSED else "")

    @property
    def look(self) -> str:
        """The class of the cell: what is entered wins over the weekday."""
        if self.entry and self.entry.status == Status.PROPOSED:
            return "proposed"
        if self.entry:
            return self.entry.kind.replace("_", "-")
        if not self.is_known:
            return "unknown"
        return "" if self.is_working else "weekend"


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: list[list[Day | None]]  # Monday first

    @property
    def name(self) -> str:
        """In the page's language: "Tháng 3", "March"."""
        return calendar.month_name[self.number] if page_language() == "en" else f"Tháng {self.number}"

    @property
    def days(self) -> list[Day]:
        return [day for week in self.weeks for day in week if day]

    @property
    def working_days(self) -> int | None:
        """None while some of the month is not decided."""
        return sum(day.is_working for day in self.days) if all(day.is_known for day in self.days) else None


@dataclass(frozen=True, slots=True)
class Year:
    number: int
    months: list[Month]

    def count(self, *kinds: str) -> int:
        """Days in force of these kinds."""
        entries = (day.entry for month in self.months for day in month.days if day.entry)
        return sum(entry.status == Status.IN_FORCE and entry.kind in kinds for entry in entries)

    @property
    def is_whole(self) -> bool:
        """Every day of it is decided."""
        return all(day.is_known for month in self.months for day in month.days)

    @property
    def days_off(self) -> int:
        return self.count(Kind.PUBLIC_HOLIDAY, Kind.COMPENSATORY, Kind.SWAP_OFF, Kind.EMERGENCY_CLOSURE)

    @property
    def days_worked_instead(self) -> int:
        return self.count(Kind.SWAP_WORKING)

    @property
    def working_days(self) -> int:
        return sum(day.is_working for month in self.months for day in month.days)


def year_of(number: int, entries: Iterable[CalendarException], working: WorkingCalendar, *, today: date) -> Year:
    """`entries`: the city's live ones of that year, `working`: the city's calendar in force."""
    by_day: dict[date, CalendarException] = {}
    for entry in sorted(entries, key=lambda entry: entry.status == Status.IN_FORCE):  # what is in force wins the cell
        by_day[entry.on] = entry

    def cell(day: date) -> Day | None:
        if day.month != month or day.year != number:
            return None
        is_known, is_working = _known_and_working(working, day)
        return Day(day, by_day.get(day), is_known, is_working, day == today)

    months = []
    for month in range(1, 13):
        weeks = [[cell(day) for day in week] for week in calendar.Calendar().monthdatescalendar(number, month)]
        weeks += [[None] * 7] * (WEEKS_SHOWN - len(weeks))
        months.append(Month(month, weeks))
    return Year(number, months)


def decision_missing(today: date) -> int | None:
    """From 1 October on: next year, while its calendar is not decided to its last day. One query."""
    if (today.month, today.day) < REMIND_FROM:
        return None
    following = today.year + 1
    is_decided = CalendarYear.objects.filter(
        year=following, known_from=date(following, 1, 1), known_until=date(following, 12, 31)
    ).exists()
    return None if is_decided else following


def weekdays_between(first: date, last: date) -> list[date]:
    """Monday to Friday, both ends included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < SATURDAY]


def _known_and_working(working: WorkingCalendar, day: date) -> tuple[bool, bool]:
    try:
        return True, working.is_working_day(day)
    except CalendarMissing:
        return False, False
