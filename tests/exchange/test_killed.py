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
    finally:
        os._exit(1)


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_worker_killed_while_it_sends_loses_and_doubles_nothing(over_there, police, monkeypatch):
    monkeypatch.setattr(outgoing, "RUN", timedelta(seconds=0.5))
    monkeypatch.setattr(outgoing, "LEASE", timedelta(seconds=0.3))
    chance = random.Random(2018)
    for number in range(MESSAGES):
        outgoing.queue("CATP", "thuong-tru", {"n": number}, f"tin:{number}", at=timezone.now())
    for _ in range(KILLS):
        child = worker(police)
        over_there.wait_for_calls(min(len(over_there.calls) + chance.randint(1, 4), MESSAGES))
        kill(child)
    end = time.monotonic() + 60
    while OutgoingMessage.objects.waiting().exists() and time.monotonic() < end:
        outgoing.send_due(police.pk, clock=timezone.now)

    assert not OutgoingMessage.objects.filter(acknowledged_at=None).exists()
    assert set(over_there.taken) == {f"tin:{number}" for number in range(MESSAGES)}
    assert MESSAGES <= len(over_there.calls) <= MESSAGES + KILLS  # told again is only what a kill left without an answer
