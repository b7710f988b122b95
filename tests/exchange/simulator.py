"""A partner authority that speaks our protocol over real HTTP: it takes messages, signed, each key once, and calls us back.

It can be slow, refuse, answer garbage, be away, take a message and lose the answer; and tell us things twice and in any order.
"""

import json
import random
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from django.utils import timezone

from portal.exchange.content import as_json
from portal.exchange.errors import NotSigned
from portal.exchange.seals import check, signed_headers

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
    delay_seconds: float = 0
    is_away: bool = False  # the connection ends without an answer
    loses_answers: bool = False  # it takes the message, and nobody hears of it

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


def serve(partner: Simulator) -> ThreadingHTTPServer:
    """The partner's own server, on a free port; shut it down when done."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(partner.delay_seconds)
            if partner.is_away:
                return None
            if partner.answers:
                said = partner.answers.pop(0)
                return self._answer(said, b"{}") if isinstance(said, int) else self._answer(200, said)
            try:
                key = check("POST", self.path, headers=self.headers, body=body, partner_code=partner.code, at=timezone.now())
            except NotSigned:
                return self._answer(401, b"{}")
            partner.calls.append(key)
            message = json.loads(body)
            if partner.taken.setdefault(key, message) != message:
                return self._answer(409, b'{"type": "key-taken"}')
            if partner.loses_answers:
                return None
            return self._answer(202, as_json({"key": key, "received_at": timezone.now().isoformat()}))

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    partner.url = f"http://127.0.0.1:{server.server_port}{PATH}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
