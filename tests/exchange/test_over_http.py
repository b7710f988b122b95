"""Partners call us over real HTTP: signed, replayed, late, strange."""

import json
import random
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from portal.exchange import inbox
from portal.exchange.content import as_json
from portal.exchange.errors import NotYet
from portal.exchange.models import IncomingMessage, Outcome, Partner
from portal.exchange.seals import KEY, SIGNATURE, TIMESTAMP, signed_headers
from portal.exchange.views import partners
from tests.exchange.conftest import NEXT_SECRET, SECRET

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "/trao-doi/CATP/"


@pytest.fixture
def caller(over_there, live_server):
    over_there.portal_url = live_server.url
    return over_there


def post(body: bytes, key: str = "k", *, path: str = PLACE, at=None, **changed):
    """Signed as by the partner, without a server between."""
    headers = signed_headers("POST", path, key=key, body=body, partner_code="CATP", at=at or timezone.now()) | changed
    return Client().post(path, body, content_type="application/json", headers=headers)


def message(key: str = "k", **payload) -> bytes:
    return as_json({"key": key, "kind": "ket-qua", "payload": payload})


def test_a_message_is_kept_and_a_replay_gets_the_same_answer(caller, clock):
    answers = [caller.tell("k", "ket-qua", {"n": 1}) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 202
    assert IncomingMessage.objects.count() == 1


def test_the_state_of_a_message_can_be_asked(caller, handler, clock):
    caller.tell("k", "ket-qua", {})
    assert caller.state_of("k")[1]["state"] == "waiting"
    handler("ket-qua", lambda message, *, at: None)
    clock.pass_(hours=2)
    inbox.handle_waiting(clock=clock)
    assert caller.state_of("k")[1]["state"] == "done"
    assert caller.state_of("other")[0] == 404


def test_a_storm_of_doubles_in_any_order_is_handled_once_in_order(caller, handler):
    seen = []

    def in_order(message, *, at):
        if message.payload["n"] != len(seen):
            raise NotYet
        seen.append(message.payload["n"])

    handler("buoc", in_order)
    caller.storm([(f"k{n}", "buoc", {"n": n}) for n in range(12)], random.Random(7))
    for _ in range(3):
        inbox.handle_waiting(clock=timezone.now)
    assert seen == list(range(12))
    assert not IncomingMessage.objects.exclude(outcome=Outcome.DONE).exists()


def test_one_key_has_one_content(police):
    assert post(message(n=1)).status_code == 202
    answer = post(message(n=2))
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")


def test_the_next_secret_holds_beside_the_current_one(police, secrets):
    secrets["CATP"] = NEXT_SECRET
    headers = signed_headers("POST", PLACE, key="k", body=message(), partner_code="CATP", at=timezone.now())
    secrets["CATP"] = f"{SECRET} {NEXT_SECRET}"
    answer = Client().post(PLACE, message(), content_type="application/json", headers=headers)
    assert answer.status_code == 202


@pytest.mark.parametrize(
    "changed",
    [{TIMESTAMP: "0"}, {TIMESTAMP: "9" * 400}, {TIMESTAMP: "١٢٣"}, {KEY: "other"}, {SIGNATURE: ""}, {SIGNATURE: "ư" * 64}],
)
def test_what_is_not_signed_as_it_stands_is_refused(police, changed):
    assert post(message(), **changed).status_code == 401
    assert not IncomingMessage.objects.exists()


def test_a_signature_holds_for_one_path_one_method_one_body_and_a_short_time(police, settings):
    settings.EXCHANGE_SKEW_SECONDS = 300
    good = signed_headers("POST", PLACE, key="k", body=message(), partner_code="CATP", at=timezone.now())
    assert Client().post("/trao-doi/BHXH/", message(), content_type="application/json", headers=good).status_code == 401
    assert Client().post(PLACE, message(n=1), content_type="application/json", headers=good).status_code == 401
    assert Client().get(f"{PLACE}k/", headers=good).status_code == 401
    assert post(message(), at=timezone.now() - timedelta(seconds=302)).status_code == 401
    assert post(message(), at=timezone.now() + timedelta(seconds=302)).status_code == 401
    assert post(message(), at=timezone.now() - timedelta(seconds=290)).status_code == 202


def test_an_unknown_partner_and_one_that_has_ended_answer_like_a_wrong_signature(police):
    Partner.objects.update(valid_to="2021-01-01")
    ended = post(message())
    unknown = Client().post("/trao-doi/KHONG-CO/", message(), content_type="application/json")
    assert (ended.status_code, ended.content) == (unknown.status_code, unknown.content)


def test_a_signature_of_one_partner_opens_no_message_of_another(caller, insurance, clock):
    IncomingMessage.objects.create(
        partner=insurance, key="k", kind="x", payload={}, digest="d", received_at=clock(), next_attempt_at=clock()
    )
    assert caller.state_of("k")[0] == 404


def test_who_calls_too_often_is_told_to_wait(police, settings):
    settings.EXCHANGE_RATE = "2/m/key"
    answers = [post(message()) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[-1]["Retry-After"] == "60"


def test_who_asks_too_often_is_told_to_wait_too(caller, settings):
    settings.EXCHANGE_RATE = "2/m/key"
    assert [caller.state_of("k")[0] for _ in range(3)] == [404, 404, 429]


def test_a_stranger_who_tries_too_often_is_told_to_wait_whatever_he_tries(police, monkeypatch):
    monkeypatch.setattr(partners, "STRANGERS_RATE", "2/m/ip")
    stranger = Client()
    tries = [
        stranger.get(f"{PLACE}k/"),
        stranger.post(PLACE, message(), content_type="application/json"),
        stranger.get(f"{PLACE}k/"),
    ]
    assert [answer.status_code for answer in tries] == [401, 401, 429]
    assert post(message()).status_code == 202


def test_a_body_without_end_is_cut_off(police, settings):
    settings.EXCHANGE_LONGEST_BODY = 1000
    assert post(message(x="a" * 1000)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"[" * 5000, b"null", b"[]", b'{"key": "k"}', b'{"key":"k","kind":"x","payload":[]}',
        b'{"key":"k","kind":"X!","payload":{}}', b'{"key":"other","kind":"x","payload":{}}',
        b'{"key":"k","kind":"x","payload":{"a":NaN}}', b'{"key":"k","kind":"x","payload":{"a":1e999}}',
        b'{"key":"k","kind":"x","payload":{"a":"\\u0000"}}', b'{"key":"k","kind":"x","payload":{"\\ud800":1}}',
        b'{"key":"k","kind":"x","payload":{"a":' + b"9" * 5000 + b"}}",
        b'{"key":"k","kind":"x","payload":{"a":' + b"[" * 40 + b"]" * 40 + b"}}",
        b'{"key":"k","kind":"x","payload":{},"more":1}',
    ],
)  # fmt: skip
def test_a_signed_body_that_is_no_message_is_told_so(police, body):
    answer = post(body)
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:hotich:exchange:bad-message")


VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
JSON = st.recursive(VALUES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)
MESSAGES = st.dictionaries(st.text(), JSON).map(lambda payload: {"key": "k", "kind": "x", "payload": payload})
BODIES = st.binary() | (JSON | MESSAGES).map(lambda value: json.dumps(value).encode())


@given(BODIES)
@examples(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_nothing_signed_or_not_is_an_error_of_ours(police, body):
    assert post(body).status_code in {202, 409, 422, 429}
    answer = Client().post(PLACE, body, content_type="application/json", headers={TIMESTAMP: "x", SIGNATURE: "y"})
    assert answer.status_code in {401, 429}
    assert answer.json()["status"] == answer.status_code
