"""What the authority says of its part: it has it or has not, something is missing, here is the result, or why there is none.

The same verbs whether a person of the authority presses a button or its system sends a message; `at` is when it happened
there, `known_at` when the portal heard of it.
"""

from datetime import date, datetime

from django.db import transaction

from applications.linked.actions.advancing import advance
from applications.linked.actions.moves import move, promise_of
from applications.linked.models import ChildCase
from portal.accounts.actors import Actor

Told = datetime | None


def confirm(child_id: int, *, by: Actor, at: datetime, known_at: Told = None, seen_version: int | None = None) -> ChildCase:
    """The other side has it: only now it is handed over, and only now its clock runs. Raises NotNow, CalendarMissing."""
    with move(child_id, "confirm", by=by, at=at, known_at=known_at, seen_version=seen_version) as moving:
        child = moving.child
        child.accept(promise_of(child, child.case.plan, at), at=at)
        moving.detail = {"due_at": child.due_at.isoformat()}
    return moving.child


def dispute(
    child_id: int, *, reason: str, by: Actor, at: datetime, known_at: Told = None, seen_version: int | None = None
) -> ChildCase:
    """It did not arrive, or not as stated: the commune has it again and decides. Raises NotNow."""
    with move(child_id, "dispute", by=by, at=at, known_at=known_at, seen_version=seen_version) as moving:
        moving.child.dispute(reason=reason)
        moving.reason = reason
    return moving.child


def ask_for_supplement(
    child_id: int,
    *,
    items: list[str],
    reason: str,
    by: Actor,
    at: datetime,
    known_at: Told = None,
    seen_version: int | None = None,
) -> ChildCase:
    """Everything that is missing, in words for the citizen; this clock stops, the others run on. Raises NotNow."""
    with move(child_id, "ask_for_supplement", by=by, at=at, known_at=known_at, seen_version=seen_version) as moving:
        moving.child.ask_for_supplement(items=items, reason=reason)
        moving.reason, moving.detail = reason, {"items": items}
    return moving.child


def resolve(
    child_id: int,
    *,
    number: str,
    on: date,
    where: str = "",
    by: Actor,
    at: datetime,
    known_at: Told = None,
    seen_version: int | None = None,
) -> ChildCase:
    """The result: its number, its day, where it is fetched or how it comes. Raises NotNow."""
    with transaction.atomic():
        with move(child_id, "resolve", by=by, at=at, known_at=known_at, seen_version=seen_version) as moving:
            moving.child.resolve(number=number, on=on, where=where, at=at)
            moving.detail = {"number": number, "on": on.isoformat(), "where": where}
        advance(moving.child.case, at=known_at or at)
    return moving.child


def refuse(
    child_id: int, *, reason: str, by: Actor, at: datetime, known_at: Told = None, seen_version: int | None = None
) -> ChildCase:
    """No result, with the reason; the other parts go on unless the law says otherwise (the plan). Raises NotNow."""
    with transaction.atomic():
        with move(child_id, "refuse", by=by, at=at, known_at=known_at, seen_version=seen_version) as moving:
            moving.child.refuse(reason=reason, at=at)
            moving.reason = reason
        advance(moving.child.case, at=known_at or at)
    return moving.child
