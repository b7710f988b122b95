"""A partner authority that speaks our protocol over real HTTP: it takes messages, signed, each key once, and calls us back.

It can be slow, refuse, answer garbage, be away, take a message and lose the answer; and tell us things twice and in any order.
"""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Condition, Event
from urllib.parse import urlsplit

from django.utils import timezone

from portal.exchange.content import as_json
from portal.exchange.errors import NotSigned
from portal.exchange.seals import check, signed_headers
from tests.http_system import Answering, open_gate, serving

PATH = "/nhan"


@dataclass
class Simulator:
    """`taken`: what it knows, by key. `calls`: the key of every signed request that reached it, in order."""

    code: str
    portal_url: str = ""
    url: str = ""
    taken: dict[str, dict] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    answers: list[int | bytes] = field(default_factory=list)  # what it answers next: a status, or a body with 200
    may_answer: Event = field(default_factory=open_gate)
    is_away: bool = False  # the connection ends without an answer
    loses_answers: bool = False  # it takes the message, and nobody hears of it
    heard: Condition = field(default_factory=Condition)

    def tell(self, key: str, kind: str, payload: dict, *, at=None, code: str = "") -> tuple[int, dict]:
        """Tell the portal something, signed now."""
        return self.post(as_json({"key": key, "kind": kind, "payload": payload}), key, at=at, code=code)

    def post(self, body: bytes, key: str, *, at=None, code: str = "", headers: dict | None = None) -> tuple[int, dict]:
        path = f"/trao-doi/{code or self.code}/"
        if headers is None:
            headers = signed_headers("POST", path, key=key, body=body, partner_code=self.code, at=at or timezone.now())
        return self._ask("POST", path, body, headers)

    def state_of(self, key: str) -> tuple[int, dict]:
        path = f"/trao-doi/{self.code}/{key}/"
        headers = signed_headers("GET", path, key=key, body=b"", partner_code=self.code, at=timezone.now())
        return self._ask("GET", path, b"", headers)

    def wait_for_calls(self, number: int) -> None:
        """Until so many signed requests have reached it. Raises AssertionError where they do not come."""
        with self.heard:
            assert self.heard.wait_for(lambda: len(self.calls) >= number, timeout=60)

    def storm(self, messages: list[tuple[str, str, dict]], chance: random.Random) -> None:
        """Tell each of them one to three times, all mixed."""
        calls = [message for message in messages for _ in range(chance.randint(1, 3))]
        chance.shuffle(calls)
        for call in calls:
            assert self.tell(*call)[0] == 202

    def _ask(self, method: str, path: str, body: bytes, headers: dict) -> tuple[int, dict]:
        parts = urlsplit(self.portal_url)
        connection = HTTPConnection(parts.hostname, parts.port, timeout=20)
        connection.request(method, path, body, headers | {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, json.loads(content or b"{}")


@contextmanager
def running(partner: Simulator) -> Iterator[Simulator]:
    """With the partner's own server, on a free port."""

    class Handler(Answering):
        may_answer = partner.may_answer

        def taken(self, body):
            if partner.is_away:
                return None
            if partner.answers:
                said = partner.answers.pop(0)
                return self.answer(said) if isinstance(said, int) else self.answer(200, said)
            try:
                key = check("POST", self.path, headers=self.headers, body=body, partner_code=partner.code, at=timezone.now())
            except NotSigned:
                return self.answer(401)
            message = json.loads(body)
            with partner.heard:
                partner.calls.append(key)
                is_same = partner.taken.setdefault(key, message) == message
                partner.heard.notify_all()
            if not is_same:
                return self.answer(409, b'{"type": "key-taken"}')
            if partner.loses_answers:
                return None
            return self.answer(202, as_json({"key": key, "received_at": timezone.now().isoformat()}))

    with serving(Handler) as address:
        partner.url = address + PATH
        yield partner
