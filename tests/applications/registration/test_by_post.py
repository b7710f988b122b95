"""A paper of registration sent by post: its person comes once, before it is made; without that it is not sent for signature."""

import pytest
from django.urls import reverse

from applications import actions
from applications.errors import OriginalsNotCompared
from applications.states import State
from tests.applications.filing.conftest import DELIVERY, attach
from tests.applications.registration.conftest import opened_for_registrations
from tests.applications.registration.test_birth import BIRTH, SLUG
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(registering, open_office, desk):
    return desk.receive(registering.filed(SLUG, open_office, BIRTH, delivery=DELIVERY))


def compare(desk, application, **told):
    facts = {"compared": ["birth_proof"], "has_signed_register": "on", "version": application.version} | told
    return desk.official.post(reverse("desk:compare", args=[application.code]), facts)


def test_nothing_is_sent_for_signature_whose_originals_nobody_saw(received, desk, binh):
    desk.compose(received)
    with pytest.raises(OriginalsNotCompared):
        actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10))


def test_compared_and_signed_for_it_is_signed_and_waits_for_the_post(received, desk):
    assert compare(desk, received).status_code == 302
    signed = desk.sign(received)
    assert (signed.state, signed.delivery_method) == (State.ISSUED, "post")


def test_what_was_done_at_the_wrong_office_is_done_again_at_the_right_one(received, desk, binh, chi, other_office):
    opened_for_registrations(other_office)
    compare(desk, received)
    actions.transfer(received.pk, to_id=other_office.pk, reason="Nơi cư trú ở phường kia", by=acting(binh), at=hanoi(20, 10))
    there = actions.receive(received.pk, by=acting(chi), at=hanoi(20, 11))
    assert not actions.is_compared(there)  # nobody signed in the register of that office


def test_a_paper_that_came_in_since_is_compared_too(received, binh):
    received.attachments.filter(slot="birth_proof").update(removed_at=hanoi(20, 9, 50))
    actions.compare_originals(received.pk, compared=[], has_signed_register=True, present=2, by=acting(binh), at=hanoi(20, 10))
    assert actions.is_compared(received)
    attach(received, "birth_proof")
    assert not actions.is_compared(received)


@pytest.mark.parametrize("missing", [{"compared": []}, {"has_signed_register": ""}])
def test_half_of_it_does_not_count(received, desk, missing):
    assert compare(desk, received, **missing).status_code == 200
    assert not actions.is_compared(received)


def test_what_was_done_before_is_not_asked_again_when_it_is_collected(registering, open_office, desk):
    here = desk.receive(registering.filed(SLUG, open_office, BIRTH))
    compare(desk, here)
    signed = desk.sign(here)
    desk.official.post(reverse("desk:invite", args=[signed.code]))
    form = desk.official.get(reverse("desk:give", args=[signed.code])).context["form"]
    assert not {"compared", "has_signed_register"} & set(form.fields)
