"""Periods that have ended: the last whole week and month before a day, months by name."""

from dataclasses import dataclass
from datetime import date, timedelta

from applications.overviews.models import Every
from applications.reports.fairness import months_back


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both ends included."""

    first_on: date
    last_on: date
    name: str


def last_whole(every: str, today: date) -> Period:
    """The last week (Monday to Sunday) or month that was over before this day began."""
    if every == Every.WEEK:
        last = today - timedelta(days=today.isoweekday())
        first = last - timedelta(days=6)
        return Period(first, last, f"tuần {first:%d/%m}–{last:%d/%m/%Y}")
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last, f"tháng {last:%m/%Y}")


def end_of_month(first: date) -> date:
    return months_back(first, -1) - timedelta(days=1)
