"""When the doors of an office are open, for people who want to go there: now, the days ahead, what is not as usual."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, Exceptional, WorkingCalendar
from portal.offices.working_hours import Session, sessions_on

DAYS_SHOWN = 7
LOOKED_AHEAD = 60  # days: closures told ahead, and how far the next opening is looked for


@dataclass(frozen=True, slots=True)
class Day:
    """One local day: its sessions (none: closed), why it is not as usual, and whether its calendar is decided at all."""

    on: date
    sessions: tuple[Session, ...]
    exceptional: Exceptional | None
    is_known: bool
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """`closes_at` while it is open now; else `opens_at`, the next opening, where one is known. Local moments."""

    closes_at: datetime | None
    opens_at: datetime | None
    week: tuple[Day, ...]
    unusual: tuple[Day, ...]  # beyond the week shown

    @property
    def is_open(self) -> bool:
        return self.closes_at is not None


def opening(calendar: WorkingCalendar, at: datetime) -> Opening:
    local = at.astimezone(HANOI)
    days = [_day(local.date() + timedelta(days=number), calendar, local.date()) for number in range(LOOKED_AHEAD)]
    sessions = [session for day in days for session in day.sessions]
    closes_at = next((end for start, end in sessions if start <= local < end), None)
    opens_at = None if closes_at else next((start for start, _end in sessions if start > local), None)
    unusual = tuple(day for day in days[DAYS_SHOWN:] if day.exceptional)
    return Opening(closes_at, opens_at, tuple(days[:DAYS_SHOWN]), unusual)


def _day(day: date, calendar: WorkingCalendar, today: date) -> Day:
    exceptional = calendar.exceptions.get(day)
    try:
        calendar.is_working_day(day)
    except CalendarMissing:
        return Day(day, (), exceptional, is_known=False, is_today=day == today)
    return Day(day, tuple(sessions_on(day, calendar)), exceptional, is_known=True, is_today=day == today)
