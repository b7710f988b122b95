"""What filing now would promise, in words for a page: the day that holds now, and the day that holds after the line.

A page may stay open, so it carries both sentences and the milliseconds from which each holds: scripts only compare. Where
the promise turns is asked of the rule itself, whatever the limit and the hours: a later submission is never due earlier.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.deadlines import decide
from applications.limits import SAME_DAY, Limit, Policy
from applications.policies import policy_for
from portal.days import HANOI
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendar_for
from portal.offices.models import Office
from portal.offices.reference import EXTRACT_COPY

DAY, SECOND, MILLISECOND = timedelta(days=1), timedelta(seconds=1), timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`due_on` is promised until `turns_at`, then `next_due_on` until `turns_again_at`: local moments, each the first at
    which the promise before it no longer holds. Where the next day is not known, `next_due_on` is empty and both are one.
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


def outlook(now: datetime, office: Office | None = None, procedure_code: str = EXTRACT_COPY) -> Outlook | None:
    """None where the calendar of these days is not decided yet."""
    policy = policy_for(procedure_code, now.astimezone(HANOI).date())
    return outlook_in(calendar_for(office), now, policy)


def outlook_in(calendar: WorkingCalendar, now: datetime, policy: Policy = SAME_DAY) -> Outlook | None:
    """The same by a calendar and a policy in the hand."""

    def due_on(moment: datetime) -> date | None:
        try:
            return decide(moment, calendar, policy)[2].date()
        except CalendarMissing:
            return None

    local = now.astimezone(HANOI)
    first = due_on(local)
    if first is None:
        return None
    turns_at = _turn(local.replace(microsecond=0), due_on)
    following = due_on(turns_at)
    turns_again_at = _turn(turns_at, due_on) if following else turns_at
    cutoff = datetime.combine(first, policy.cutoff, HANOI)
    at_cutoff = policy.limit == Limit.SAME_DAY and turns_at == cutoff + SECOND
    return Outlook(local, first, following, turns_at, turns_again_at, at_cutoff)


def _turn(moment: datetime, due_on: Callable[[datetime], date | None]) -> datetime:
    """The first whole second after `moment` that is promised another day, or none."""
    promised, late = due_on(moment), moment + DAY
    while due_on(late) == promised:
        late += DAY
    early = late - DAY
    while late - early > SECOND:
        middle = early + (late - early) // SECOND // 2 * SECOND
        early, late = (middle, late) if due_on(middle) == promised else (early, middle)
    return late
