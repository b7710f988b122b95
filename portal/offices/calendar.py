"""The working calendar of an office: which local days are working days, and when its doors are open.

`WorkingCalendar` is plain data, so the rule on time stays a pure function; `calendar_for` reads it from the database.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache

from django.db.models import Q

from portal.offices.models import CalendarException, CalendarStamp, CalendarYear, Office, OpeningHours

WORKING_KINDS = {CalendarException.Kind.SWAP_WORKING}
SATURDAY = 5


class CalendarMissing(LookupError):
    """No decision on this day's year has been entered: the rule refuses instead of guessing."""

    def __init__(self, day: date) -> None:
        super().__init__(f"No working calendar is known for {day.isoformat()}.")
        self.day = day


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Why a day differs from its weekday."""

    kind: str
    name_vi: str
    name_en: str = ""
    legal_document: str = ""

    @property
    def notice(self) -> str:
        """The document of this very day; empty where the Labour Code itself is the ground."""
        return "" if self.legal_document.startswith("Bộ luật Lao động") else self.legal_document


@dataclass(frozen=True, slots=True)
class Hours:
    """Doors open at `opens_at`, closed from `closes_at` on (half-open), for days from `valid_from` to `valid_to`."""

    opens_at: time = time(8)
    closes_at: time = time(17)
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off and working days of one office, as known now. Days are local (Asia/Ho_Chi_Minh)."""

    exceptions: dict[date, Exceptional]
    known: tuple[tuple[date, date], ...]  # spans whose calendar is decided
    hours: tuple[Hours, ...] = field(default=(Hours(),))  # the office's own first, then the city's; each newest first

    def is_working_day(self, day: date) -> bool:
        """Raises CalendarMissing where the day's calendar is not decided."""
        if not any(start <= day <= end for start, end in self.known):
            raise CalendarMissing(day)
        exceptional = self.exceptions.get(day)
        if exceptional is not None:
            return exceptional.kind in WORKING_KINDS
        return day.weekday() < SATURDAY

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def hours_on(self, day: date) -> Hours:
        return next((hours for hours in self.hours if hours.valid_from <= day <= hours.valid_to), Hours())


def calendar_for(office: Office | None) -> WorkingCalendar:
    """The calendar in force for one office; its own entries win over the city's.

    Kept per process and read again when the database says that anything in it changed: one small query.
    """
    office_id = office.pk if office else None
    stamp = CalendarStamp.objects.values_list("stamp", flat=True).first()
    return _kept(stamp, office_id) if stamp else _read(office_id)


@lru_cache(maxsize=256)
def _kept(stamp: str, office_id: int | None) -> WorkingCalendar:
    return _read(office_id)


def _read(office_id: int | None) -> WorkingCalendar:
    """Three queries."""
    own = Q(office__isnull=True) | Q(office=office_id) if office_id else Q(office__isnull=True)
    in_force = CalendarException.objects.filter(own, status=CalendarException.Status.IN_FORCE)
    exceptions = {
        row.on: Exceptional(row.kind, row.name_vi, row.name_en, row.legal_document)
        for row in sorted(in_force, key=lambda row: row.office_id is not None)  # the office's own entry comes last and wins
    }
    known = tuple(CalendarYear.objects.order_by("year").values_list("known_from", "known_until"))
    newest_first = OpeningHours.objects.filter(own).order_by("-valid_from")
    rows = sorted(newest_first, key=lambda row: row.office_id is None)  # the office's own before the city's
    hours = tuple(Hours(r.opens_at, r.closes_at, r.valid_from, r.valid_to or date.max) for r in rows)
    return WorkingCalendar(exceptions, known, hours or (Hours(),))
