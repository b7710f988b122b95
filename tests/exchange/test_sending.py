"""Telling a partner something over real HTTP: once in effect, and nothing counts before he has confirmed it."""

import pytest
from django.db import transaction

from portal.exchange import handlers, outgoing
from portal.exchange.errors import BadMessage, KeyTaken, UnknownPartner
from portal.exchange.models import OutgoingMessage, Partner
from tests.exchange.conftest import NEXT_SECRET, SECRET

pytestmark = pytest.mark.django_db(transaction=True)


def queue(clock, key: str = "tin:1", **payload) -> OutgoingMessage:
    return outgoing.queue("CATP", "thuong-tru", payload or {"ten": "Nguyễn Văn An"}, key, at=clock())


def send(partner: Partner, clock) -> int:
    return outgoing.send_due(partner.pk, clock=clock)


def test_a_message_is_told_once_and_counts_when_it_is_confirmed(over_there, police, clock):
    message = queue(clock)
    assert message.acknowledged_at is None
    assert (send(police, clock), send(police, clock)) == (1, 0)
    message.refresh_from_db()
    assert (message.acknowledged_at, over_there.calls) == (clock(), ["tin:1"])
    assert over_there.taken["tin:1"]["payload"] == {"ten": "Nguyễn Văn An"}


def test_what_is_rolled_back_is_never_told(over_there, police, clock):
    with transaction.atomic():
        queue(clock)
        transaction.set_rollback(True)
    assert (send(police, clock), over_there.calls) == (0, [])


def test_the_same_key_is_queued_once_and_another_content_is_refused(police, clock):
    assert queue(clock).pk == queue(clock).pk
    with pytest.raises(KeyTaken):
        queue(clock, ten="Trần Thị Bình")


def test_an_unknown_partner_and_a_key_that_is_none_are_refused(police, clock):
    with pytest.raises(UnknownPartner):
        outgoing.queue("KHONG", "x", {}, "k", at=clock())
    with pytest.raises(BadMessage):
        outgoing.queue("CATP", "x", {}, "mã có dấu", at=clock())


def test_a_lost_answer_is_asked_for_again_and_doubles_nothing(over_there, police, clock):
    message = queue(clock)
    over_there.loses_answers = True
    assert send(police, clock) == 0
    over_there.loses_answers = False
    clock.pass_(minutes=20)
    assert send(police, clock) == 1
    message.refresh_from_db()
    assert (over_there.calls, len(over_there.taken), message.attempts) == (["tin:1"] * 2, 1, 2)


@pytest.mark.parametrize(
    "garbage", [b"", b"OK", b"[]", b'{"key": "tin:2", "received_at": "x"}', b'{"key": "tin:1"}', b"\xff", b"[" * 9000]
)
def test_an_answer_that_does_not_name_the_key_confirms_nothing(over_there, police, clock, garbage):
    message = queue(clock)
    over_there.answers = [garbage]
    assert send(police, clock) == 0
    message.refresh_from_db()
    assert message.acknowledged_at is None
    assert message.next_attempt_at > clock()


def test_a_partner_that_is_away_for_a_day_gets_everything_when_he_is_back(over_there, police, clock):
    for number in range(30):
        queue(clock, f"tin:{number}")
    over_there.is_away = True
    for _ in range(24):
        send(police, clock)
        clock.pass_(hours=1)
    police.refresh_from_db()
    assert police.failed_tries == 24
    assert police.silent_since is not None
    over_there.is_away = False
    for _ in range(8):  # the tries of that day are spread over an hour
        send(police, clock)
        clock.pass_(minutes=10)
    police.refresh_from_db()
    assert (len(over_there.taken), len(over_there.calls), police.silent_since) == (30, 30, None)
    assert not OutgoingMessage.objects.waiting().exists()


def test_a_partner_that_is_away_costs_one_try_a_rest_not_one_a_message(over_there, police, clock):
    for number in range(5):
        queue(clock, f"tin:{number}")
    over_there.is_away = True
    assert (send(police, clock), send(police, clock)) == (0, 0)
    assert OutgoingMessage.objects.filter(attempts__gt=0).count() == 1


def test_a_slow_partner_is_waited_for_no_longer_than_said(over_there, police, clock, settings):
    settings.EXCHANGE_TIMEOUT_SECONDS = 0.1
    over_there.may_answer.clear()
    message = queue(clock)
    assert send(police, clock) == 0
    message.refresh_from_db()
    assert message.fault == "TimeoutError"


def test_what_the_partner_will_never_take_waits_for_a_person_and_stops_no_other(over_there, police, clock):
    bad, good = queue(clock, "tin:1"), queue(clock, "tin:2")
    over_there.answers = [422]
    assert send(police, clock) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.refused_at, bad.fault, good.acknowledged_at) == (clock(), "HTTP 422: không nói lý do", clock())


def test_an_error_of_one_message_stops_no_other(over_there, police, clock):
    bad, good = queue(clock, "tin:1"), queue(clock, "tin:2")
    over_there.answers = [500]
    assert send(police, clock) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.acknowledged_at, good.acknowledged_at) == (None, clock())


def test_a_paused_partner_and_one_that_has_ended_are_not_called(over_there, police, clock):
    queue(clock)
    Partner.objects.update(is_paused=True)
    assert send(police, clock) == 0
    Partner.objects.update(is_paused=False, valid_to="2021-01-01")
    assert (send(police, clock), over_there.calls) == (0, [])


def test_a_worker_that_was_killed_while_talking_frees_the_partner_after_its_lease(over_there, police, clock):
    queue(clock)
    Partner.objects.update(talking_until=clock() + outgoing.LEASE)
    assert send(police, clock) == 0
    clock.pass_(seconds=91)
    assert send(police, clock) == 1


def test_both_secrets_hold_while_one_is_being_changed(over_there, police, clock, secrets):
    secrets["CATP"] = f"{NEXT_SECRET} {SECRET}"
    queue(clock)
    assert send(police, clock) == 1
    secrets["CATP"] = ""
    message = queue(clock, "tin:2")
    assert send(police, clock) == 0
    message.refresh_from_db()
    assert message.fault == "no secret"


def test_an_app_learns_how_its_message_ended_in_the_same_transaction(over_there, police, clock, handler):
    ends = []
    handlers.register_ending("thuong-tru", lambda message, *, at: ends.append((message.key, bool(message.acknowledged_at), at)))
    queue(clock, "tin:1")
    queue(clock, "tin:2")
    over_there.answers = [422]
    send(police, clock)
    assert ends == [("tin:1", False, clock()), ("tin:2", True, clock())]


def test_a_fault_of_the_app_that_learns_loses_no_confirmation(over_there, police, clock, handler):
    handlers.register_ending("thuong-tru", lambda message, *, at: 1 / 0)
    message = queue(clock)
    assert send(police, clock) == 0
    handlers.register_ending("thuong-tru", lambda message, *, at: None)
    clock.pass_(hours=1)
    assert send(police, clock) == 1
    message.refresh_from_db()
    assert (message.acknowledged_at, over_there.calls) == (clock(), ["tin:1"] * 2)
