"""Over portal.exchange: what we state lies in its outbox in the same transaction, and what partners say comes to the parts."""

from datetime import date

import pytest

from applications.linked import actions
from applications.linked.exchange_handlers import refused_by_their_system, take
from applications.linked.models import Authority
from portal.exchange.errors import Refused
from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner
from tests.factories import acting, hanoi
from tests.linked.filings import part, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def connected(police):
    """The police have a system of their own."""
    Authority.objects.filter(pk=police.pk).update(transport="http", partner_code="CA-HBT")
    about = {"name": police.name, "transport": "http", "address": "https://ca.example/", "valid_from": date(2016, 1, 1)}
    return Partner.objects.create(code="CA-HBT", **about)


@pytest.fixture
def sent(connected, case, binh, dung):
    stated(case, binh, dung)
    return case


def told(partner, verb, payload, *, key="k1") -> IncomingMessage:
    at = hanoi(17, 10)
    about = {"digest": "x", "received_at": at, "next_attempt_at": at}
    return IncomingMessage.objects.create(partner=partner, key=key, kind=f"linked.{verb}", payload=payload, **about)


def test_the_hand_over_lies_in_the_outbox_and_counts_for_nothing_yet(sent):
    message = OutgoingMessage.objects.get(kind="linked.hand_over")
    assert (message.key, message.payload["attempt"]) == (f"{part(sent, 'residence').number}:hand_over:1", 1)
    assert part(sent, "residence").state == "sent"


def test_an_authority_on_these_screens_is_sent_no_message(sent):
    assert OutgoingMessage.objects.count() == 1  # the social insurance works here


def test_a_partners_confirmation_starts_its_clock_when_it_happened(sent, connected):
    said = {"child": part(sent, "residence").number, "attempt": 1, "at": "2026-03-17T09:22:00+07:00"}
    take(told(connected, "confirm", said), at=hanoi(17, 10))
    child = part(sent, "residence")
    assert (child.state, child.accepted_at) == ("accepted", hanoi(17, 9))


def test_a_message_their_system_refuses_is_a_dispute_for_the_desk(sent):
    message = OutgoingMessage.objects.get(kind="linked.hand_over")
    message.refused_at, message.fault = hanoi(16, 11), "schema"
    refused_by_their_system(message, at=hanoi(16, 11))
    child = part(sent, "residence")
    assert (child.state, "schema" in child.reason) == ("to_send", True)


def test_an_answer_of_the_citizen_goes_to_their_system(sent, connected, an):
    number = part(sent, "residence").number
    take(told(connected, "confirm", {"child": number, "attempt": 1}), at=hanoi(17, 10))
    asked = {"child": number, "items": ["Giấy tờ nhà"], "reason": "Chưa rõ"}
    take(told(connected, "ask_for_supplement", asked, key="k2"), at=hanoi(17, 10))
    actions.answer(part(sent, "residence").pk, words={1: "Đây"}, by=acting(an), at=hanoi(18))
    assert OutgoingMessage.objects.get(kind="linked.supplement").payload["answers"][0]["words"] == "Đây"


def test_what_their_system_asks_of_a_part_carried_over_is_answered_there(sent, connected, an, binh):
    child = part(sent, "residence")
    actions.deliver_by_hand(child.pk, by=acting(binh), at=hanoi(17, 8))
    signed = {"received_by": "Linh", "title": "", "received_at": hanoi(17, 9)}
    actions.confirm_on_paper(child.pk, **signed, by=acting(binh), at=hanoi(17, 9))
    asked = {"child": child.number, "items": ["Giấy tờ nhà"], "reason": "Chưa rõ"}
    take(told(connected, "ask_for_supplement", asked), at=hanoi(17, 10))
    actions.answer(child.pk, words={1: "Đây"}, by=acting(an), at=hanoi(18))
    assert OutgoingMessage.objects.filter(kind="linked.supplement").count() == 1


def test_messages_under_long_keys_are_not_taken_for_one_another(sent, connected):
    number = part(sent, "residence").number
    take(told(connected, "confirm", {"child": number, "attempt": 1}, key="k" * 79 + "1"), at=hanoi(17, 10))
    refused = {"child": number, "reason": "Không đủ điều kiện"}
    take(told(connected, "refuse", refused, key="k" * 79 + "2"), at=hanoi(17, 10))
    assert part(sent, "residence").state == "refused"


@pytest.mark.parametrize(
    "payload",
    [
        {"child": "XXXXXXXXXX-9", "attempt": 1},
        {"attempt": 1},
        {"child": None, "attempt": 1},
        {"child": "own", "attempt": 1, "at": "hôm qua"},
        {"child": "own", "attempt": 1, "at": "2026-03-17T09:00:00"},
        {"child": "own", "attempt": "một"},
    ],
)
def test_what_can_never_be_done_is_refused_in_words(sent, connected, payload):
    if payload.get("child") == "own":
        payload = payload | {"child": part(sent, "residence").number}
    with pytest.raises(Refused):
        take(told(connected, "confirm", payload), at=hanoi(17, 10))


def test_a_partner_without_an_authority_is_refused(sent):
    about = {"name": "Ai đó", "transport": "files", "valid_from": date(2016, 1, 1)}
    stranger = Partner.objects.create(code="AI-DO", **about)
    said = {"child": part(sent, "residence").number, "attempt": 1}
    with pytest.raises(Refused):
        take(told(stranger, "confirm", said), at=hanoi(17, 10))


def test_an_authority_whose_system_is_not_known_keeps_the_part_with_the_commune(case, police, binh, dung):
    Authority.objects.filter(pk=police.pk).update(transport="http", partner_code="KHONG-CO")
    stated(case, binh, dung)
    assert part(case, "residence").state == "to_send"
