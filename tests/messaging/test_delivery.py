"""Emptying the outbox: once each by many workers, again after a fault, and not for ever."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.messaging import delivery
from portal.messaging.models import Channel, MessageStatus, OutgoingMessage
from portal.messaging.tasks import deliver_pending

pytestmark = pytest.mark.django_db


def refreshed(message: OutgoingMessage) -> OutgoingMessage:
    message.refresh_from_db()
    return message


def make_due(message: OutgoingMessage) -> None:
    OutgoingMessage.objects.filter(pk=message.pk).update(next_try_at=timezone.now())


def test_what_waits_is_sent_once(gateway, queued):
    messages = [queued() for _ in range(delivery.BATCH * 2 + 1)]
    assert deliver_pending() == len(messages)
    assert deliver_pending() == 0
    assert len(gateway.requests) == len(messages)
    sent = refreshed(messages[0])
    assert (sent.status, sent.attempts, sent.error) == (MessageStatus.SENT, 1, "")
    assert sent.sent_at is not None


def test_a_mail_and_an_sms_go_each_its_way(gateway, mailbox, queued):
    queued(Channel.EMAIL)
    queued(Channel.SMS)
    deliver_pending()
    assert (len(mailbox.mails), len(gateway.requests)) == (1, 1)


def test_what_is_not_due_yet_waits(gateway, queued):
    queued(next_try_at=timezone.now() + timedelta(minutes=5))
    assert deliver_pending() == 0
    assert gateway.requests == []


def test_a_fault_is_told_and_tried_again_later(gateway, queued):
    gateway.answers = [503, 202]
    message = queued()
    before = timezone.now()
    assert deliver_pending() == 0
    failed = refreshed(message)
    assert (failed.status, failed.attempts, failed.error) == (MessageStatus.PENDING, 1, "gateway answered 503")
    assert failed.next_try_at >= before + timedelta(minutes=delivery.WAITS_MINUTES[0])
    make_due(message)
    assert deliver_pending() == 1
    assert refreshed(message).status == MessageStatus.SENT
    keys = {request["headers"]["Idempotency-Key"] for request in gateway.requests}
    assert keys == {message.idempotency_key}  # both tries carry the same key


def test_each_wait_is_longer_and_the_last_try_is_the_end(gateway, queued):
    gateway.answers = [500]
    message = queued()
    waits = []
    for _try in range(len(delivery.WAITS_MINUTES)):
        make_due(message)
        deliver_pending()
        waits.append(refreshed(message).next_try_at - timezone.now())
    assert waits == sorted(waits)
    make_due(message)
    deliver_pending()
    assert refreshed(message).status == MessageStatus.FAILED
    make_due(message)
    assert deliver_pending() == 0
    assert len(gateway.requests) == len(delivery.WAITS_MINUTES) + 1


def test_what_is_refused_for_good_is_not_tried_again(gateway, queued):
    gateway.answers = [400]
    message = queued()
    deliver_pending()
    assert refreshed(message).status == MessageStatus.FAILED


def test_one_that_fails_does_not_hold_up_the_others(gateway, queued):
    gateway.answers = [500, 202]
    first, second = queued(), queued()
    assert deliver_pending() == 1
    assert (refreshed(first).status, refreshed(second).status) == (MessageStatus.PENDING, MessageStatus.SENT)


def test_what_a_worker_holds_is_hidden_from_others_until_its_lease_ends(gateway, queued):
    message = queued()
    now = timezone.now()
    assert delivery.claim(now) == [message]
    assert delivery.claim(now) == []
    assert delivery.claim(now + delivery.LEASE - timedelta(seconds=1)) == []
    assert delivery.claim(now + delivery.LEASE) == [message]  # its worker was killed


def test_who_comes_back_after_his_lease_sends_nothing(gateway, queued):
    queued()
    (held,) = delivery.claim(timezone.now() - delivery.LEASE)
    assert delivery.deliver(held, clock=timezone.now) is False
    assert gateway.requests == []


def test_a_late_fault_does_not_undo_what_another_has_sent(gateway, queued):
    message = queued()
    (held,) = delivery.claim(timezone.now())
    OutgoingMessage.objects.filter(pk=message.pk).update(status=MessageStatus.SENT)
    gateway.answers = [400]
    delivery.deliver(held, clock=timezone.now)
    assert refreshed(message).status == MessageStatus.SENT


def test_a_run_ends_in_time_and_leaves_the_rest_to_the_sweep(gateway, queued):
    messages = [queued(next_try_at=timezone.now()) for _ in range(delivery.BATCH * 3)]
    ticks = itertools.count()
    start = timezone.now()
    assert delivery.deliver_pending(clock=lambda: start + timedelta(seconds=5) * next(ticks)) == delivery.BATCH
    assert delivery.deliver_pending(clock=lambda: timezone.now() + delivery.LEASE) == len(messages) - delivery.BATCH


def test_where_sms_is_off_nothing_counts_as_sent(outbox_dir, queued, settings):
    settings.SMS_IS_OFF = True
    sms, mail = queued(), queued(Channel.EMAIL)
    assert deliver_pending() == 1
    assert refreshed(sms).status == MessageStatus.OFF
    assert refreshed(sms).sent_at is None
    assert refreshed(mail).status == MessageStatus.SENT
    assert [path.suffix for path in outbox_dir.iterdir()] == [".eml"]
