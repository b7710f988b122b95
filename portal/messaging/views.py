"""The development page: what would have been sent, newest first. It does not exist in production."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.accounts.guards import PUBLIC, serves
from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.sms import sms_parts

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the page lists it. `parts` for SMS only."""

    at: datetime
    channel: str
    recipient: str
    subject: str
    text: str
    status: str = ""
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
            message.get_status_display(),
            sms_parts(message.text) if message.channel == Channel.SMS else 0,
        )
        for message in OutgoingMessage.objects.order_by("-id")[:SHOWN]
    ]


def _mail_files() -> list[Shown]:
    """What Django's file backend wrote (log-in codes): one file may hold several mails, divided by a line of dashes."""
    folder = Path(settings.OUTBOX_DIR) / "emails"
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True) if folder.is_dir() else []
    return [_mail(path, raw) for path in files[:SHOWN] for raw in path.read_bytes().split(b"-" * 79) if raw.strip()]


def _mail(path: Path, raw: bytes) -> Shown:
    mail = message_from_bytes(raw.strip(), policy=policy.default)
    body = mail.get_body(("plain", "html"))
    at = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    label = Channel.EMAIL.label
    return Shown(at, label, str(mail["To"] or ""), str(mail["Subject"] or ""), body.get_content() if body else "")
