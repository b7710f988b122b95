"""What a new entry of the calendar may say beside what is there. Pure: it is given the entries of the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.offices.calendar import SATURDAY, WORKING_KINDS
from portal.offices.errors import ContradictoryException, DayOutOfRange, DocumentMissing, WrongWeekday
from portal.offices.models import CalendarException

Kind, Status = CalendarException.Kind, CalendarException.Status
FIRST_YEAR, LAST_YEAR = 2016, 2100


@dataclass(frozen=True, slots=True)
class NewDay:
    """A day to enter, in force or as a proposal; `office_id` empty = the whole city."""

    on: date
    kind: str
    name_vi: str
    name_en: str = ""
    legal_document: str = ""
    announced_on: date | None = None
    office_id: int | None = None
    in_force: bool = True

    @property
    def is_working(self) -> bool:
        return self.kind in WORKING_KINDS

    @property
    def needs_document(self) -> bool:
        """A storm asks for no document first."""
        return self.kind != Kind.EMERGENCY_CLOSURE

    def says_the_same(self, entry: CalendarException) -> bool:
        is_in_force = entry.status == Status.IN_FORCE
        return (self.on, self.kind, self.office_id, self.in_force) == (entry.on, entry.kind, entry.office_id, is_in_force)


def check(day: NewDay, live: Iterable[CalendarException], *, works_on_saturdays: bool = False) -> None:
    """`live`: entries in force or proposed; of them those of that day, of the same office or of the city, have a say.

    Raises DayOutOfRange, ContradictoryException, WrongWeekday, DocumentMissing.
    """
    if not FIRST_YEAR <= day.on.year <= LAST_YEAR:
        raise DayOutOfRange(FIRST_YEAR, LAST_YEAR)
    entries = [entry for entry in live if entry.on == day.on and entry.office_id in {None, day.office_id}]
    for entry in entries:
        if entry.status == Status.PROPOSED and _is_a_storm(day) and entry.kind != day.kind:
            continue  # it does not wait for what somebody proposed
        if entry.office_id == day.office_id or _adds_nothing(day, entry):
            raise ContradictoryException(entry)
    is_weekend = day.on.weekday() >= SATURDAY
    if day.is_working != is_weekend and not _closes_a_worked_weekend(day, entries, works_on_saturdays):
        raise WrongWeekday(day.on, is_working=day.is_working)
    if day.in_force and day.needs_document and not day.legal_document:
        raise DocumentMissing


def _is_a_storm(day: NewDay) -> bool:
    return day.in_force and day.kind == Kind.EMERGENCY_CLOSURE


def _adds_nothing(day: NewDay, entry: CalendarException) -> bool:
    """One office's entry that says of its day what the city's entry in force says already."""
    is_the_citys = day.office_id is not None and entry.office_id is None and entry.status == Status.IN_FORCE
    return is_the_citys and entry.is_working == day.is_working


def _closes_a_worked_weekend(day: NewDay, entries: list[CalendarException], works_on_saturdays: bool) -> bool:
    if day.kind != Kind.EMERGENCY_CLOSURE or day.on.weekday() < SATURDAY:
        return False
    is_worked = any(entry.is_working and entry.status == Status.IN_FORCE for entry in entries)
    return is_worked or (works_on_saturdays and day.on.weekday() == SATURDAY)
