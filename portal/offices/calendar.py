"""The working calendar of an office: which local days are working days, and when its doors are open.

`WorkingCalendar` is plain data, so the rule on time stays a pure function; `calendar_for` reads it from the database.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache

from django.db.models import Q

from portal.offices.models import CalendarException, CalendarStamp, CalendarVersion, CalendarYear, Office, OpeningHours

WORKING_KINDS = {CalendarException.Kind.SWAP_WORKING}
SATURDAY = 5
NOON = (time(12), time(13))


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
    counts: bool = True  # of a Saturday session: whether that Saturday is a working day

    @property
    def sessions(self) -> list[tuple[time, time]]:
        """The hours without the noon break, which does not close the day but is not worked."""
        opens_at, noon, afternoon, closes_at = self.opens_at, NOON[0], NOON[1], self.closes_at
        parts = [(opens_at, min(noon, closes_at)), (max(afternoon, opens_at), closes_at)]
        return [(start, end) for start, end in parts if start < end]


USUAL = Hours()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days off and working days of one office, as known now. Days are local (Asia/Ho_Chi_Minh)."""

    exceptions: dict[date, Exceptional]
    known: tuple[tuple[date, date], ...]  # spans whose calendar is decided
    hours: tuple[Hours, ...] = (USUAL,)  # the office's own first, then the city's; each newest first
    saturdays: tuple[Hours, ...] = ()  # sessions; the office's own first, one that does not count included
    version: int = 0  # of the calendar as a whole: CalendarVersion

    def is_working_day(self, day: date) -> bool:
        """Raises CalendarMissing where the day's calendar is not decided."""
        for first, last in self.known:  # no any(): a recount asks this for a hundred thousand promises
            if first <= day <= last:
                break
        else:
            raise CalendarMissing(day)
        exceptional = self.exceptions.get(day)
        if exceptional is not None:
            return exceptional.kind in WORKING_KINDS
        return day.weekday() < SATURDAY or self._session_on(day) is not None

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def hours_on(self, day: date) -> Hours:
        session = None if day in self.exceptions else self._session_on(day)
        return session or _in_force_on(day, self.hours) or USUAL

    def _session_on(self, day: date) -> Hours | None:
        """Of a Saturday that counts as a working day; None where there is none, or it only receives."""
        session = _in_force_on(day, self.saturdays) if day.weekday() == SATURDAY else None
        return session if session and session.counts else None


def _in_force_on(day: date, dated: tuple[Hours, ...]) -> Hours | None:
    for hours in dated:
        if hours.valid_from <= day <= hours.valid_to:
            return hours
    return None


def current_stamp() -> str | None:
    """New with every change of what processes keep by it: calendars, open services; in applications fees, limits. One query."""
    return CalendarStamp.objects.values_list("stamp", flat=True).first()


def calendar_for(office: Office | None, *, stamp: str | None = None) -> WorkingCalendar:
    """The calendar in force for one office; its own entries win over the city's.

    Kept per process and read again when the database says that anything in it changed: one small query, none where the
    `stamp` has just been asked for.
    """
    office_id = office.pk if office else None
    stamp = stamp or current_stamp()
    return _kept(stamp, office_id) if stamp else _read(office_id)


@lru_cache(maxsize=256)
def _kept(stamp: str, office_id: int | None) -> WorkingCalendar:
    return _read(office_id)


def _read(office_id: int | None) -> WorkingCalendar:
    """Four queries."""
    own = Q(office__isnull=True) | Q(office=office_id) if office_id else Q(office__isnull=True)
    in_force = CalendarException.objects.filter(own, status=CalendarException.Status.IN_FORCE)
    exceptions = {
        row.on: Exceptional(row.kind, row.name_vi, row.name_en, row.legal_document)
        for row in sorted(in_force, key=lambda row: row.office_id is not None)  # the office's own entry comes last and wins
    }
    known = tuple(CalendarYear.objects.order_by("year").values_list("known_from", "known_until"))
    newest_first = OpeningHours.objects.in_force().filter(own).order_by("-valid_from")
    rows = sorted(newest_first, key=lambda row: row.office_id is None)  # the office's own before the city's
    weekdays, saturday = OpeningHours.Session.WEEKDAYS, OpeningHours.Session.SATURDAY
    hours = tuple(_hours(row) for row in rows if row.session == weekdays)
    saturdays = tuple(_hours(row) for row in rows if row.session == saturday)
    version = CalendarVersion.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return WorkingCalendar(exceptions, known, hours or (USUAL,), saturdays, version)


def _hours(row: OpeningHours) -> Hours:
    return Hours(
        row.opens_at,
        row.closes_at,
        row.valid_from,
        row.valid_to or date.max,
        row.session == "weekdays" or row.counts_as_working_day,
    )


def calendars_of(office_ids: Iterable[int]) -> dict[int, WorkingCalendar]:
    """The calendars of many offices; those without entries of their own share the city's. Two queries beside the city's."""
    wanted, city = set(office_ids), calendar_for(None)
    exceptions, hours = defaultdict(dict), defaultdict(list)
    for row in CalendarException.objects.filter(office__in=wanted, status=CalendarException.Status.IN_FORCE):
        exceptions[row.office_id][row.on] = Exceptional(row.kind, row.name_vi, row.name_en, row.legal_document)
    for row in OpeningHours.objects.in_force().filter(office__in=wanted).order_by("-valid_from"):
        hours[row.office_id].append(row)
    own = {pk: _with_own(city, exceptions[pk], hours[pk]) for pk in exceptions.keys() | hours.keys()}
    return {office_id: own.get(office_id, city) for office_id in wanted}


def _with_own(city: WorkingCalendar, exceptions: dict[date, Exceptional], rows: list[OpeningHours]) -> WorkingCalendar:
    """The city's calendar under an office's own entries, which win."""
    weekdays = tuple(_hours(row) for row in rows if row.session == OpeningHours.Session.WEEKDAYS)
    saturdays = tuple(_hours(row) for row in rows if row.session == OpeningHours.Session.SATURDAY)
    return replace(
        city,
        exceptions=city.exceptions | exceptions,
        hours=weekdays + city.hours,
        saturdays=saturdays + city.saturdays,
    )
