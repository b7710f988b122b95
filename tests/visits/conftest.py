"""A dossier of An's that waits at the desk, one that registers and was received, and a clock that stands until it is set."""

from dataclasses import replace
from datetime import date

import pytest

from applications import actions, procedures
from applications.models import Application
from applications.visits.capacity import set_capacity
from portal.accounts.actors import SYSTEM
from tests import factories
from tests.factories import acting, hanoi


@pytest.fixture
def clock(monkeypatch):
    """`clock(hanoi(20, 15, 1))`; it begins on Friday 20/03/2026 at 13:00."""
    moments = [hanoi(20, 13)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: moments[-1])
    return moments.append


@pytest.fixture
def ready(years, office, an, binh, dung, clock):
    """`ready()`: signed, and its person is invited to fetch it."""
    entry = factories.birth_entry(office)

    def make(applicant=an, **filed) -> Application:
        dossier = factories.submitted(office, applicant, delivery_method="desk", **filed)
        actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
        actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
        actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
        actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11, 5))
        return actions.invite_to_collect(dossier.pk, by=acting(binh), at=hanoi(20, 12))

    return make


@pytest.fixture
def registering(monkeypatch):
    """As if the procedure registered an event: originals are compared at the desk and the register is signed."""
    known, code = procedures.procedures(), factories.EXTRACT_COPY
    slots = tuple(replace(slot, is_compared=True) for slot in known[code].slots)
    monkeypatch.setitem(known, code, replace(known[code], writing=known["1.001193"].writing, slots=slots))


@pytest.fixture
def received(years, office, an, binh, clock, registering):
    """`received("post")`: its person comes before it is signed; `received("desk")`: when he collects it."""

    def make(delivery_method: str = "post") -> Application:
        dossier = factories.submitted(office, an, delivery_method=delivery_method)
        return actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))

    return make


@pytest.fixture
def holds(office):
    """`holds(1)`: the office receives so many people in every half-day."""

    def set_places(places: int, valid_from: date = date(2026, 1, 1)) -> None:
        by_weekday = dict.fromkeys(range(6), (places, places))
        set_capacity(office.pk, by_weekday, valid_from=valid_from, by=SYSTEM, at=hanoi(1, 8))

    return set_places
