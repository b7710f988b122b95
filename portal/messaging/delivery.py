"""Emptying the outbox: claim a few messages, send each outside any transaction, write down what became of it.

A claim is a lease: the row's next try is put off while it is being sent, so several workers share the work, and what a
killed worker held comes back by itself. Messages go out at least once, each with its key.
"""

from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from portal.messaging.backends import Undelivered, send
from portal.messaging.models import MessageStatus, OutgoingMessage

BATCH = 4  # times the longest wait for a server (10 s) it stays below the lease
LEASE = timedelta(seconds=60)
WAITS_MINUTES = (1, 5, 15, 60, 240, 720)  # after the first, second, … try; then it has failed

log = structlog.get_logger(__name__)


def deliver_pending() -> int:
    """Send everything whose time has come. Returns how many went out. The clock is read anew for each claim."""
    sent = 0
    while claimed := _claim(timezone.now()):
        sent += sum(_deliver(message) for message in claimed)
    return sent


def _claim(at: datetime) -> list[OutgoingMessage]:
    with transaction.atomic():
        due = OutgoingMessage.objects.filter(status=MessageStatus.PENDING, next_try_at__lte=at).order_by("next_try_at", "id")
        locked = due.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        messages = list(locked[:BATCH])
        ids = [message.pk for message in messages]
        OutgoingMessage.objects.filter(pk__in=ids).update(next_try_at=at + LEASE, attempts=F("attempts") + 1)
    for message in messages:
        message.attempts += 1
    return messages


def _deliver(message: OutgoingMessage) -> bool:
    try:
        send(message)
    except Undelivered as fault:
        _put_off(message, fault, timezone.now())
        return False
    _mark(message, status=MessageStatus.SENT, sent_at=timezone.now(), error="")
    return True


def _put_off(message: OutgoingMessage, fault: Undelivered, at: datetime) -> None:
    log.warning("message_not_sent", message=message.pk, channel=message.channel, attempt=message.attempts, why=str(fault))
    if fault.is_final or message.attempts > len(WAITS_MINUTES):
        _mark(message, status=MessageStatus.FAILED, error=str(fault)[:300])
        return
    wait = timedelta(minutes=WAITS_MINUTES[message.attempts - 1])
    _mark(message, next_try_at=at + wait, error=str(fault)[:300])


def _mark(message: OutgoingMessage, **values) -> None:
    """Only while it is pending: a try that outlived its lease must not undo what another has done."""
    OutgoingMessage.objects.filter(pk=message.pk, status=MessageStatus.PENDING).update(**values)
