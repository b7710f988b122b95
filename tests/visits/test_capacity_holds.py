"""No half-day ever holds more people than its office says: many at once, and random lives."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count, F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.models import Application
from applications.visits import actions
from applications.visits.capacity import set_capacity
from applications.visits.errors import SlotFull, VisitFault
from applications.visits.keeping import keep
from applications.visits.models import GAVE_BACK, LIVE, Appointment, Half, Slot, State
from portal.accounts.actors import SYSTEM
from portal.offices.models import CalendarException
from tests.factories import hanoi

MONDAY = date(2026, 3, 23)
PEOPLE, PLACES = 12, 3


def book(dossier: Application, *, on: date = MONDAY, half: str = "morning", at=None) -> Appointment:
    return actions.book(dossier.pk, on=on, half=half, by=SYSTEM, at=at or hanoi(20, 13))


def counts_are_true() -> bool:
    """Each half-day counts exactly those who hold a place in it, and no more than it may."""
    held = Count("appointments", filter=~Q(appointments__state__in=GAVE_BACK))
    return not Slot.objects.annotate(held=held).exclude(held=F("booked"), booked__lte=F("capacity")).exists()


@pytest.mark.django_db(transaction=True)
def test_a_dozen_at_once_take_three_places(no_worker, ready, holds):
    holds(PLACES)
    dossiers = [ready() for _ in range(PEOPLE)]

    def try_it(dossier: Application) -> bool:
        try:
            book(dossier)
        except SlotFull:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(PEOPLE) as pool:
        took = list(pool.map(try_it, dossiers))
    assert sum(took) == PLACES
    assert Slot.objects.get().booked == Appointment.objects.count() == PLACES


@pytest.mark.django_db(transaction=True)
def test_many_clicks_at_once_of_one_person_are_one_place(no_worker, ready, holds):
    holds(PLACES)
    dossier = ready()

    def click(half: str) -> None:
        try:
            book(dossier, half=half)
        except VisitFault:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(click, ["morning", "afternoon"] * 4))
    assert dossier.visits.filter(state__in=LIVE).count() == 1
    assert counts_are_true()


@pytest.mark.django_db
def test_the_database_itself_refuses_one_too_many(ready, holds):
    holds(1)
    one = book(ready())
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.filter(pk=one.slot_id).update(booked=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(application=one.application, purpose="collect", slot=one.slot, booked_at=hanoi())


days = st.sampled_from([MONDAY + timedelta(days=n) for n in range(4)])
people, halves = st.integers(0, 4), st.sampled_from(Half.values)
steps = st.one_of(
    st.tuples(st.just("book"), people, days, halves),
    st.tuples(st.just("cancel"), people),
    st.tuples(st.just("places"), st.integers(0, 2), days),
    st.tuples(st.just("close"), days),
    st.tuples(st.just("mark"), people, st.sampled_from(["arrive", "finish", "miss"])),
    st.tuples(st.just("wait"), st.integers(1, 14)),
    st.tuples(st.just("keep")),
)


class Life:
    """One office, five people, a clock that only goes on."""

    def __init__(self, office, dossiers: list[Application]) -> None:
        self.office, self.dossiers, self.now = office, dossiers, hanoi(20, 13)

    def step(self, name: str, *given) -> None:
        with suppress(VisitFault):
            getattr(self, name)(*given)
        assert counts_are_true()

    def book(self, person: int, on: date, half: str) -> None:
        book(self.dossiers[person], on=on, half=half, at=self.now)

    def cancel(self, person: int) -> None:
        actions.cancel(self.dossiers[person].pk, by=SYSTEM, at=self.now)

    def places(self, number: int, valid_from: date) -> None:
        set_capacity(self.office.pk, dict.fromkeys(range(6), (number, number)), valid_from=valid_from, by=SYSTEM, at=self.now)

    def close(self, day: date) -> None:
        CalendarException.objects.get_or_create(
            on=day, office=None, defaults={"kind": "emergency_closure", "name_vi": "Bão", "status": "in_force"}
        )

    def mark(self, person: int, verb: str) -> None:
        last = self.dossiers[person].visits.order_by("-pk").first()
        if last:
            actions.mark(last.pk, verb, by=SYSTEM, at=self.now)

    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    def keep(self) -> None:
        keep(at=self.now)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(story=st.lists(steps, max_size=14), places=st.integers(0, 2))
def test_random_lives_keep_the_counts_true(ready, office, holds, story, places, request):
    dossiers = request.node.__dict__.setdefault("dossiers", None) or [ready() for _ in range(5)]
    request.node.dossiers = dossiers
    with transaction.atomic():
        holds(places)
        life = Life(office, dossiers)
        for step in story:
            life.step(*step)
        life.keep()
        today = life.now.date()
        closed = set(CalendarException.objects.values_list("on", flat=True))
        live = Appointment.objects.filter(state=State.BOOKED).select_related("slot")
        assert not [one for one in live if one.slot.on in closed and one.slot.on > today]
        transaction.set_rollback(True)
