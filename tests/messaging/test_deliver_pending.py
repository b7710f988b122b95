"""The outbox is emptied: each message claimed by one worker, tried again after faults, given up in the end."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from portal.messaging import delivery
from portal.messaging.backends import Undelivered
from portal.messaging.delivery import WAITS_MINUTES, deliver_pending
from tests.factories import hanoi
from tests.messaging.conftest import message

pytestmark = pytest.mark.django_db


def test_an_sms_is_written_to_the_folder(outbox, clock):
    sms = message()
    assert deliver_pending() == 1
    sms.refresh_from_db()
    assert (sms.status, sms.sent_at, sms.attempts) == ("sent", hanoi(), 1)
    path = outbox / f"20260320-{sms.pk}-sms.txt"
    assert path.read_text() == "0912345678\n\nHộ tịch Hà Nội: đã nộp hồ sơ\n"


def test_a_mail_is_written_whole(outbox, clock):
    mail = message("email")
    deliver_pending()
    written = message_from_bytes((outbox / f"20260320-{mail.pk}-email.eml").read_bytes(), policy=policy.default)
    assert written["To"] == "duong@hotich.example"
    assert written["Subject"] == "Đã nộp hồ sơ 7QK4-M92X-AB"
    assert written.get_body(("html",)).get_content().strip() == "<p>Đã nộp hồ sơ</p>"
    assert written["Message-ID"].startswith(f"<{mail.idempotency_key.replace(':', '.')}@")


def test_no_half_written_file_is_left(outbox, clock):
    message()
    message("email")
    deliver_pending()
    assert {path.suffix for path in outbox.iterdir()} == {".txt", ".eml"}


def test_what_is_sent_is_not_sent_again(outbox, clock):
    message()
    deliver_pending()
    assert deliver_pending() == 0


def test_what_is_for_later_waits(outbox, clock):
    message(next_try_at=hanoi(20, 9, 23))
    assert deliver_pending() == 0
    clock(hanoi(20, 9, 23))
    assert deliver_pending() == 1


def test_all_are_sent_however_many(outbox, clock):
    for _ in range(11):
        message()
    assert deliver_pending() == 11


def test_what_another_worker_holds_is_left_to_it(outbox, clock):
    message()
    held = delivery._claim(hanoi())
    assert len(held) == 1
    assert deliver_pending() == 0


def test_what_a_killed_worker_held_comes_back_after_the_lease(outbox, clock):
    message()
    delivery._claim(hanoi())
    clock(hanoi() + delivery.LEASE)
    assert deliver_pending() == 1


def test_a_fault_is_written_down_and_tried_later(gateway, clock):
    sms, gateway.status = message(), 503
    assert deliver_pending() == 0
    sms.refresh_from_db()
    assert (sms.status, sms.attempts, sms.error) == ("pending", 1, "gateway answered 503")
    assert sms.next_try_at == hanoi() + timedelta(minutes=WAITS_MINUTES[0])


def test_it_waits_longer_each_time_and_gives_up(gateway, clock):
    sms, gateway.status = message(), 503
    for wait in WAITS_MINUTES:
        deliver_pending()
        sms.refresh_from_db()
        assert sms.status == "pending"
        clock(sms.next_try_at)
        assert wait > 0
    deliver_pending()
    sms.refresh_from_db()
    assert (sms.status, sms.attempts) == ("failed", len(WAITS_MINUTES) + 1)


def test_one_fault_does_not_hold_up_the_others(outbox, clock, monkeypatch):
    faulty, good = message(), message()
    real = delivery.send

    def send(sent):
        if sent.pk == faulty.pk:
            raise Undelivered("no")
        real(sent)

    monkeypatch.setattr(delivery, "send", send)
    deliver_pending()
    good.refresh_from_db()
    assert good.status == "sent"


def test_a_try_that_outlived_its_lease_does_not_undo_what_another_did(outbox, clock):
    sms = message()
    held = delivery._claim(hanoi())
    clock(hanoi() + delivery.LEASE)
    deliver_pending()
    delivery._put_off(held[0], Undelivered("late"), hanoi())
    sms.refresh_from_db()
    assert sms.status == "sent"
