"""What the citizen is told of each authority's part, by SMS and, where an address was given, by e-mail.

The rows of UntoldMove are the outbox: each is taken out in the transaction that queues its messages, so nothing is lost and
nothing is told twice. "Đã chuyển" is said when the authority has confirmed, not when the commune has stated it.
"""

import unicodedata
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from applications.linked.models import ChildMove, UntoldMove
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.queue import queue
from portal.messaging.sms import MOST_PARTS, sms_parts
from portal.templatetags.portal import code_groups, day

BATCH = 50
TEXTS = {
    "confirm": "messages/linked_confirm",
    "ask_for_supplement": "messages/linked_ask_for_supplement",
    "resolve": "messages/linked_resolve",
    "refuse": "messages/linked_refuse",
    "cancel": "messages/linked_cancel",
    "pass_on": "messages/linked_pass_on",
}


def tell_pending(*, at: datetime) -> int:
    """Queue the messages of every move not told yet. Returns how many were taken out of the outbox."""
    told = 0
    while number := _tell_batch(at):
        told += number
    return told


def messages_about(move: ChildMove, *, at: datetime) -> list[OutgoingMessage]:
    """The messages of one move, in the language of the application."""
    name, application = TEXTS[move.verb], move.child.case.application
    with translation.override(application.language or settings.LANGUAGE_CODE):
        context = _context(move, at)
        messages = [_sms(move, name, context, at)] if application.requester_phone else []
        if application.requester_email:
            messages.append(_mail(move, name, context, at))
    return messages


def _tell_batch(at: datetime) -> int:
    """One batch, one transaction. On PostgreSQL several workers take different rows."""
    with transaction.atomic():
        rows = UntoldMove.objects.select_related("move__child__case__application__office", "move__authority").order_by("id")
        can_skip = connection.features.has_select_for_update_skip_locked
        untold = list(rows.select_for_update(of=("self",), skip_locked=can_skip)[:BATCH])
        queue(message for row in untold for message in messages_about(row.move, at=at))
        UntoldMove.objects.filter(pk__in=[row.pk for row in untold]).delete()
    return len(untold)


def _context(move: ChildMove, at: datetime) -> dict:
    child, application = move.child, move.child.case.application
    due_at, on = move.detail.get("due_at"), move.detail.get("on")
    return {
        "child": child,
        "part": str(child.plan.name),
        "gives": str(child.plan.gives),
        "authority": str(move.authority.words) if move.authority else "",
        "code": application.dossier_code or code_groups(application.ref),
        "due": day(timezone.localdate(datetime.fromisoformat(due_at))) if due_at else "",
        "items": move.detail.get("items", []),
        "number": move.detail.get("number", ""),
        "on": day(datetime.fromisoformat(on).date()) if on else "",
        "where": move.detail.get("where", ""),
        "reason": move.reason,
        "site": settings.PUBLIC_URL + ("/en" if application.language == "en" else ""),
    }


def _sms(move: ChildMove, name: str, context: dict, at: datetime) -> OutgoingMessage:
    text = _line(f"{name}.sms.txt", context)
    if sms_parts(text) > MOST_PARTS:
        text = _line(f"{name}.sms.txt", context | {"is_short": True})
    return _message(move, Channel.SMS, move.child.case.application.requester_phone, at, text=text)


def _mail(move: ChildMove, name: str, context: dict, at: datetime) -> OutgoingMessage:
    subject = _line("messages/linked_subject.txt", context | {"verb": move.verb})
    letter = context | {"subject": subject, "letter": render_to_string(f"{name}.txt", context).strip()}
    text, html = render_to_string("messages/base.txt", letter), render_to_string("messages/base.html", letter)
    recipient = move.child.case.application.requester_email
    return _message(move, Channel.EMAIL, recipient, at, subject=subject[:200], text=text, html=html)


def _message(move: ChildMove, channel: Channel, recipient: str, at: datetime, **texts: str) -> OutgoingMessage:
    return OutgoingMessage(
        idempotency_key=f"linked:{move.pk}:{channel.value}",
        channel=channel,
        recipient=recipient,
        subject_ref=f"application:{move.child.case.application.ref}",
        next_try_at=at,
        **texts,
    )


def _line(template: str, context: dict) -> str:
    return " ".join(unicodedata.normalize("NFC", render_to_string(template, context)).split())
