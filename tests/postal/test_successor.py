"""Envelopes of a unit that ended on Sunday 22/03/2026 follow their dossiers to its successor."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions
from postal.actions import delivery, hand_overs
from postal.actions.succeeding import follow_dossiers
from postal.models import HandOver, LedgerEntry, Parcel, PostalAgreement
from postal.models.parcel import ParcelState
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MONDAY = hanoi(23, 0, 1)


@pytest.fixture
def heir(office, other_office, tu):
    """Bạch Mai, which Tú's post office serves as well."""
    post_office = tu.postings.get().office
    PostalAgreement.objects.create(office=other_office, post_office=post_office, signed_on=date(2025, 7, 1))
    return factories.succeeded(office, other_office)


def passed_on(at=MONDAY) -> None:
    actions.pass_on_ended(at=at)
    follow_dossiers(at=at)


def test_an_envelope_that_lay_in_an_open_batch_leaves_with_the_successor(batch, parcel_of, binh, chi, heir):
    parcel = parcel_of()
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    passed_on()
    parcel.refresh_from_db()
    assert (parcel.office, parcel.hand_over, parcel.state) == (heir, None, ParcelState.CREATED)
    there = hand_overs.open_hand_over(heir, by=acting(chi), at=hanoi(23, 9))
    assert hand_overs.scan(there.pk, parcel.number, by=acting(chi), at=hanoi(23, 9, 5)).hand_over == there


def test_what_the_post_has_is_decided_on_by_the_successor(held, heir, tu, chi, client_of):
    parcel = held()
    passed_on()
    parcel.refresh_from_db()
    assert (parcel.office, parcel.hand_over.state) == (heir, HandOver.State.CONFIRMED)
    delivery.lose(parcel.pk, note="Thất lạc", key="1", by=acting(tu), at=hanoi(24, 9))
    page = client_of(chi).get(reverse("postal:returns")).content.decode()
    assert parcel.number in page


def test_an_envelope_stays_until_its_dossier_has_gone(parcel_of, office, heir):
    parcel = parcel_of()
    follow_dossiers(at=MONDAY)
    assert Parcel.objects.get(pk=parcel.pk).office == office


def test_it_moves_once_and_books_nothing(parcel_of, heir):
    parcel = parcel_of()
    booked = LedgerEntry.objects.count()
    passed_on()
    passed_on()
    assert Parcel.objects.get(pk=parcel.pk).office == heir
    assert (LedgerEntry.objects.count(), parcel.events.count()) == (booked, 1)
