"""Messages, and real servers for them to go to."""

import itertools
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.messaging.models import OutgoingMessage
from tests.factories import hanoi

_numbers = itertools.count(1)


@pytest.fixture
def outbox(settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path / "outbox"
    return settings.OUTBOX_DIR


@pytest.fixture
def clock(monkeypatch):
    moments = [hanoi()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments.append


def message(channel: str = "sms", **fields) -> OutgoingMessage:
    values = {
        "idempotency_key": f"change:{next(_numbers)}:{channel}",
        "channel": channel,
        "recipient": "0912345678" if channel == "sms" else "duong@hotich.example",
        "subject": "" if channel == "sms" else "Đã nộp hồ sơ 7QK4-M92X-AB",
        "text": "Hộ tịch Hà Nội: đã nộp hồ sơ",
        "html": "" if channel == "sms" else "<p>Đã nộp hồ sơ</p>",
        "subject_ref": "application:7QK4M92XAB",
        "next_try_at": hanoi(),
    } | fields
    return OutgoingMessage.objects.create(**values)


@contextmanager
def serving(server) -> Iterator:
    with server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()

    def log_message(self, *args) -> None:
        """Quiet."""


@pytest.fixture
def gateway(settings) -> Iterator[ThreadingHTTPServer]:
    """An SMS gateway that answers `status` and remembers what it saw."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.seen, server.status = [], 202
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_address[1]}/v1/send?kenh=cskh"
    settings.SMS_GATEWAY_TOKEN = "khoa-bi-mat"
    with serving(server):
        yield server


class Smtp(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 thu nghiem\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                data = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    data += line
                self.server.seen.append(data)
                self.wfile.write(b"250 kept\r\n")
            elif verb == b"RCPT":
                self.wfile.write(self.server.answer_to_recipient)
            elif verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def smtp(settings) -> Iterator[socketserver.TCPServer]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Smtp)
    server.seen, server.answer_to_recipient = [], b"250 ok\r\n"
    port = server.server_address[1]
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
    with serving(server):
        yield server
