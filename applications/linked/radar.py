"""What stands still between authorities: parts nobody has confirmed in time, parts without any event, and what has nobody.

Each authority has its own patience, in working hours of its own calendar (data); what waits for the citizen is not stuck.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from applications.linked.actions.opening import without_case
from applications.linked.models import Authority, ChildCase, PartnerMessage
from applications.linked.states import ChildState
from applications.models import Application
from portal.offices.calendar import WorkingCalendar, calendars_of
from portal.offices.models import Office
from portal.offices.working_hours import minutes_between, moment_before

UNSENT_HOURS = 4  # of the commune's own: ready and not sent, or disputed and not sent again
UNOPENED_AFTER = timedelta(minutes=15)


class Trouble(StrEnum):
    UNSENT = "Chưa chuyển được"
    UNCONFIRMED = "Chưa được xác nhận"
    OVERDUE = "Quá hạn"
    SILENT = "Không có tin"


@dataclass(frozen=True, slots=True)
class Stuck:
    """One part that stands still. `idle_minutes`: working minutes since its last event."""

    child: ChildCase
    trouble: Trouble
    idle_minutes: float


def stuck_children(*, now: datetime, among: QuerySet[ChildCase] | None = None) -> list[Stuck]:
    """What stands still, the longest first; of all, or of those an office or authority may see. Few queries, however many."""
    rows = ChildCase.objects.all() if among is None else among
    rows = rows.filter(idle_since__isnull=False).select_related("case__application__office__parent", "authority__office")
    children = list(rows.order_by("idle_since", "pk"))
    offices = {_whose(child).pk for child in children}
    calendars = calendars_of(offices) if offices else {}
    found = []
    for child in children:
        calendar = calendars[_whose(child).pk]
        if trouble := _trouble(child, calendar, now):
            found.append(Stuck(child, trouble, minutes_between(child.idle_since, now, calendar)))
    return found


@dataclass(frozen=True, slots=True)
class Between:
    """What stands still between the communes and the authorities, in numbers and names of units only."""

    rows: list[tuple[str, list[int], float]]  # (authority, number of each trouble, longest silence in working minutes)
    unopened: int
    early: int

    @property
    def troubles(self) -> list[str]:
        return list(Trouble)

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, int]], float]]:
        """The rows, each number with its heading: on a telephone it stands beside it."""
        return [(name, list(zip(Trouble, cells, strict=True)), minutes) for name, cells, minutes in self.rows]

    @property
    def total(self) -> int:
        return sum(sum(cells) for _name, cells, _minutes in self.rows)


def linked_troubles(*, now: datetime) -> Between:
    """For the watch page of the Department: by authority, most first."""
    by_name: dict[str, list[Stuck]] = {}
    for stuck in stuck_children(now=now, among=_real()):
        authority = stuck.child.authority
        by_name.setdefault(authority.name if authority else "Chưa có trong danh mục", []).append(stuck)
    rows = [
        (name, [sum(one.trouble == trouble for one in found) for trouble in Trouble], max(one.idle_minutes for one in found))
        for name, found in by_name.items()
    ]
    rows.sort(key=lambda row: (-sum(row[1]), row[0]))
    return Between(rows, len(unopened(now=now)), early_messages(now=now))


def _real() -> QuerySet[ChildCase]:
    return ChildCase.objects.exclude(case__application__office__in=Office.sandboxes())


def unopened(*, now: datetime) -> list[Application]:
    """Filed long enough ago to have a case, and without: its procedure had no version in force on that day."""
    return list(without_case().filter(submitted_at__lt=now - UNOPENED_AFTER))


def early_messages(*, now: datetime) -> int:
    """Messages of partners that wait for a step that should have come: the partner lost one."""
    return PartnerMessage.objects.filter(fate=PartnerMessage.Fate.WAITS, arrived_at__lt=now - timedelta(days=1)).count()


def _whose(child: ChildCase) -> Office:
    """By whose working hours the silence is counted."""
    return child.case.application.office if _is_ours(child) else child.authority.office


def _is_ours(child: ChildCase) -> bool:
    return child.state == ChildState.TO_SEND or child.authority is None


def _trouble(child: ChildCase, calendar: WorkingCalendar, now: datetime) -> Trouble | None:
    if child.state == ChildState.ACCEPTED and child.due_at < now:
        return Trouble.OVERDUE
    hours = UNSENT_HOURS if _is_ours(child) else _patience(child.authority, child.state)
    moment = moment_before(now, hours * 60, calendar)
    if moment is None or child.idle_since > moment:
        return None
    if child.state == ChildState.TO_SEND:
        return Trouble.UNSENT
    return Trouble.UNCONFIRMED if child.state == ChildState.SENT else Trouble.SILENT


def _patience(authority: Authority, state: str) -> int:
    return authority.confirm_hours if state == ChildState.SENT else authority.silent_hours
