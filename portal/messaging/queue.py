"""Putting messages into the outbox, inside the caller's transaction; the same key is queued once."""

from collections.abc import Iterable

from portal.background import nudge
from portal.messaging.models import Ladder, OutgoingMessage


def queue(messages: Iterable[OutgoingMessage]) -> None:
    """Write the rows (a key that is there already is left alone) and ask a worker, after commit, to deliver them."""
    messages = list(messages)
    if not messages:
        return
    _keep_ladders(messages)
    OutgoingMessage.objects.bulk_create(messages, ignore_conflicts=True)
    nudge("portal.messaging.tasks.deliver_pending")


def _keep_ladders(messages: list[OutgoingMessage]) -> None:
    """Those of the messages, each once; one that was there before stays as it was."""
    new = {message.ladder.occasion: message.ladder for message in messages if message.ladder}
    if not new:
        return
    Ladder.objects.bulk_create(new.values(), ignore_conflicts=True)
    kept = Ladder.objects.in_bulk(list(new), field_name="occasion")
    for message in messages:
        if message.ladder:
            message.ladder = kept[message.ladder.occasion]
