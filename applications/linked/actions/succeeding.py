"""An authority abolished in mid-case: its successor takes the part over, with number, clock and history unchanged."""

from datetime import datetime

from applications.linked.actions.moves import move
from applications.linked.errors import NobodyToSendTo, NotNow
from applications.linked.models import Authority, ChildCase
from applications.linked.states import FINAL, ChildState
from applications.linked.transport import hand_over
from portal.accounts.actors import SYSTEM
from portal.days import local_day


def pass_on_abolished(*, at: datetime) -> int:
    """Parts whose authority has ended go to its successor. Returns how many; where none is, the radar shows it."""
    day = local_day(at)
    left = ChildCase.objects.filter(authority__valid_to__lt=day).exclude(state__in=FINAL).select_related("authority")
    passed = 0
    for child in left.order_by("pk"):
        heir = child.authority.standing_heir(day)
        if heir is None or heir.pk == child.authority_id:
            continue
        try:
            _pass_on(child, heir, at=at)
            passed += 1
        except (NobodyToSendTo, NotNow):
            continue  # the successor's system is not known yet; or the part has moved since it was read
    return passed


def _pass_on(child: ChildCase, heir: Authority, *, at: datetime) -> None:
    """What was stated and not confirmed is the commune's again and goes out to the heir; what was confirmed stays confirmed.

    Raises NobodyToSendTo, NotNow.
    """
    with move(child.pk, "pass_on", by=SYSTEM, at=at, seen_version=child.version) as moving:
        moved = moving.child
        moving.detail = {"from": moved.authority.name, "to": heir.name}
        moving.tells = moved.accepted_at is not None
        if moved.state == ChildState.SENT:
            moved.call_back()
        moved.authority = heir
        if moved.accepted_at is not None and not moved.is_by_hand:  # what was carried over lies with the heir on paper
            moved.attempts += 1  # the successor hears of it as of any hand-over; it is confirmed already
            hand_over(moved, at=at)
