"""What filing now would promise, in words for a page: today's line at 15:00, and the day after it."""

from dataclasses import dataclass
from datetime import date, datetime

from applications.deadlines import HANOI, due
from applications.policies import policy_for
from applications.procedures.extract_copy import EXTRACT_COPY
from portal.offices.calendar import CalendarMissing, calendar_for
from portal.offices.models import Office


@dataclass(frozen=True, slots=True)
class Outlook:
    """`until` is the last moment that still makes `due_on`; after it `next_due_on` is promised. Local moments."""

    now: datetime
    due_on: date
    until: datetime | None
    next_due_on: date | None

    @property
    def is_today(self) -> bool:
        return self.due_on == self.now.date()


def outlook(now: datetime, office: Office | None = None, procedure_code: str = EXTRACT_COPY.code) -> Outlook | None:
    """None where the calendar of these days is not decided yet."""
    calendar, local = calendar_for(office), now.astimezone(HANOI)
    policy = policy_for(procedure_code, local.date())
    try:
        promise = due(local, calendar, policy)
        line = datetime.combine(promise.counted_at.date(), policy.cutoff, HANOI)
        before_line = promise.counted_at <= line
        return Outlook(
            local,
            promise.due_on,
            line if before_line else None,
            calendar.next_working_day(promise.due_on) if before_line else None,
        )
    except CalendarMissing:
        return None
