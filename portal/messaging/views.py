"""The development page: what was or would have been sent, newest first. It does not exist in production."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.guards import PUBLIC, serves
from portal.marks import Chip
from portal.messaging.models import Channel, MessageStatus, OutgoingMessage
from portal.messaging.sms import sms_parts

SHOWN = 50
LOOKS = {  # of a status: CSS class, icon
    MessageStatus.PENDING: ("next", "clock"),
    MessageStatus.SENT: ("done", "check-circle"),
    MessageStatus.FAILED: ("over", "x-octagon"),
    MessageStatus.OFF: ("hold", "pause-circle"),
}
_BETWEEN_MAILS = b"\n" + b"-" * 79 + b"\n"  # as Django's file backend writes them


@dataclass(frozen=True, slots=True)
class Mark:
    """What the tag `chip` prints."""

    css: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the page lists it. `parts` for SMS only; `chip` for the component."""

    at: datetime
    channel: str
    recipient: str
    subject: str
    text: str
    chip: Chip
    parts: int = 0


@serves("GET", to=PUBLIC)
def outbox(request: HttpRequest) -> HttpResponse:
    """Queued messages, and the log-in codes that were written as mail."""
    if settings.IS_PRODUCTION:
        raise Http404
    shown = sorted([*_queued(), *_mail_files()], key=lambda message: message.at, reverse=True)
    return render(request, "messages/outbox.html", {"shown": shown[:SHOWN]})


def _queued() -> list[Shown]:
    return [
        Shown(
            message.created_at,
            message.get_channel_display(),
            message.recipient,
            message.subject,
            message.text,
            _chip(message.status),
            sms_parts(message.text) if message.channel == Channel.SMS else 0,
        )
        for message in OutgoingMessage.objects.order_by("-id")[:SHOWN]
    ]


def _mail_files() -> list[Shown]:
    """What log-in wrote by Django's file backend: a file holds the mails of one connection."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [_mail(path, raw) for path in files[:SHOWN] for raw in path.read_bytes().split(_BETWEEN_MAILS) if raw.strip()]


def _mail(path: Path, raw: bytes) -> Shown:
    mail = message_from_bytes(raw.strip(), policy=policy.default)
    body = mail.get_body(("plain", "html"))
    at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    text = body.get_content() if body else ""
    recipient, subject = str(mail["To"] or ""), str(mail["Subject"] or "")
    return Shown(at, Channel.EMAIL.label, recipient, subject, text, _chip(MessageStatus.SENT))


def _chip(status: str) -> Chip:
    css, icon = LOOKS[MessageStatus(status)]
    return Chip(css, icon, MessageStatus(status).label)
