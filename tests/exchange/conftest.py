"""A police authority over HTTP, an insurance authority with files, a clock that stands still until it is moved."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.background import without_nudges
from portal.exchange import handlers
from portal.exchange.models import Partner, Transport
from tests.exchange import simulator

SECRET, NEXT_SECRET = "s" * 40, "n" * 40


class Clock:
    """`clock()` is the moment; `clock.pass_(hours=1)` moves it. It begins now: signatures are checked by the real one."""

    def __init__(self) -> None:
        self.moment = timezone.now()

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def secrets(settings, tmp_path):
    settings.EXCHANGE_SECRETS = {"CATP": SECRET, "BHXH": SECRET[::-1] + "b"}
    settings.EXCHANGE_DIR = tmp_path
    settings.EXCHANGE_SKEW_SECONDS = 3 * 86400  # a test's clock runs ahead; the limit itself has its own tests
    settings.EXCHANGE_TIMEOUT_SECONDS = 5
    return settings.EXCHANGE_SECRETS


@pytest.fixture
def police(db) -> Partner:
    named = {"code": "CATP", "name": "Công an thành phố Hà Nội", "transport": Transport.HTTP, "address": "http://127.0.0.1:9"}
    return Partner.objects.create(**named, valid_from=date(2020, 1, 1))


@pytest.fixture
def insurance(db) -> Partner:
    named = {"code": "BHXH", "name": "Bảo hiểm xã hội thành phố Hà Nội", "transport": Transport.FILES}
    return Partner.objects.create(**named, valid_from=date(2020, 1, 1))


@pytest.fixture
def over_there(police) -> Iterator[simulator.Simulator]:
    """The police's system as it runs. Messages are sent when the test says so."""
    with simulator.running(simulator.Simulator(police.code)) as partner, without_nudges():
        police.address = partner.url
        police.save()
        yield partner


@pytest.fixture
def handler(monkeypatch):
    """`handler("kind", function)` registers for this test only."""
    monkeypatch.setattr(handlers, "_handlers", {})
    monkeypatch.setattr(handlers, "_endings", {})
    return handlers.register
