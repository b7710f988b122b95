"""Working time of an office: its sessions without the noon break, on working days. Moments are aware, days local.

Where a day's calendar is not decided these count no session, for nobody is nudged or blamed on a guess.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendars_of

FAR_BACK = 60  # days: beyond a long holiday nothing is searched for
Session = tuple[datetime, datetime]


def sessions_on(day: date, calendar: WorkingCalendar) -> list[Session]:
    """The spans worked on a local day, first to last; none on a day off."""
    try:
        if not calendar.is_working_day(day):
            return []
    except CalendarMissing:
        return []
    spans = calendar.hours_on(day).sessions
    return [(datetime.combine(day, start, HANOI), datetime.combine(day, end, HANOI)) for start, end in spans]


def is_open(at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether it is worked at this moment; the closing moment is not."""
    return any(start <= at < end for start, end in sessions_on(at.astimezone(HANOI).date(), calendar))


def open_offices(office_ids: Iterable[int], *, at: datetime) -> set[int]:
    """Those of these offices that work at this moment. As many queries for one as for all."""
    return {office_id for office_id, calendar in calendars_of(office_ids).items() if is_open(at, calendar)}


def minutes_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> float:
    """Minutes worked between two moments; none where the second is not the later one."""
    first, last = start.astimezone(HANOI).date(), end.astimezone(HANOI).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum(_overlap(session, start, end) for day in days for session in sessions_on(day, calendar))


def moment_before(at: datetime, minutes: float, calendar: WorkingCalendar) -> datetime | None:
    """The moment from which so many minutes were worked until `at`; None where two months do not hold as many."""
    for start, end in _sessions_back(at, calendar):
        worked = (end - start).total_seconds() / 60
        if worked >= minutes:
            return end - timedelta(minutes=minutes)
        minutes -= worked
    return None


def _sessions_back(at: datetime, calendar: WorkingCalendar) -> Iterator[Session]:
    """Sessions begun before `at`, latest first; the one under way ends at `at`."""
    today = at.astimezone(HANOI).date()
    for number in range(FAR_BACK):
        for start, end in reversed(sessions_on(today - timedelta(days=number), calendar)):
            if start < at:
                yield start, min(end, at)


def _overlap(session: Session, start: datetime, end: datetime) -> float:
    return max(0.0, (min(session[1], end) - max(session[0], start)).total_seconds() / 60)
