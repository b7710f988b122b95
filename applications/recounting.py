"""What a changed calendar does to open promises: computed before it is done, by the same walk that does it.

An open promise is one that has not run out: one already broken stays broken, whatever is entered later, and none is moved to
a moment that has passed.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from applications.deadlines import decide
from applications.limits import Policy, limit_code_of
from applications.models import Application
from applications.policies import all_policies, extended
from portal.days import local_day
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendars_of
from portal.offices.calendar_versions import spans_of
from portal.offices.models import CalendarVersion

Terms = Callable[[str, date], Policy]


@dataclass(slots=True)
class Preview:
    """How many open promises move, and where. `unknown`: their day has no decided calendar, they stay as they are."""

    later: int = 0
    earlier: int = 0
    same: int = 0
    unknown: int = 0
    by_office: Counter[int] = field(default_factory=Counter)
    by_day: Counter[tuple[date, date]] = field(default_factory=Counter)  # (due now, due then)

    @property
    def moved(self) -> int:
        return self.later + self.earlier


def open_promises(version: CalendarVersion, *, at: datetime) -> QuerySet[Application]:
    """Promises that still run at `at`, made with an older calendar, of the offices whose days changed."""
    running = Application.objects.real().filter(
        runs_out_at__gte=at, overdue_at__isnull=True, calendar_version__lt=version.number
    )
    offices = {span.office_id for span in spans_of(version)}
    return running if None in offices or not offices else running.filter(office_id__in=offices)


def preview(version: CalendarVersion, *, at: datetime) -> Preview:
    """What computing anew would do now; nothing is written."""
    columns = ("procedure_code", "policy", "extended_days", "office_id", "clock_from", "due_at", "due_on")
    rows = open_promises(version, at=at).values_list(*columns)
    rows, found, terms = list(rows), Preview(), all_policies()
    calendars = calendars_of(office_id for _code, _policy, _days, office_id, *_rest in rows)
    for code, policy, days, office_id, clock_from, due_at, due_on in rows:
        new = _recounted(
            clock_from, calendars[office_id], extended(terms(limit_code_of(policy, code), local_day(clock_from)), days)
        )
        if new is None:
            found.unknown += 1
        elif new == due_at or new < at:
            found.same += 1
        else:
            found.later += new > due_at
            found.earlier += new < due_at
            found.by_office[office_id] += 1
            found.by_day[due_on, local_day(new)] += 1
    return found


def _recounted(clock_from: datetime, calendar: WorkingCalendar, policy: Policy) -> datetime | None:
    """When it is due by the calendar of now; None where that is not decided. All aware."""
    try:
        return decide(clock_from, calendar, policy)[2]
    except CalendarMissing:
        return None
