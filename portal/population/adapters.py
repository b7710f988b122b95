"""How the national population database is asked: not at all, over signed HTTP, or (demo) a machine that invents people.

There is no public description of the real one: whoever connects it writes one function here. POPULATION_ADAPTER names it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings

from portal.exchange.content import as_json, read_json
from portal.exchange.errors import BadMessage, NoSecret
from portal.exchange.http import ask_signed
from portal.exchange.models import Partner
from portal.text import clean
from portal.web_client import Unreachable

OFF, HTTP, INVENTED = "off", "http", "invented"
FACTS = ("full_name", "birth_date", "sex", "residence")
LONGEST = 300


class Unanswered(Exception):
    """No answer that can be read. `str()` names the fault, never a person."""


@dataclass(frozen=True, slots=True)
class Question:
    """`birth_date` is a partial ISO date ("1990", "1990-03-12") or empty. `key` counts a question once over there."""

    key: str
    purpose: str
    personal_id: str
    full_name: str
    birth_date: str


def ask(question: Question, *, at: datetime) -> list[dict[str, str]]:
    """The people who fit, each as FACTS. Raises Unanswered."""
    return {OFF: _nowhere, HTTP: _over_http, INVENTED: _invented}[settings.POPULATION_ADAPTER](question, at)


def _nowhere(question: Question, at: datetime) -> list[dict[str, str]]:
    """Turned off while a look-up waited: it goes on waiting, until it is emptied."""
    raise Unanswered("off")


def _over_http(question: Question, at: datetime) -> list[dict[str, str]]:
    """POST <address>/look-ups, signed; 200 {"key", "people": [{full_name, birth_date, sex, residence}, …]}."""
    partner = Partner.objects.filter(code=settings.POPULATION_PARTNER, is_paused=False).first()
    if partner is None:
        raise Unanswered("no partner")
    timeout = settings.POPULATION_TIMEOUT_SECONDS
    try:
        answer = ask_signed(
            partner, "POST", "look-ups", key=question.key, body=as_json(asdict(question)), at=at, timeout=timeout
        )
        said = read_json(answer.body) if answer.is_good else None
    except (Unreachable, NoSecret, BadMessage) as fault:
        raise Unanswered(str(fault)) from fault
    if said is None:
        raise Unanswered(f"HTTP {answer.status}")
    if not isinstance(said, dict) or said.get("key") != question.key or not isinstance(said.get("people"), list):
        raise Unanswered("no answer to this question")
    return [_facts(person) for person in said["people"]]


def _facts(person: object) -> dict[str, str]:
    if not isinstance(person, dict) or not all(isinstance(person.get(name, ""), str) for name in FACTS):
        raise Unanswered("a person that cannot be read")
    return {name: clean(person.get(name, ""))[:LONGEST] for name in FACTS}


def _invented(question: Question, at: datetime) -> list[dict[str, str]]:
    """For the demo: the last digit of the number says what is found. 6 another day of birth, 7 another name, 8 nobody, 9 two
    people; 5 is the machine that does not answer."""
    sex = "Nữ" if question.personal_id[3:4] in "13579" else "Nam"
    born = question.birth_date or f"{19 + int(question.personal_id[3]) // 2}{question.personal_id[4:6]}-03-12"
    person = {"full_name": question.full_name, "birth_date": born, "sex": sex}
    person["residence"] = "Số 27 phố Lò Đúc, phường Hai Bà Trưng, thành phố Hà Nội"
    last = question.personal_id[-1:]
    if last == "5":
        raise Unanswered("TimeoutError")
    if last == "6":
        person["birth_date"] = "1970-01-01"
    if last == "7":
        person["full_name"] = f"{question.full_name} Anh"
    return {"8": [], "9": [person, person]}.get(last, [person])
