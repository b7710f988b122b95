"""Two workers handle what one partner told: neither waits for the other for ever."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.utils import timezone

from portal.exchange import handlers, inbox
from portal.exchange.content import Told
from portal.exchange.models import IncomingMessage, Outcome
from tests.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]


@pytest.fixture
def both_inside(monkeypatch):
    """A kind of message whose handlers wait until two are at work; SQLite lets only one in."""
    inside = Barrier(2)

    def meet(message, *, at):
        with suppress(BrokenBarrierError):
            inside.wait(timeout=2)

    monkeypatch.setitem(handlers._handlers, "test.meet", meet)


@pytest.mark.usefixtures("both_inside")
def test_both_come_to_the_end_of_their_message(police):
    now = timezone.now()
    one, other = (inbox.take(police, Told(key, "test.meet", {}), at=now).pk for key in ("a", "b"))
    answers = at_once(lambda: inbox.handle(one, at=now), lambda: inbox.handle(other, at=now))
    assert answers == [True, True]
    assert set(IncomingMessage.objects.values_list("outcome", flat=True)) == {Outcome.DONE}
