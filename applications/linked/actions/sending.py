"""Handing a part over to its authority: by itself, again by hand of the desk, or on paper with a printed record."""

from datetime import datetime
from functools import cache

from django.db.models import F

from applications.linked.actions.moves import Moving, move, promise_of
from applications.linked.errors import NobodyToSendTo, NotNow
from applications.linked.models import Authority, AuthorityKind, ChildCase, HandOverSlip
from applications.linked.models.authority import authority_for
from applications.linked.states import ChildState
from applications.linked.transport import hand_over
from portal.accounts.actors import SYSTEM, Actor
from portal.accounts.models import User
from portal.background import nudge
from portal.days import local_day

BATCH = 200


def send_pending(*, at: datetime) -> int:
    """Hand over what is ready. What was disputed waits for the desk; what has nobody to go to, for the directory."""
    ready = ChildCase.objects.filter(state=ChildState.TO_SEND).exclude(attempts__gt=0, disputed_attempt=F("attempts"))
    sent, day = 0, local_day(at)
    known = cache(lambda kind, office: authority_for(kind, office, day))
    for child in ready.select_related("case__application__office", "authority").order_by("pk"):
        if sent == BATCH:
            break
        if child.authority is None and known(child.kind, child.case.application.office) is None:
            continue
        try:
            send(child.pk, by=SYSTEM, at=at)
            sent += 1
        except (NobodyToSendTo, NotNow):
            continue  # another worker has sent it, or its authority ended without a successor: the radar shows it
    return sent


def send(child_id: int, *, by: Actor, at: datetime, seen_version: int | None = None) -> ChildCase:
    """State the hand-over. Sent again while nobody has confirmed, it is a new attempt of the same part.

    Raises NobodyToSendTo, NotNow.
    """
    with move(child_id, "send", by=by, at=at, seen_version=seen_version) as moving:
        child = moving.child
        if by == SYSTEM and child.state != ChildState.TO_SEND:
            raise NotNow(child.get_state_display())
        child.send(_receiver(child, at), at=at)
        moving.detail = {"to": child.authority.name, "transport": child.authority.transport}
        hand_over(child, at=at)
        nudge("applications.linked.tasks.settle_linked", child_id)  # an answer may have come before what it answers
    return moving.child


def deliver_by_hand(child_id: int, *, by: Actor, at: datetime, seen_version: int | None = None) -> HandOverSlip:
    """Carry the papers over: a record is frozen and printed, to be signed by both. It counts once the signature is entered.

    Raises NobodyToSendTo, NotNow.
    """
    with move(child_id, "deliver_by_hand", by=by, at=at, seen_version=seen_version) as moving:
        child = moving.child
        child.send(_receiver(child, at), at=at, by_hand=True)
        moving.detail = {"to": child.authority.name}
        slip = HandOverSlip.objects.create(child=child, attempt=child.attempts, content=_content(moving, by, at), made_at=at)
        nudge("applications.linked.tasks.render_hand_over", slip.pk)
    return slip


def confirm_on_paper(
    child_id: int,
    *,
    received_by: str,
    title: str,
    received_at: datetime,
    by: Actor,
    at: datetime,
    seen_version: int | None = None,
) -> ChildCase:
    """The record came back signed: who received it there, and when (aware, not after `at`). Raises NotNow, CalendarMissing."""
    with move(child_id, "confirm", by=by, at=received_at, known_at=at, seen_version=seen_version) as moving:
        child = moving.child
        if not child.is_by_hand:
            raise NotNow(child.get_state_display())
        child.accept(promise_of(child, child.case.plan, received_at), at=received_at)
        moving.detail = {"received_by": received_by, "title": title, "on_paper": True}
    return moving.child


def _receiver(child: ChildCase, at: datetime) -> Authority:
    """Whose part it is, or became, today; for the commune of the filing."""
    day = local_day(at)
    known = child.authority.standing_heir(day) if child.authority else None
    found = known or authority_for(child.kind, child.case.application.office, day)
    if found is None:
        raise NobodyToSendTo(AuthorityKind(child.kind).label)
    return found


def _content(moving: Moving, by: Actor, at: datetime) -> dict:
    """All the record prints, as it is now."""
    child, application = moving.child, moving.child.case.application
    giver = User.objects.filter(pk=by.user_id).values_list("full_name", flat=True).first()
    return {
        "number": child.number,
        "attempt": child.attempts,
        "code": application.code,
        "procedure": child.case.plan.name.vi,
        "part": child.plan.name.vi,
        "giver": giver or "",
        "receiver": child.authority.name,
        "subject": application.subject_name,
        "requester": application.requester_name,
        "papers": [words.vi for _slot, words in child.plan.papers],
        "days": child.plan.days,
        "at": at.isoformat(),
    }
