"""What the citizen is told after each move, by SMS and, where an address was given, by e-mail.

The history is the outbox: rows not told yet are found by a query, and the messages are queued in the transaction that marks
them told; so nothing is lost and nothing is queued twice, whichever worker comes, and however often.
"""

from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applications.models import Application, StateChange
from applications.models.application import DeliveryMethod
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.queue import queue
from portal.messaging.sms import MOST_PARTS, sms_parts
from portal.templatetags.portal import code_groups, day

BATCH = 50

# The texts of each verb: <name>_subject.txt, <name>.txt, <name>.sms.txt. Other verbs tell the citizen nothing.
TEXTS = {
    "submit": "messages/submit",
    "receive": "messages/receive",
    "ask_for_supplement": "messages/ask_for_supplement",
    "resubmit": "messages/resubmit",
    "sign": "messages/sign",
    "hand_to_post": "messages/hand_to_post",
    "fail_delivery": "messages/fail_delivery",
    "return_to_office": "messages/return_to_office",
    "deliver": "messages/deliver",
    "refuse": "messages/refuse",
    "withdraw": "messages/withdraw",
    "lapse": "messages/lapse",
}


def tell_pending(*, at: datetime) -> int:
    """Queue the messages of every change not told yet. Returns how many changes were told or had nothing to tell."""
    told = 0
    while number := _tell_batch(at):
        told += number
    return told


def messages_about(change: StateChange, *, at: datetime) -> list[OutgoingMessage]:
    """The messages of one change, in the language of the application; empty where the verb tells nothing."""
    name, application = TEXTS.get(change.verb), change.application
    if name is None:
        return []
    with translation.override(application.language or settings.LANGUAGE_CODE):
        context = _context(change)
        messages = [_sms(change, name, context, at)]
        if application.requester_email:
            messages.append(_mail(change, name, context, at))
    return messages


def _tell_batch(at: datetime) -> int:
    with transaction.atomic():
        untold = StateChange.objects.filter(told_at__isnull=True).select_related("application", "application__office")
        can_skip = connection.features.has_select_for_update_skip_locked
        changes = list(untold.order_by("id").select_for_update(of=("self",), skip_locked=can_skip)[:BATCH])
        queue(message for change in changes for message in messages_about(change, at=at))
        StateChange.objects.filter(pk__in=[change.pk for change in changes]).update(told_at=at)
    return len(changes)


def _context(change: StateChange) -> dict:
    application, detail = change.application, change.detail
    due_at = datetime.fromisoformat(detail["due_at"]) if "due_at" in detail else application.due_at
    due_on = timezone.localtime(due_at).date() if due_at else None
    return {
        "application": application,
        "change": change,
        "at": change.at,
        "code": application.dossier_code or code_groups(application.ref),
        "when": _when(due_on, timezone.localdate(change.at)) if due_on else "",
        "items": detail.get("items", []),
        "tracking_number": detail.get("tracking_number", ""),
        "next_way": detail.get("next_way", ""),
        "by_post": application.delivery_method == DeliveryMethod.POST,
        "site": _site(application),
    }


def _when(due_on: date, today: date) -> str:
    """ "trong hôm nay 20/03", "trong thứ Hai 23/03/2026" """
    if due_on == today:
        return _("trong hôm nay %(day)s") % {"day": f"{due_on:%d/%m}"}
    return _("trong %(day)s") % {"day": day(due_on)}


def _site(application: Application) -> str:
    """Where to look it up; no reference in the address."""
    return settings.PUBLIC_URL + ("/en" if application.language == "en" else "")


def _sms(change: StateChange, name: str, context: dict, at: datetime) -> OutgoingMessage:
    """At most three parts: where the list of what is missing is too long, it is counted instead."""
    text = _line(f"{name}.sms.txt", context)
    if sms_parts(text) > MOST_PARTS:
        text = _line(f"{name}.sms.txt", context | {"is_short": True})
    return _message(change, Channel.SMS, change.application.requester_phone, at, text=text)


def _mail(change: StateChange, name: str, context: dict, at: datetime) -> OutgoingMessage:
    text = render_to_string(f"{name}.txt", context).strip()
    subject = _line(f"{name}_subject.txt", context)
    html = render_to_string("messages/letter.html", context | {"text": text, "subject": subject})
    return _message(change, Channel.EMAIL, change.application.requester_email, at, subject=subject[:200], text=text, html=html)


def _message(change: StateChange, channel: Channel, recipient: str, at: datetime, **texts: str) -> OutgoingMessage:
    return OutgoingMessage(
        idempotency_key=f"change:{change.pk}:{channel.value}",
        channel=channel,
        recipient=recipient,
        subject_ref=f"application:{change.application.ref}",
        next_try_at=at,
        **texts,
    )


def _line(template: str, context: dict) -> str:
    """A template as one line: an SMS, a subject."""
    return render_to_string(template, context).strip().replace("\n", " ")
