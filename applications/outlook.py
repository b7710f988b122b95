"""What filing now would promise, in words for a page: the day that holds now, and the day that holds after the line.

A page may stay open, so it carries both sentences and the milliseconds from which each holds: scripts only compare.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.deadlines import HANOI, SAME_DAY, Policy, due
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendar_for
from portal.offices.models import Office

SECOND = timedelta(seconds=1)  # the rule counts whole ones: 15:00:00.999 is still in time
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`due_on` is promised until `turns_at`, the line of that very day, however long before it `now` is; then `next_due_on`
    until `turns_again_at`. Local moments, the first at which the promise no longer holds. Where the calendar of the next
    day is not decided, `next_due_on` is empty and both moments are one.
    """

    now: datetime
    due_on: date
    next_due_on: date | None
    turns_at: datetime
    turns_again_at: datetime
    turns_at_cutoff: bool  # False where the office closes that day before the hour of the law

    @property
    def is_today(self) -> bool:
        return self.due_on == self.now.date()

    @property
    def turns_in(self) -> int:
        """Milliseconds from `now`."""
        return (self.turns_at - self.now) // MILLISECOND

    @property
    def turns_again_in(self) -> int:
        return (self.turns_again_at - self.now) // MILLISECOND

    @property
    def since_midnight(self) -> int:
        """Milliseconds that the day has lasted, for a clock on the page."""
        return (self.now - self.now.replace(hour=0, minute=0, second=0, microsecond=0)) // MILLISECOND


def outlook(now: datetime, office: Office | None = None) -> Outlook | None:
    """None where the calendar of these days is not decided yet."""
    return outlook_in(calendar_for(office), now)


def outlook_in(calendar: WorkingCalendar, now: datetime, policy: Policy = SAME_DAY) -> Outlook | None:
    """The same by a calendar in the hand."""
    local = now.astimezone(HANOI)
    try:
        due_on = due(local, calendar, policy).due_on
    except CalendarMissing:
        return None
    line = _line(due_on, calendar, policy)
    is_cutoff = line == _after_cutoff(due_on, policy)
    try:
        next_due_on = calendar.next_working_day(due_on)
    except CalendarMissing:
        return Outlook(local, due_on, None, line, line, is_cutoff)
    return Outlook(local, due_on, next_due_on, line, _line(next_due_on, calendar, policy), is_cutoff)


def _line(day: date, calendar: WorkingCalendar, policy: Policy) -> datetime:
    """The first moment of a working day that is too late for the same day."""
    return min(_after_cutoff(day, policy), datetime.combine(day, calendar.hours_on(day).closes_at, HANOI))


def _after_cutoff(day: date, policy: Policy) -> datetime:
    return datetime.combine(day, policy.cutoff, HANOI) + SECOND
