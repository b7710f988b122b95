"""Putting messages into the outbox, inside the caller's transaction; the same key is queued once."""

from collections.abc import Iterable

from portal.background import nudge
from portal.messaging.models import OutgoingMessage


def queue(messages: Iterable[OutgoingMessage]) -> None:
    """Write the rows (a key that is there already is left alone) and ask a worker, after commit, to deliver them."""
    messages = list(messages)
    if not messages:
        return
    OutgoingMessage.objects.bulk_create(messages, ignore_conflicts=True)
    nudge("portal.messaging.tasks.deliver_pending")
