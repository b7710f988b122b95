"""The half-days at which a desk receives by appointment: by the office's own calendar and hours. Pure; days are local."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from applications.visits.models import Half
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar
from portal.offices.working_hours import sessions_on

NOON = time(12)
LOOKED_AHEAD = 60  # days: beyond a long holiday nothing is offered


@dataclass(frozen=True, slots=True)
class OpenHalf:
    """A half-day worked: from `starts_at` until `ends_at`, local moments."""

    on: date
    half: Half
    starts_at: datetime
    ends_at: datetime

    @property
    def value(self) -> str:
        """As a form sends it: "2026-03-23:morning"."""
        return f"{self.on.isoformat()}:{self.half.value}"


@cache
def usual() -> dict:
    """data/capacity.toml."""
    return tomllib.loads((Path(__file__).parent / "data/capacity.toml").read_text(encoding="utf-8"))


def halves_on(day: date, calendar: WorkingCalendar) -> list[OpenHalf]:
    """What is worked on a day; nothing on a day off or where the calendar is not decided."""
    return [
        OpenHalf(day, Half.MORNING if start.time() < NOON else Half.AFTERNOON, start, end)
        for start, end in sessions_on(day, calendar)
    ]


def half_on(day: date, half: str, calendar: WorkingCalendar) -> OpenHalf | None:
    return next((one for one in halves_on(day, calendar) if one.half == half), None)


def halves_ahead(calendar: WorkingCalendar, *, at: datetime) -> list[OpenHalf]:
    """Those that may still be chosen: not begun, on the next working days (as many as data/capacity.toml says)."""
    days_left, found = usual()["working_days_ahead"], []
    for open_ones in _days(calendar, at):
        if days_left == 0:
            break
        if to_come := [one for one in open_ones if one.starts_at > at]:
            found += to_come
            days_left -= 1
    return found


def _days(calendar: WorkingCalendar, at: datetime) -> Iterator[list[OpenHalf]]:
    today = at.astimezone(HANOI).date()
    return (halves_on(today + timedelta(days=number), calendar) for number in range(LOOKED_AHEAD))
