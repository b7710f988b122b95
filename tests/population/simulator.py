"""A population database over real HTTP, with invented people: it can be slow, be away, answer garbage, know nobody or two."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event

from django.utils import timezone

from portal.exchange.content import as_json
from portal.exchange.errors import NotSigned
from portal.exchange.seals import check
from tests.http_system import Answering, open_gate, serving

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
    may_answer: Event = field(default_factory=open_gate)
    is_away: bool = False


@contextmanager
def running(population: Population) -> Iterator[Population]:
    """With the database's own server, on a free port."""

    class Handler(Answering):
        may_answer = population.may_answer

        def taken(self, body):
            if population.is_away:
                return None
            try:
                told = {"headers": self.headers, "body": body, "partner_code": population.code}
                check("POST", self.path, at=timezone.now(), **told)
            except NotSigned:
                return self.answer(401)
            question = json.loads(body)
            population.asked.append(question)
            if population.answers:
                said = population.answers.pop(0)
                return self.answer(said) if isinstance(said, int) else self.answer(200, said)
            found = population.people.get(question["personal_id"], [])
            return self.answer(200, as_json({"key": question["key"], "people": found}))

    with serving(Handler) as address:
        population.url = f"{address}/api"
        yield population
