"""Real servers on free ports: an SMS gateway over HTTP and a mail server, both remembering what they were sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event

import pytest
from aiosmtpd.controller import Controller

from portal.messaging.models import Channel, OutgoingMessage
from tests.factories import hanoi
from tests.http_system import Answering, open_gate, serving
from tests.services import free_port


@dataclass
class Gateway:
    """`answers` are the statuses it gives, the last one for ever; `may_answer` cleared keeps the caller waiting."""

    url: str = ""
    answers: list[int] = field(default_factory=lambda: [202])
    requests: list[dict] = field(default_factory=list)
    may_answer: Event = field(default_factory=open_gate)

    def next_answer(self) -> int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    gateway = Gateway()

    class Handler(Answering):
        may_answer = gateway.may_answer

        def taken(self, body):
            gateway.requests.append({"path": self.path, "headers": dict(self.headers), "json": json.loads(body)})
            self.answer(gateway.next_answer(), b"", Location="/elsewhere")

    with serving(Handler) as address:
        gateway.url = settings.SMS_GATEWAY_URL = f"{address}/v1/messages"
        settings.SMS_GATEWAY_TOKEN = "khoa-thu-nghiem"
        yield gateway


@dataclass
class Mailbox:
    """Every mail is taken except to the address `refused`, whose answer is told in full."""

    refused: str = ""
    answer: str = "550 5.1.1 no such user"
    mails: list[bytes] = field(default_factory=list)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        if address == self.refused:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(envelope.content)
        return "250 OK"


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=(port := free_port()))
    controller.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield mailbox
    controller.stop()


@pytest.fixture
def outbox_dir(settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path / "outbox"
    return settings.OUTBOX_DIR


@pytest.fixture
def queued(db):
    """`queued(Channel.SMS)`: a message waiting to be sent."""

    def queue(channel: str = Channel.SMS, **values) -> OutgoingMessage:
        number = OutgoingMessage.objects.count() + 1
        recipient = "0912345678" if channel == Channel.SMS else "an@hotich.example"
        defaults = {
            "idempotency_key": f"change:{number}:{channel}",
            "recipient": recipient,
            "subject": "Đã nộp hồ sơ 7QK4-M92X-AB" if channel == Channel.EMAIL else "",
            "text": "Hộ tịch Hà Nội: đã nộp hồ sơ 7QK4-M92X-AB",
            "html": "<p>Đã nộp hồ sơ</p>" if channel == Channel.EMAIL else "",
            "subject_ref": "application:7QK4M92XAB",
            "next_try_at": hanoi(),
        }
        return OutgoingMessage.objects.create(channel=channel, **(defaults | values))

    return queue
