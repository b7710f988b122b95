"""An authority abolished in mid-case: its successor takes the part over, with number, clock and history unchanged."""

from datetime import datetime

from applications.linked.actions.moves import move
from applications.linked.models import ChildCase
from applications.linked.states import FINAL, ChildState
from applications.linked.transport import hand_over
from portal.accounts.actors import SYSTEM
from portal.days import local_day


def pass_on_abolished(*, at: datetime) -> int:
    """Parts whose authority has ended go to its successor. Returns how many; without a successor the radar shows them.

    What was stated and not confirmed is the commune's again and goes out to the successor; what was confirmed stays confirmed.
    """
    day = local_day(at)
    left = ChildCase.objects.filter(authority__valid_to__lt=day).exclude(state__in=FINAL).select_related("authority")
    passed = 0
    for child in left.order_by("pk"):
        heir = child.authority.standing_heir(day)
        if heir is None or heir.pk == child.authority_id:
            continue
        with move(child.pk, "pass_on", by=SYSTEM, at=at) as moving:
            moved, former = moving.child, moving.child.authority
            moving.detail = {"from": former.name, "to": heir.name}
            moving.tells = moved.accepted_at is not None
            if moved.state == ChildState.SENT:
                moved.call_back()
            moved.authority = heir
            if moved.accepted_at is not None:
                moved.attempts += 1  # the successor hears of it as of any hand-over; it is confirmed already
                hand_over(moved, at=at)
        passed += 1
    return passed
