"""Emptying the outbox: claim a few messages, send each outside any transaction, write down what became of it.

A claim is a lease: the row's next try is put off while it is being sent, so several workers share the work, and what a
killed worker held comes back by itself. Messages go out at least once, each with its key.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import F

from portal.messaging.backends import ChannelOff, Undelivered, send
from portal.messaging.ladder import climb, held
from portal.messaging.models import MessageStatus, OutgoingMessage

BATCH = 4
LEASE = timedelta(seconds=60)
RUN = timedelta(seconds=45)  # a server that answers nobody must not hold the workers: papers are rendered by them too
WAITS_MINUTES = (1, 5, 15, 60, 240, 720)  # after the first, second, … try; then it has failed

log = structlog.get_logger(__name__)


def deliver_pending(*, clock: Callable[[], datetime]) -> int:
    """Send what is due, for at most RUN; the sweep goes on with the rest. Returns how many went out."""
    sent, end = 0, clock() + RUN
    while clock() < end and (claimed := claim(clock())):
        sent += sum(deliver(message, clock=clock) for message in claimed)
    return sent


def claim(at: datetime) -> list[OutgoingMessage]:
    """Take a few due messages for one lease; others pass them by until it ends."""
    with transaction.atomic():
        due = OutgoingMessage.objects.filter(status=MessageStatus.PENDING, next_try_at__lte=at).order_by("next_try_at", "id")
        locked = due.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        messages = list(locked[:BATCH])
        ids = [message.pk for message in messages]
        OutgoingMessage.objects.filter(pk__in=ids).update(next_try_at=at + LEASE, attempts=F("attempts") + 1)
    for message in messages:
        message.attempts, message.next_try_at = message.attempts + 1, at + LEASE
    return messages


def deliver(message: OutgoingMessage, *, clock: Callable[[], datetime]) -> bool:
    """Send a claimed message and write down the outcome. False where it did not go out."""
    if clock() >= message.next_try_at:
        return False  # slow servers before it used up the lease: it belongs to whoever claims it next
    try:
        send(message)
    except ChannelOff:
        give_up(message, clock(), status=MessageStatus.OFF)
        return False
    except Undelivered as fault:
        _put_off(message, fault, clock())
        return False
    _mark(message, status=MessageStatus.SENT, sent_at=clock(), error="")
    return True


def _put_off(message: OutgoingMessage, fault: Undelivered, at: datetime) -> None:
    log.warning("message_not_sent", message=message.pk, channel=message.channel, attempt=message.attempts, why=str(fault))
    if fault.is_final or message.attempts > len(WAITS_MINUTES):
        give_up(message, at, status=MessageStatus.FAILED, error=str(fault)[:300])
        return
    wait = timedelta(minutes=WAITS_MINUTES[message.attempts - 1])
    _mark(message, next_try_at=at + wait, error=str(fault)[:300])


def give_up(message: OutgoingMessage, at: datetime, **values) -> None:
    """It will never go out: written down in one transaction with the next rung, so there is one for it, and only one."""
    with transaction.atomic():
        ladder = held(message)
        _mark(message, **values)
        if ladder:
            climb(ladder, at=at)


def _mark(message: OutgoingMessage, **values) -> None:
    """Only while it is pending: a try that outlived its lease must not undo what another has done."""
    OutgoingMessage.objects.filter(pk=message.pk, status=MessageStatus.PENDING).update(**values)
