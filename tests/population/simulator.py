"""A population database over real HTTP, with invented people: it can be slow, be away, answer garbage, know nobody or two."""

import json
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.utils import timezone

from portal.exchange.content import as_json
from portal.exchange.errors import NotSigned
from portal.exchange.seals import check

DUONG = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "birth_date": "1990-03-12",
    "sex": "Nữ",
    "residence": "Số 27 phố Lò Đúc, phường Hai Bà Trưng, thành phố Hà Nội",
}


@dataclass
class Population:
    """`people` by number; `asked` every question that reached it."""

    code: str
    url: str = ""
    people: dict[str, list[dict]] = field(default_factory=lambda: {"001190012345": [dict(DUONG)]})
    asked: list[dict] = field(default_factory=list)
    answers: list[int | bytes] = field(default_factory=list)
    delay_seconds: float = 0
    is_away: bool = False


def serve(population: Population) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(population.delay_seconds)
            if population.is_away:
                return None
            try:
                told = {"headers": self.headers, "body": body, "partner_code": population.code}
                check("POST", self.path, at=timezone.now(), **told)
            except NotSigned:
                return self._answer(401, b"{}")
            question = json.loads(body)
            population.asked.append(question)
            if population.answers:
                said = population.answers.pop(0)
                return self._answer(said, b"{}") if isinstance(said, int) else self._answer(200, said)
            found = population.people.get(question["personal_id"], [])
            return self._answer(200, as_json({"key": question["key"], "people": found}))

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    population.url = f"http://127.0.0.1:{server.server_port}/api"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
