"""The one way a dossier moves: lock the row, check, move, save, write history and evidence; one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django_fsm import TransitionNotAllowed

from applications.errors import ChangedMeanwhile
from applications.models import Application, SlipKind, StateChange
from applications.states import ON_THE_CLOCK, State
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.days import local_day
from portal.learned import learned_after
from portal.offices.calendar import calendar_for
from portal.offices.working_hours import minutes_between


@dataclass(slots=True)
class Move:
    """A move under way: the locked row, and what its history row will say."""

    application: Application
    reason: str = ""
    detail: dict = field(default_factory=dict)
    left_office_id: int | None = None  # of a dossier passed on: the office it leaves, and what was promised there
    left_promised_on: date | None = None
    not_before: datetime | None = None  # the last event: what is written now was not known before it


@contextmanager
def move(application_id: int, verb: str, *, by: Actor, at: datetime, seen_version: int | None = None) -> Iterator[Move]:
    """Lock an application for one verb; on leaving, save it and write its history.

    `seen_version` is the version the person looked at. Raises ChangedMeanwhile where the row has moved on since, or where
    its state no longer allows the verb; nothing is written then.
    """
    with transaction.atomic():
        application = locked(application_id)
        if seen_version is not None and application.version != seen_version:
            raise ChangedMeanwhile(application.history.last())
        before, moving = application.state, Move(application, not_before=application.last_event_at)
        try:
            yield moving
        except TransitionNotAllowed as fault:
            raise ChangedMeanwhile(application.history.last()) from fault
        application.version, application.last_event_at = application.version + 1, at
        application.save()
        if before in ON_THE_CLOCK and application.state not in ON_THE_CLOCK:
            _close_unsigned_apology(application, at)
        write_history(moving, verb, before=before, by=by, at=at)


def locked(application_id: int) -> Application:
    """The row under its lock."""
    return Application.objects.select_for_update().get(pk=application_id)


def saved_over(application: Application, as_read: Application) -> bool:
    """Save what differs from `as_read`, in the one statement that also finds the row still as it was read, and locks it.

    False, and nothing is written, where the row has changed since it was read. The moved state is among what differs.
    """
    changed = {
        field.attname: getattr(application, field.attname)
        for field in Application._meta.concrete_fields
        if not field.generated and getattr(application, field.attname) != getattr(as_read, field.attname)
    }
    still = {name: getattr(as_read, name) for name in ("pk", "state", "version", "saved_at")}
    return bool(Application.objects.filter(**still).update(**changed))


def _close_unsigned_apology(application: Application, at: datetime) -> None:
    """Resolved, refused, withdrawn, or a new promise to come: nothing is left to apologise for in that draft."""
    drafts = application.slips.filter(kind=SlipKind.APOLOGY, issued_at__isnull=True, declined_at__isnull=True)
    drafts.update(declined_at=at, declined_reason="Hồ sơ đã chuyển bước trước khi phiếu được ký.")


def not_before_history(application: Application, at: datetime) -> datetime:
    """`at`, or the last moment of the history where that is later: a host clock that jumped back gives no earlier promise."""
    return max(at, application.history.aggregate(last=Max("at"))["last"])


def write_history(moving: Move, verb: str, *, before: str, by: Actor, at: datetime, is_told_later: bool = False) -> StateChange:
    """The history row, which is also the outbox, and the evidence beside it. `is_told_later`: a nudge of the caller tells."""
    application = moving.application
    change = StateChange.of(
        application,
        verb,
        from_state=before,
        at=at,
        known_at=max(moment for moment in (at, learned_after(at), moving.not_before) if moment is not None),
        actor_id=by.user_id,
        role=by.role,
        office_id=by.office_id,
        reason=moving.reason,
        detail=moving.detail,
        left_office_id=moving.left_office_id,
        left_promised_on=moving.left_promised_on,
        worked_minutes=_worked_minutes(application, at) if _is_issue(before, application.state) else None,
        delivery_days=_days_on_the_way(application, at) if application.state == State.DELIVERED != before else None,
    )
    change.save()
    record(f"application.{verb}", subject=f"application:{application.ref}", by=by, at=at, to=application.state)
    if not is_told_later:
        nudge("applications.tasks.tell_pending")
    return change


def _is_issue(before: str, after: str) -> bool:
    return before == State.RECEIVED and after == State.ISSUED


def _worked_minutes(application: Application, at: datetime) -> int:
    """By the calendar of now: a day off declared later changes no figure."""
    return int(minutes_between(application.counted_at, at, calendar_for(application.office)))


def _days_on_the_way(application: Application, at: datetime) -> int:
    return max(0, (local_day(at) - local_day(application.handed_over_at)).days)
