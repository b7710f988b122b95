"""A virus scanner, where one is set up: clamd's INSTREAM command over TCP. Off while CLAMAV_ADDRESS is empty.

Where it is set up and does not answer, nothing is taken: a file not looked at is not a file found clean.
"""

import socket
import struct

import structlog
from django.conf import settings

from portal.uploads import errors

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096

log = structlog.get_logger(__name__)


def scan(name: str, content: bytes) -> None:
    """Raises UploadRefused where the scanner finds something, or cannot be asked."""
    if not settings.CLAMAV_ADDRESS:
        return
    try:
        answer = _ask(content)
    except (OSError, ValueError) as fault:
        log.warning("scanner_unavailable", fault=type(fault).__name__)
        raise errors.not_scanned(name) from fault
    if answer.endswith("FOUND"):
        raise errors.infected(name)
    if not answer.endswith("OK"):
        log.warning("scanner_answered", answer=answer[:80])
        raise errors.not_scanned(name)


def _ask(content: bytes) -> str:
    host, port = settings.CLAMAV_ADDRESS.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=settings.CLAMAV_TIMEOUT_SECONDS) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            connection.sendall(struct.pack("!L", len(piece)) + piece)
        connection.sendall(struct.pack("!L", 0))
        return _read_answer(connection)


def _read_answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (piece := connection.recv(512)):
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
