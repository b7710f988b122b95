"""A small carrier that speaks our protocol over real HTTP: it takes orders, answers questions, and calls back, signed.

It can be made slow, can call twice, in any order, lose calls, and lie: see `behaviour`.
"""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Event
from urllib.parse import urlsplit

from django.utils import timezone

from postal.carriers.seals import NotFromTheCarrier, check, signed_headers
from tests.http_system import Answering, open_gate, serving


@dataclass
class Carrier:
    """`orders` by number, `journal` all reports it ever made of an order, `called` what reached the portal."""

    post_office_code: str
    url: str = ""
    portal_url: str = ""
    orders: dict[str, dict] = field(default_factory=dict)
    journal: dict[str, list[dict]] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)  # what it answers next instead of 200
    may_answer: Event = field(default_factory=open_gate)
    item_codes: bool = True
    _serial: int = 0

    def happens(self, order: str, status: int, at, **told) -> dict:
        """Something happened to an item: written into the carrier's journal, not told to anybody yet."""
        self._serial += 1
        report = {"id": f"R{self._serial}", "order": order, "status": status, "at": at.isoformat()} | told
        self.journal.setdefault(order, []).append(report)
        return report

    def call(self, *reports: dict, at=None, secret_of: str = "") -> tuple[int, dict]:
        """Tell the portal, signed now."""
        body = json.dumps(list(reports)).encode()
        headers = signed_headers(body, post_office_code=secret_of or self.post_office_code, at=at or timezone.now())
        return self.post(body, headers)

    def post(self, body: bytes, headers: dict) -> tuple[int, dict]:
        parts = urlsplit(self.portal_url)
        connection = HTTPConnection(parts.hostname, parts.port, timeout=20)
        path = f"/api/buu-dien/{self.post_office_code}/tin/"
        connection.request("POST", path, body, headers | {"Content-Type": "application/json"})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, json.loads(content or b"{}")

    def storm(self, chance: random.Random, *, lose: float = 0.0) -> None:
        """Tell everything that ever happened, each report one to three times, in any order; some calls are lost."""
        calls = [report for reports in self.journal.values() for report in reports for _ in range(chance.randint(1, 3))]
        chance.shuffle(calls)
        for report in calls:
            if chance.random() >= lose:
                assert self.call(report)[0] == 200


@contextmanager
def running(carrier: Carrier) -> Iterator[Carrier]:
    """With the carrier's own server, on a free port."""

    class Handler(Answering):
        may_answer = carrier.may_answer

        def taken(self, body):
            if carrier.answers:
                return self._answer(carrier.answers.pop(0), {})
            if not self._is_signed(body):
                return self._answer(401, {})
            order = json.loads(body)
            number = order["OrderNumber"]
            is_new = number not in carrier.orders
            carrier.orders.setdefault(number, order)
            code = {"ItemCode": f"EB{len(carrier.orders):08d}VN"} if carrier.item_codes else {}
            return self._answer(200 if is_new else 409, {"Status": "100"} | code)

        def asked(self):
            if not self._is_signed(b""):
                return self._answer(401, {})
            return self._answer(200, carrier.journal.get(self.path.split("/")[2], []))

        def _is_signed(self, body: bytes) -> bool:
            try:
                given = {"moment": self.headers["X-Timestamp"], "signature": self.headers["X-Signature"]}
                check(body, **given, post_office_code=carrier.post_office_code, at=timezone.now())
            except NotFromTheCarrier:
                return False
            return True

        def _answer(self, status: int, content) -> None:
            self.answer(status, json.dumps(content).encode())

    with serving(Handler) as address:
        carrier.url = address
        yield carrier
