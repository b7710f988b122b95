"""How long offices work on a dossier: opening hours between two moments, and the middle of many."""

from datetime import datetime, timedelta
from statistics import median

from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar


def working_minutes(start: datetime, end: datetime, calendar: WorkingCalendar) -> float:
    """Minutes within opening hours on working days between two aware moments; the lunch break does not close the day.

    Raises portal.offices.calendar.CalendarMissing where a day's calendar is not decided.
    """
    start, end = start.astimezone(HANOI), end.astimezone(HANOI)
    minutes, day = 0.0, start.date()
    while day <= end.date():
        if calendar.is_working_day(day):
            hours = calendar.hours_on(day)
            opened = max(start, datetime.combine(day, hours.opens_at, HANOI))
            closed = min(end, datetime.combine(day, hours.closes_at, HANOI))
            minutes += max(0.0, (closed - opened).total_seconds() / 60)
        day += timedelta(days=1)
    return minutes


def median_minutes(spans: list[tuple[datetime, datetime]], calendar: WorkingCalendar) -> int | None:
    """The middle working time of several spans in whole minutes; None of none."""
    if not spans:
        return None
    return round(median(working_minutes(start, end, calendar) for start, end in spans))
