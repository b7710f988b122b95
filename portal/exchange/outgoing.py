"""The outbox: a message is a row written with what it tells of; a worker sends it later, again until the partner confirms.

At least once, with a key by which the partner counts it once. One worker at a time talks to a partner (a lease on its row,
which ends by itself when the worker is killed), and a partner that is away rests: neither keeps anybody else waiting.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from portal.background import nudge
from portal.days import local_day
from portal.exchange import file_drop, http
from portal.exchange.content import KEY, KIND, digest_of
from portal.exchange.errors import BadMessage, KeyTaken, UnknownPartner
from portal.exchange.handlers import ending_of
from portal.exchange.models import OutgoingMessage, Partner, Transport
from portal.exchange.pauses import pause
from portal.exchange.results import Confirmed, Failed, Refusal, Result, Written

BATCH = 50
RUN = timedelta(seconds=40)
LEASE = timedelta(seconds=90)  # RUN and the longest talk
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_REST = timedelta(minutes=15)  # back after a day, a partner has everything within this time
RECEIPT_WITHIN = timedelta(hours=24)  # a file without a receipt for so long is written again
FAULTS_IN_A_ROW = 3

log = structlog.get_logger(__name__)


def queue(partner_code: str, kind: str, payload: dict, key: str, *, at: datetime) -> OutgoingMessage:
    """Write a message into the caller's transaction; the same key with the same content is the message that is there.

    Raises UnknownPartner; KeyTaken where the key was used for another content; BadMessage where it can be no message.
    """
    if not KEY.fullmatch(key) or not KIND.fullmatch(kind):
        raise BadMessage("key or kind")
    partner = Partner.objects.filter(code=partner_code).first()
    if partner is None:
        raise UnknownPartner(partner_code)
    digest = digest_of(kind, payload)
    values = {"kind": kind, "payload": payload, "digest": digest, "created_at": at, "next_attempt_at": at}
    message, _is_new = OutgoingMessage.objects.get_or_create(partner=partner, key=key, defaults=values)
    if message.digest != digest:
        raise KeyTaken(key)
    nudge("portal.exchange.tasks.send_to", partner.pk)
    return message


def partners_with_mail(at: datetime) -> list[int]:
    """Partners for whom something is due now: each is a task of its own, so that none waits for another."""
    due = OutgoingMessage.objects.waiting().filter(next_attempt_at__lte=at)
    return list(due.order_by().values_list("partner_id", flat=True).distinct())


def send_due(partner_id: int, *, clock: Callable[[], datetime]) -> int:
    """Send what is due for one partner, for at most RUN; returns how many messages it confirmed. Safe to run twice."""
    begun = clock()
    partner = _take_turn(partner_id, begun)
    if partner is None:
        return 0
    try:
        return _send_to(partner, begun + RUN, clock)
    finally:
        Partner.objects.filter(pk=partner_id, talking_until=partner.talking_until).update(talking_until=None)


def settle(message_id: int, result: Result, *, at: datetime) -> bool:
    """Note what became of one try, and tell the app whose message it was. True where this was the end of it."""
    try:
        return _settle(message_id, result, at)
    except Exception as fault:  # the app's: nothing is noted, so the message goes out again; the others do not wait for it
        log.exception("exchange_ending_failed", message=message_id)
        return _settle(message_id, Failed(f"lỗi khi ghi nhận kết quả: {type(fault).__name__}"), at)


def _send_to(partner: Partner, until: datetime, clock: Callable[[], datetime]) -> int:
    confirmed = faults = 0
    while clock() < until and (batch := _due(partner, clock())):
        for message, result in _talk(partner, batch, clock=clock, until=until):
            is_end = settle(message.pk, result, at=clock())
            confirmed += is_end and isinstance(result, Confirmed)
            faults = faults + 1 if isinstance(result, Failed) else 0
            if isinstance(result, Failed) and (result.is_partners or faults >= FAULTS_IN_A_ROW):
                _rest(partner.pk, result, clock())
                return confirmed
    return confirmed


def _settle(message_id: int, result: Result, at: datetime) -> bool:
    with transaction.atomic():
        message = OutgoingMessage.objects.select_for_update().get(pk=message_id)
        if message.acknowledged_at or message.refused_at:
            return False
        message.attempts += 1
        if isinstance(result, Failed):
            message.fault = result.why[:200]
            message.next_attempt_at = at + pause(message.attempts, longest=LONGEST_PAUSE)
        elif isinstance(result, Written):
            message.sent_at, message.next_attempt_at, message.fault = at, at + RECEIPT_WITHIN, ""
        elif isinstance(result, Refusal):
            message.sent_at, message.refused_at, message.fault = (
                message.sent_at or at,
                at,
                result.why[:200] or "không nói lý do",
            )
        else:
            message.sent_at, message.acknowledged_at, message.fault = message.sent_at or at, at, ""
            _heard(message.partner_id, at)
        message.save()
        is_end = isinstance(result, Confirmed | Refusal)
        if is_end and (ending := ending_of(message.kind)):
            ending(message, at=at)
    return is_end


def _due(partner: Partner, at: datetime) -> list[OutgoingMessage]:
    due = partner.outgoing.waiting().filter(next_attempt_at__lte=at)
    return list(due.order_by("next_attempt_at", "pk")[:BATCH])


def _talk(
    partner: Partner, batch: list[OutgoingMessage], *, clock: Callable[[], datetime], until: datetime
) -> Iterator[tuple[OutgoingMessage, Result]]:
    """One result a message, lazily: the next is not sent before the last is settled."""
    if partner.transport == Transport.FILES:
        result = file_drop.write(partner, batch, at=clock())
        yield from ((message, result) for message in batch)
        return
    for message in batch:
        if clock() >= until:
            return
        yield message, http.send(partner, message, at=clock())


def _take_turn(partner_id: int, at: datetime) -> Partner | None:
    with transaction.atomic():
        partner = Partner.objects.select_for_update().get(pk=partner_id)
        is_busy = partner.talking_until and partner.talking_until > at
        is_resting = partner.rests_until and partner.rests_until > at
        if partner.is_paused or is_busy or is_resting or not partner.is_in_force(local_day(at)):
            return None
        partner.talking_until = at + LEASE
        partner.save(update_fields=["talking_until"])
    return partner


def _rest(partner_id: int, result: Failed, at: datetime) -> None:
    with transaction.atomic():
        partner = Partner.objects.select_for_update().get(pk=partner_id)
        partner.failed_tries += 1
        partner.silent_since = partner.silent_since or at
        partner.rests_until = at + pause(partner.failed_tries, longest=LONGEST_REST)
        partner.last_fault = result.why[:200]
        partner.save()
    log.warning("partner_rests", partner=partner.code, tries=partner.failed_tries, why=result.why)


def _heard(partner_id: int, at: datetime) -> None:
    Partner.objects.filter(pk=partner_id).update(
        last_acknowledged_at=at, last_heard_at=at, rests_until=None, silent_since=None, failed_tries=0, last_fault=""
    )
