"""Watching the clock: marks what has run out, warns officers before the close of the day, then the leader.

Each function takes the moment, works on sets of rows, may run twice or late (after an outage it catches up), and writes the
messages to officials in the transaction of what they tell of. No state is moved: the desk decides what happens next.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from applications.apologies import draft_apologies
from applications.letters import Letter, queue_letters
from applications.models import Application, StateChange
from portal.accounts.actors import SYSTEM
from portal.accounts.models import Role
from portal.audit.models import Entry
from portal.offices.working_hours import open_offices

WARN_OFFICERS_BEFORE = timedelta(hours=1)  # of the close of the due day: 16:00 in most offices
WARN_LEADER_BEFORE = timedelta(minutes=30)
BATCH = 500
OFFICERS = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER)
LEADERS = (Role.OFFICE_LEADER,)


def mark_overdue(*, at: datetime) -> int:
    """Mark, once each, dossiers whose due moment has passed; history, evidence, staff messages and apologies beside it.

    Returns how many were marked. Source: domain reference §9.1 (quá hạn: unresolved after the due moment).
    """
    marked = 0
    while number := _mark_batch(at):
        marked += number
    return marked


def remind_before_close(*, at: datetime) -> int:
    """Tell officers of dossiers due within the hour, once each; in the last half hour the leader. Returns messages written."""
    return _remind_officers(at) + _warn_leaders(at)


def _mark_batch(at: datetime) -> int:
    with transaction.atomic():
        late = _lock(_on_the_clock().filter(runs_out_at__lt=at))
        if not late:
            return 0
        _watched(late).update(overdue_at=at)
        StateChange.objects.bulk_create(_became_overdue(application, at) for application in late)
        Entry.objects.bulk_create(_evidence(application, at) for application in late)
        draft_apologies(late, at=at)
        queue_letters(Letter.OVERDUE, late, to=OFFICERS + LEADERS, at=at, occasion=f"{at:%y%m%d%H%M%S}:{late[0].pk}")
        return len(late)


def _remind_officers(at: datetime) -> int:
    with transaction.atomic():
        soon = _lock(_due_within(WARN_OFFICERS_BEFORE, at).filter(reminded_at__isnull=True))
        if not soon:
            return 0
        _watched(soon).update(reminded_at=at)  # also where the office is closed: what waits there would hide the others
        first = soon[0].pk
        soon = _of_open_offices(soon, at)
        return queue_letters(Letter.DUE_TODAY, soon, to=OFFICERS, at=at, occasion=f"{at:%y%m%d%H%M%S}:{first}")


def _warn_leaders(at: datetime) -> int:
    """Once a day and leader: the key of the message is the day, so a second run writes nothing."""
    open_still = _of_open_offices(list(_due_within(WARN_LEADER_BEFORE, at).select_related("office")[:BATCH]), at)
    if not open_still:
        return 0
    with transaction.atomic():
        return queue_letters(Letter.LEADER, open_still, to=LEADERS, at=at, occasion=f"{timezone.localdate(at):%y%m%d}")


def _on_the_clock() -> QuerySet[Application]:
    return Application.objects.real().filter(runs_out_at__isnull=False, overdue_at__isnull=True)


def _due_within(span: timedelta, at: datetime) -> QuerySet[Application]:
    """Due on this local day, and no more than `span` from now."""
    soon = _on_the_clock().filter(runs_out_at__gte=at, runs_out_at__lte=at + span, due_on=timezone.localdate(at))
    return soon.order_by("runs_out_at", "id")


def _of_open_offices(applications: list[Application], at: datetime) -> list[Application]:
    """Nobody is nudged where a closure was entered and the promises still stand."""
    if not applications:
        return []
    at_work = open_offices({application.office_id for application in applications}, at=at)
    return [application for application in applications if application.office_id in at_work]


def _lock(queryset: QuerySet[Application]) -> list[Application]:
    """The first rows, locked by their number like everywhere else. A second worker waits here, and then finds them marked."""
    first = queryset.order_by("runs_out_at", "id").values("pk")[:BATCH]
    rows = queryset.filter(pk__in=first).select_for_update(of=("self",)).select_related("office").order_by("id")
    return sorted(rows, key=lambda row: (row.runs_out_at, row.pk))


def _watched(applications: list[Application]) -> QuerySet[Application]:
    return Application.objects.filter(pk__in=[application.pk for application in applications])


def _became_overdue(application: Application, at: datetime) -> StateChange:
    """Told at once: the staff's message is written beside it, and the citizen hears of it from the leader's apology."""
    return StateChange.of(
        application,
        "become_overdue",
        at=at,
        role=SYSTEM.role,
        office=application.office,
        detail={"due_at": application.due_at.isoformat()},
        told_at=at,
    )


def _evidence(application: Application, at: datetime) -> Entry:
    return Entry(
        at=at,
        action="application.become_overdue",
        subject=f"application:{application.ref}",
        role=SYSTEM.role,
        office=application.office,
        detail={"due_at": application.due_at.isoformat()},
    )
