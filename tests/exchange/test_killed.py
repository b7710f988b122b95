"""A worker killed with SIGKILL in the middle of sending loses nothing and doubles nothing."""

import os
import random
import signal
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.exchange import outgoing
from portal.exchange.models import OutgoingMessage, Partner

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
MESSAGES, KILLS = 60, 8


def worker(partner: Partner) -> int:
    """A process of its own that sends as a worker does, until it is killed; its number."""
    connection.close()  # not to be shared
    child = os.fork()
    if child:
        return child
    try:
        while True:
            outgoing.send_due(partner.pk, clock=timezone.now)
            time.sleep(0.01)
    finally:
        os._exit(1)


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def wait(seconds: float) -> None:
    """Let the other process work; what is waited for is its doing, not a moment."""
    time.sleep(seconds)


def test_a_worker_killed_while_it_sends_loses_and_doubles_nothing(over_there, police, monkeypatch):
    monkeypatch.setattr(outgoing, "RUN", timedelta(seconds=0.5))
    monkeypatch.setattr(outgoing, "LEASE", timedelta(seconds=0.3))
    chance, over_there.delay_seconds = random.Random(2018), 0.01
    for number in range(MESSAGES):
        outgoing.queue("CATP", "thuong-tru", {"n": number}, f"tin:{number}", at=timezone.now())
    for _ in range(KILLS):
        child = worker(police)
        wait(chance.uniform(0.1, 0.5))
        kill(child)
    child, end = worker(police), time.monotonic() + 60
    while OutgoingMessage.objects.waiting().exists() and time.monotonic() < end:
        wait(0.1)
    kill(child)

    assert not OutgoingMessage.objects.filter(acknowledged_at=None).exists()
    assert set(over_there.taken) == {f"tin:{number}" for number in range(MESSAGES)}
    assert MESSAGES <= len(over_there.calls) <= MESSAGES + KILLS  # told again is only what a kill left without an answer
