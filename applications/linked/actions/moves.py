"""The one way a part of a linked case moves: lock the case, then the part; check, move, save, write history and evidence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django_fsm import TransitionNotAllowed

from applications.deadlines import Promise, due
from applications.linked.errors import NotNow
from applications.linked.models import ChildCase, ChildMove, LinkedCase, UntoldMove
from applications.linked.plans import Plan
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.offices.calendar import calendar_for

TOLD = frozenset({"confirm", "ask_for_supplement", "resolve", "refuse", "cancel", "pass_on"})


@dataclass(slots=True)
class Moving:
    """A move under way: the locked part, and what its history row will say. `tells`: the citizen hears of it."""

    child: ChildCase
    reason: str = ""
    detail: dict = field(default_factory=dict)
    tells: bool = True


def locked_case(case_id: int) -> LinkedCase:
    """The row under its lock, with the application as it is now. Whoever locks a part locks its case first."""
    cases = LinkedCase.objects.select_for_update(of=("self",)).select_related("application__office")
    return cases.get(pk=case_id)


@contextmanager
def move(
    child_id: int, verb: str, *, by: Actor, at: datetime, known_at: datetime | None = None, seen_version: int | None = None
) -> Iterator[Moving]:
    """Lock a part for one verb; on leaving, save it and write its history. `at`: when it happened; `known_at`: when we heard.

    Raises NotNow where its state does not allow the verb, or where it has moved since `seen_version`; nothing is written then.
    """
    with transaction.atomic():
        case = locked_case(ChildCase.objects.values_list("case_id", flat=True).get(pk=child_id))
        rows = ChildCase.objects.select_for_update(of=("self",)).select_related("authority__office")
        child = rows.get(pk=child_id)
        child.case = case
        with written(child, verb, by=by, at=at, known_at=known_at, seen_version=seen_version) as moving:
            yield moving


@contextmanager
def written(
    child: ChildCase,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    known_at: datetime | None = None,
    seen_version: int | None = None,
) -> Iterator[Moving]:
    """As `move`, for a part that is locked already."""
    if seen_version is not None and child.version != seen_version:
        raise NotNow(child.get_state_display())
    before, moving = child.state, Moving(child)
    try:
        yield moving
    except TransitionNotAllowed as fault:
        raise NotNow(child.get_state_display()) from fault
    heard_at = max(moment for moment in (at, known_at) if moment is not None)
    child.version, child.last_event_at = child.version + 1, max(heard_at, child.last_event_at)
    child.save()
    _write_history(moving, verb, before=before, by=by, at=at, known_at=heard_at)


def promise_of(child: ChildCase, plan: Plan, at: datetime) -> Promise:
    """What the authority promises for a part that is complete with it at `at` (aware). Raises CalendarMissing."""
    return due(at, calendar_for(child.authority.office), plan.policy_of(child.key), is_passed_on=True)


def _write_history(moving: Moving, verb: str, *, before: str, by: Actor, at: datetime, known_at: datetime) -> None:
    child = moving.child
    row = ChildMove.objects.create(
        child=child,
        verb=verb,
        from_state=before,
        to_state=child.state,
        at=at,
        known_at=known_at,
        actor_id=by.user_id,
        role=by.role,
        office_id=by.office_id,
        authority_id=child.authority_id,
        attempt=child.attempts,
        reason=moving.reason,
        detail=moving.detail,
    )
    if verb in TOLD and moving.tells:
        UntoldMove.objects.create(move=row)
        nudge("applications.linked.tasks.tell_linked")
    subject = f"application:{child.case.application.ref}"
    record(f"linked.{verb}", subject=subject, by=by, at=known_at, child=child.number, to=child.state)
