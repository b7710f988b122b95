"""Computing open promises anew after the calendar changed: ordered by a person who saw what moves, done in batches.

Each batch is one transaction and marks its rows with the calendar's version, so what was interrupted goes on where it stopped.
The first promise stays for the statistics; who is moved is told. Source: domain reference §6.3.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from applications.deadlines import due
from applications.models import Application, Recount, StateChange
from applications.policies import all_policies, extended
from applications.recounting import Terms, open_promises
from portal.accounts.actors import SYSTEM, Actor
from portal.audit.models import Entry
from portal.audit.trail import record
from portal.background import nudge
from portal.days import HANOI, local_day
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendars_of
from portal.offices.models import CalendarVersion

BATCH = 200
STRAGGLERS = timedelta(seconds=30)  # a filing that read the calendar before it changed has long committed by then
MOVED = (
    "counted_at", "due_on", "due_at", "due_why", "due_why_en", "policy", "calendar_version", "overdue_at", "reminded_at",
    "reappointed_at", "version",
)  # fmt: skip


def order_recount(version: CalendarVersion, *, by: Actor, at: datetime) -> Recount:
    """Have the open promises computed by this version; ordering twice is ordering once."""
    with transaction.atomic():
        order, is_new = Recount.objects.get_or_create(
            version=version.number, defaults={"ordered_by_id": by.user_id, "ordered_at": at}
        )
        if is_new:
            record("calendar.recount_ordered", subject=f"calendar:{version.number}", by=by, at=at)
            nudge("applications.tasks.recount_promises")
    return order


def finish_recounts(*, at: datetime) -> int:
    """Do what is left of every order, oldest first. Returns how many promises moved."""
    moved = 0
    for order in Recount.objects.filter(finished_at__isnull=True).order_by("version"):
        version = CalendarVersion.objects.get(number=order.version)
        while (number := _recount_batch(order, version, at)) is not None:
            moved += number
    return moved


def _recount_batch(order: Recount, version: CalendarVersion, at: datetime) -> int | None:
    """One batch in one transaction; None where nothing is left, and once no filing can hold the old calendar, the end."""
    with transaction.atomic():
        rows = list(open_promises(version, at=at).select_for_update(of=("self",)).order_by("id")[:BATCH])
        if not rows:
            if at - version.at >= STRAGGLERS:
                Recount.objects.filter(pk=order.pk, finished_at__isnull=True).update(finished_at=at)
            return None
        calendars, terms, changes = calendars_of(row.office_id for row in rows), all_policies(), []
        passed_on = _passed_on(rows)
        for row in rows:
            before = row.due_at
            _recount(row, calendars[row.office_id], terms, version.number, at, is_passed_on=row.pk in passed_on)
            if row.due_at != before:
                row.version += 1
                changes.append(_change(row, before, version.number, at))
        Application.objects.bulk_update(rows, MOVED)
        StateChange.objects.bulk_create(changes)
        Entry.objects.bulk_create(_evidence(change) for change in changes)
        later = sum(change.detail["due_at"] > change.detail["was_due_at"] for change in changes)
        Recount.objects.filter(pk=order.pk).update(
            later=F("later") + later, earlier=F("earlier") + len(changes) - later, same=F("same") + len(rows) - len(changes)
        )
        if changes:
            nudge("applications.tasks.tell_pending")
        return len(changes)


def _passed_on(rows: list[Application]) -> set[int]:
    """Whose clock began with a transfer, not with a filing: the reasons say so again. One query."""
    begun = StateChange.objects.filter(application__in=rows, verb__in=("resubmit", "transfer")).order_by("id")
    last = dict(begun.values_list("application_id", "verb"))
    return {application_id for application_id, verb in last.items() if verb == "transfer"}


def _recount(
    row: Application, calendar: WorkingCalendar, terms: Terms, version: int, at: datetime, *, is_passed_on: bool
) -> None:
    """The promise by the calendar of now; its reasons change only where its moment does."""
    try:
        policy = extended(terms(row.limit_code, local_day(row.clock_from)), row.extended_days)
        promise = due(row.clock_from, calendar, policy, is_passed_on=is_passed_on)
    except CalendarMissing:  # it stays as it was promised
        row.calendar_version = version
        return
    if promise.due_at != row.due_at and promise.due_at >= at:
        row.correct_promise(promise)
    row.calendar_version = max(version, promise.calendar_version)


def _change(row: Application, before: datetime, version: int, at: datetime) -> StateChange:
    detail = {"due_at": row.due_at.isoformat(), "was_due_at": before.astimezone(HANOI).isoformat()}
    return StateChange.of(
        row,
        "move_promise",
        at=at,
        role=SYSTEM.role,
        office_id=row.office_id,
        detail=detail | {"calendar_version": version},
    )


def _evidence(change: StateChange) -> Entry:
    return Entry(
        at=change.at,
        action="application.move_promise",
        subject=f"application:{change.application.ref}",
        role=SYSTEM.role,
        office_id=change.office_id,
        detail=change.detail,
    )
