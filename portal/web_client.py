"""Asking another machine over HTTP: one request, a time-out, no redirects, an answer of limited length."""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

LONGEST_ANSWER = 1024 * 1024
_CONNECTIONS = {"https": HTTPSConnection, "http": HTTPConnection}


class Unreachable(Exception):
    """No answer: no such machine, no such address, too slow, or no HTTP. `str()` names the fault, never the address."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300


def ask(method: str, url: str, *, body: bytes = b"", headers: dict[str, str], timeout: float) -> Answer:
    """The answer to one request. A token is sent to the address it was given for and nowhere else: no redirects.

    `timeout` in seconds, for each step of the talk. Raises Unreachable.
    """
    parts = urlsplit(url)
    if parts.scheme not in _CONNECTIONS or not parts.hostname:
        raise Unreachable("no http address")
    connection = _CONNECTIONS[parts.scheme](parts.hostname, parts.port, timeout=timeout)
    try:
        connection.request(method, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(LONGEST_ANSWER))
    except (OSError, HTTPException) as fault:
        raise Unreachable(type(fault).__name__) from fault
    finally:
        connection.close()
