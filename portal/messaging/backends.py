"""Ways out: SMTP and an HTTP gateway for SMS where they are set up, else a folder that a person can look into.

Each sends one message and raises Undelivered; all carry the message's key, so that a repeated try can be told apart.
"""

import json
import os
import socket
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from portal.messaging.models import Channel, OutgoingMessage
from portal.messaging.sms import without_tones
from portal.web_client import Unreachable, ask

_TRY_AGAIN = {401, 403, 404, 408, 425, 429}  # our own token and address are mended by people, then the messages go out


class Undelivered(Exception):
    """The message did not go out. `is_final`: another try would end the same way."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final


class ChannelOff(Exception):
    """This portal has no such channel: the message stays unsent, and the office sees it."""


def send(message: OutgoingMessage) -> None:
    """Send by the way set up for the channel. Raises Undelivered, ChannelOff."""
    try:
        _way_out(message)(message)
    except ValueError as fault:  # a line break in a header, an address that cannot be written: no try will mend it
        raise Undelivered(type(fault).__name__, is_final=True) from fault


def _way_out(message: OutgoingMessage) -> Callable[[OutgoingMessage], None]:
    if message.channel == Channel.EMAIL:
        return send_mail if settings.EMAIL_URL else write_to_outbox
    if settings.SMS_IS_OFF:
        raise ChannelOff
    return send_sms if settings.SMS_GATEWAY_URL else write_to_outbox


def send_mail(message: OutgoingMessage) -> None:
    """Over SMTP (EMAIL_URL). A recipient refused for good is final, anything else is tried again."""
    try:
        _as_mail(message).send()
    except SMTPRecipientsRefused as fault:
        codes = [code for code, _text in fault.recipients.values()]
        raise Undelivered(f"recipient refused: {codes}", is_final=all(code >= 500 for code in codes)) from fault
    except SMTPResponseException as fault:
        raise Undelivered(f"SMTP {fault.smtp_code}") from fault
    except (SMTPException, OSError) as fault:
        raise Undelivered(type(fault).__name__) from fault


def send_sms(message: OutgoingMessage) -> None:
    """One POST to the gateway: JSON with `to` and `text`, a bearer token, and the key as Idempotency-Key."""
    body = json.dumps({"to": message.recipient, "text": sms_text(message)}).encode()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}",
        "Idempotency-Key": message.idempotency_key,
    }
    try:
        answer = ask("POST", settings.SMS_GATEWAY_URL, body=body, headers=headers, timeout=settings.MESSAGE_TIMEOUT_SECONDS)
    except Unreachable as fault:
        raise Undelivered(str(fault)) from fault
    if not answer.is_good:
        raise Undelivered(
            f"gateway answered {answer.status}", is_final=400 <= answer.status < 500 and answer.status not in _TRY_AGAIN
        )


def sms_text(message: OutgoingMessage) -> str:
    return message.text if settings.SMS_GATEWAY_UNICODE else without_tones(message.text)


def write_to_outbox(message: OutgoingMessage) -> None:
    """One file for each message, whole or not at all; a second try writes the same file again."""
    is_mail = message.channel == Channel.EMAIL
    suffix = "eml" if is_mail else "txt"
    content = _as_mail(message).message().as_bytes() if is_mail else f"{message.recipient}\n\n{sms_text(message)}\n".encode()
    name = f"{timezone.localdate(message.created_at):%Y%m%d}-{message.pk}-{message.channel}.{suffix}"
    try:
        _write(Path(settings.OUTBOX_DIR) / name, content)
    except OSError as fault:
        raise Undelivered(type(fault).__name__) from fault


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def _as_mail(message: OutgoingMessage) -> EmailMultiAlternatives:
    host = urlsplit(settings.PUBLIC_URL).hostname or socket.gethostname()
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        headers={
            "Message-ID": f"<{message.idempotency_key.replace(':', '.')}@{host}>",
            "Date": formatdate(message.created_at.timestamp()),
            "Auto-Submitted": "auto-generated",
        },
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail
