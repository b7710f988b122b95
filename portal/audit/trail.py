"""Writing evidence: called inside the transaction of what it tells of."""

from django.utils import timezone

from portal.accounts.actors import Actor
from portal.audit.models import Entry


def record(action: str, *, subject: str, by: Actor, purpose: str = "", at=None, **detail) -> Entry:
    """Who did or saw what. `detail` holds codes, counts and verbs, no personal data."""
    return Entry.objects.create(
        at=at or timezone.now(),
        action=action,
        subject=subject,
        actor_id=by.user_id,
        role=by.role,
        office_id=by.office_id,
        address=by.address,
        purpose=purpose,
        detail=detail,
    )
