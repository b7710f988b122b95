"""What the citizen is told of each authority's part, by SMS and, where an address was given, by e-mail.

The rows of UntoldMove are the outbox: each is taken out in the transaction that queues its messages, so nothing is lost and
nothing is told twice. "Đã chuyển" is said when the authority has confirmed, not when the commune has stated it.
"""

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from applications.linked.models import ChildMove, UntoldMove
from applications.notifications import Telling, tell_each
from portal.templatetags.portal import code_groups, day

BATCH = 50
TEXTS = {
    "confirm": "messages/linked_confirm",
    "ask_for_supplement": "messages/linked_ask_for_supplement",
    "resolve": "messages/linked_resolve",
    "refuse": "messages/linked_refuse",
    "cancel": "messages/linked_cancel",
    "pass_on": "messages/linked_pass_on",
}
# He has to do something, has a result to fetch, or waits for what will not come: a letter and the telephone after the rest.
MUST_REACH = frozenset({"ask_for_supplement", "resolve", "refuse", "cancel"})


def tell_pending(*, at: datetime) -> int:
    """Queue the messages of every move not told yet. Returns how many were taken out of the outbox."""
    told = last = 0
    while batch := _tell_batch(at, after=last):
        last, number = batch
        told += number
    return told


def _telling(move: ChildMove) -> Telling:
    application = move.child.case.application
    return Telling(application, TEXTS[move.verb], lambda: _context(move), f"linked:{move.pk}", move.verb in MUST_REACH)


def _tell_batch(at: datetime, *, after: int) -> tuple[int, int] | None:
    """One batch, one transaction: the last row looked at, and how many were told; None where none is left.

    On PostgreSQL several workers take different rows.
    """
    with transaction.atomic():
        rows = UntoldMove.objects.filter(pk__gt=after).order_by("id")
        rows = rows.select_related("move__child__case__application__office", "move__authority")
        can_skip = connection.features.has_select_for_update_skip_locked
        untold = list(rows.select_for_update(of=("self",), skip_locked=can_skip)[:BATCH])
        told = tell_each(untold, lambda row: _telling(row.move), at=at)
        UntoldMove.objects.filter(pk__in=[row.pk for row in told]).delete()
    return (untold[-1].pk, len(told)) if untold else None


def _context(move: ChildMove) -> dict:
    child, application = move.child, move.child.case.application
    due_at, on = move.detail.get("due_at"), move.detail.get("on")
    return {
        "child": child,
        "part": str(child.plan.name),
        "gives": str(child.plan.gives),
        "authority": str(move.authority.words) if move.authority else "",
        "code": application.dossier_code or code_groups(application.ref),
        "due": day(timezone.localdate(datetime.fromisoformat(due_at))) if due_at else "",
        "items": move.detail.get("items", []),
        "number": move.detail.get("number", ""),
        "on": day(datetime.fromisoformat(on).date()) if on else "",
        "where": move.detail.get("where", ""),
        "reason": move.reason,
        "site": settings.PUBLIC_URL + ("/en" if application.language == "en" else ""),
    }
