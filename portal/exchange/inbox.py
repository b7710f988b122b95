"""The inbox: what a partner tells is kept first and handled after, once; in whatever order and however often it comes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from portal.background import nudge
from portal.exchange.content import Told, digest_of
from portal.exchange.errors import KeyTaken, NotYet, Refused
from portal.exchange.handlers import handler_of
from portal.exchange.models import IncomingMessage, Outcome, Partner
from portal.exchange.pauses import pause

AT_ONCE = 200
ROUNDS = 20
LONGEST_PAUSE = timedelta(hours=1)
NO_HANDLER = "chưa có phần xử lý loại tin này"

log = structlog.get_logger(__name__)


def take(partner: Partner, told: Told, *, at: datetime) -> IncomingMessage:
    """Keep a message. The same key with the same content is the row that is there; with another it raises KeyTaken."""
    digest = digest_of(told.kind, told.payload)
    values = {"kind": told.kind, "payload": told.payload, "digest": digest, "received_at": at, "next_attempt_at": at}
    with transaction.atomic():
        message, is_new = IncomingMessage.objects.get_or_create(partner=partner, key=told.key, defaults=values)
        if message.digest != digest:
            raise KeyTaken(told.key)
        Partner.objects.filter(pk=partner.pk).update(last_heard_at=at)
        if is_new:
            nudge("portal.exchange.tasks.handle_waiting")
    return message


def handle_waiting(*, clock: Callable[[], datetime]) -> int:
    """The sweep: do what is due; what waited for something that has now been done comes in the next round."""
    done = 0
    for _ in range(ROUNDS):
        due = IncomingMessage.objects.waiting().filter(next_attempt_at__lte=clock()).order_by("next_attempt_at", "pk")
        done_now = sum(handle(pk, at=clock()) for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]))
        done += done_now
        if not done_now:
            break
    return done


def handle(message_id: int, *, at: datetime) -> bool:
    """Do what one message says. Whether it came to its end now: done or refused. Safe to run twice."""
    with transaction.atomic():
        message = IncomingMessage.objects.select_for_update().get(pk=message_id)
        if message.outcome != Outcome.WAITING:
            return False
        message.attempts += 1
        try:
            _do(message, at)
        except NotYet as fault:
            _put_off(message, str(fault) or "chờ tin phải đến trước", at)
        except Refused as fault:
            message.outcome, message.handled_at, message.fault = Outcome.REFUSED, at, str(fault)[:200]
        except Exception as fault:  # a fault of ours loses no message and stops no other: it waits for its mending
            log.exception("exchange_handler_failed", kind=message.kind, partner=message.partner_id)
            _put_off(message, f"lỗi khi xử lý: {type(fault).__name__}", at)
        else:
            message.outcome, message.handled_at, message.fault = Outcome.DONE, at, ""
        message.save(update_fields=["attempts", "next_attempt_at", "outcome", "handled_at", "fault"])
    is_end = message.outcome != Outcome.WAITING
    if is_end:
        _wake(message.partner_id, at)
    return is_end


def _wake(partner_id: int, at: datetime) -> None:
    """What was put off may have waited for the message that has ended.

    After its transaction: who handles a message holds its row, and two who handle would wait for each other here.
    """
    put_off = IncomingMessage.objects.waiting().filter(partner_id=partner_id, attempts__gt=0).order_by("pk")
    with transaction.atomic():
        if found := list(put_off.select_for_update().values_list("pk", flat=True)):
            IncomingMessage.objects.filter(pk__in=found).update(next_attempt_at=at)


def _do(message: IncomingMessage, at: datetime) -> None:
    handler = handler_of(message.kind)
    if handler is None:
        raise NotYet(NO_HANDLER)
    with transaction.atomic():
        handler(message, at=at)


def _put_off(message: IncomingMessage, why: str, at: datetime) -> None:
    message.fault, message.next_attempt_at = why[:200], at + pause(message.attempts, longest=LONGEST_PAUSE)
