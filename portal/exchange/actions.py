"""What an operator of the Department does: keep partners, pause and resume, try again now. Never looks into a message."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.exchange.models import IncomingMessage, Outcome, OutgoingMessage, Partner

WORDS = ["name", "transport", "address", "valid_from", "valid_to"]


def keep_partner(partner: Partner, *, by: Actor, at: datetime) -> Partner:
    """A new partner, or changed words about one: what a worker notes of it meanwhile stays."""
    with transaction.atomic():
        partner.save(update_fields=WORDS if partner.pk else None)
        record("exchange.partner_kept", subject=f"partner:{partner.code}", by=by, at=at, transport=partner.transport)
    return partner


def pause(partner: Partner, *, by: Actor, at: datetime) -> None:
    """Nothing is sent and no file is read until somebody resumes; what is queued waits."""
    _set_paused(partner, True, "exchange.paused", by, at)


def resume(partner: Partner, *, by: Actor, at: datetime) -> None:
    """Goes on at once, whatever the partner's rest."""
    _set_paused(partner, False, "exchange.resumed", by, at)


def try_now(partner: Partner, *, by: Actor, at: datetime) -> int:
    """Everything that waits for this partner is due now, also what he refused. Returns how many messages."""
    with transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(rests_until=None)
        waiting = partner.outgoing.filter(acknowledged_at=None).filter(Q(next_attempt_at__gt=at) | Q(refused_at__isnull=False))
        tried = waiting.update(next_attempt_at=at, refused_at=None)
        record("exchange.tried_now", subject=f"partner:{partner.code}", by=by, at=at, messages=tried)
        nudge("portal.exchange.tasks.send_to", partner.pk)
    return tried


def send_again(message_id: int, *, by: Actor, at: datetime) -> OutgoingMessage:
    """One message that is not confirmed is due now. One that is stays as it is."""
    with transaction.atomic():
        message = OutgoingMessage.objects.select_for_update().select_related("partner").get(pk=message_id)
        if message.acknowledged_at is None:
            message.next_attempt_at, message.refused_at = at, None
            message.save(update_fields=["next_attempt_at", "refused_at"])
            Partner.objects.filter(pk=message.partner_id).update(rests_until=None)
            record("exchange.sent_again", subject=f"outgoing:{message.pk}", by=by, at=at, kind=message.kind)
            nudge("portal.exchange.tasks.send_to", message.partner_id)
    return message


def handle_again(message_id: int, *, by: Actor, at: datetime) -> IncomingMessage:
    """One message that waits is due now."""
    with transaction.atomic():
        message = IncomingMessage.objects.select_for_update().select_related("partner").get(pk=message_id)
        if message.outcome == Outcome.WAITING:
            message.next_attempt_at = at
            message.save(update_fields=["next_attempt_at"])
            record("exchange.handled_again", subject=f"incoming:{message.pk}", by=by, at=at, kind=message.kind)
            nudge("portal.exchange.tasks.handle_waiting")
    return message


def _set_paused(partner: Partner, is_paused: bool, action: str, by: Actor, at: datetime) -> None:
    with transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(is_paused=is_paused, rests_until=None)
        record(action, subject=f"partner:{partner.code}", by=by, at=at)
        if not is_paused:
            nudge("portal.exchange.tasks.send_to", partner.pk)
