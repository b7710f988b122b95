"""The result at the desk: invited, looked at, given; through the front door."""

import pytest
from django.urls import reverse

from applications import actions
from applications.states import State
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(years, office, an, binh, dung):
    dossier = factories.submitted(office, an, delivery_method="desk")
    entry = factories.birth_entry(office)
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
    return actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11, 5))


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def url(name, dossier):
    return reverse(f"desk:{name}", args=[dossier.code])


def give(desk, dossier, **told):
    dossier.refresh_from_db()
    facts = {"who": "self", "shown": "cccd", "last_digits": "2345", "checked": "on", "version": dossier.version} | told
    return desk.post(url("give", dossier), facts, follow=True)


def test_who_comes_himself_is_invited_and_told(desk, signed):
    assert "Mời đến nhận" in desk.get(url("dossier", signed)).content.decode()
    desk.post(url("invite", signed))
    signed.refresh_from_db()
    assert signed.state == State.READY_FOR_COLLECTION
    assert signed.history.last().verb == "make_ready_for_collection"


def test_given_after_a_look_at_the_paper_it_is_closed(desk, signed):
    desk.post(url("invite", signed))
    assert "Đã ghi trả kết quả" in give(desk, signed).content.decode()
    signed.refresh_from_db()
    assert (signed.state, signed.history.last().detail["last_digits"]) == (State.COLLECTED, "2345")


@pytest.mark.parametrize(
    "told",
    [{"checked": ""}, {"shown": ""}, {"last_digits": "12345"}, {"who": "other"}, {"who": "stranger"}, {"last_digits": ""}],
)
def test_without_a_look_nothing_is_given_and_what_was_typed_stays(desk, signed, told):
    desk.post(url("invite", signed))
    page = give(desk, signed, **told)
    signed.refresh_from_db()
    assert signed.state == State.READY_FOR_COLLECTION
    assert 'aria-invalid="true"' in page.content.decode()


def test_nobody_is_given_what_is_not_ready(desk, signed):
    page = give(desk, signed)
    signed.refresh_from_db()
    assert signed.state == State.ISSUED
    assert "đã ký trích lục" in page.content.decode()


def test_what_goes_by_post_is_not_invited_from_here(desk, signed):
    signed.delivery_method = "post"
    signed.save()
    assert "gửi qua bưu điện" in desk.post(url("invite", signed), follow=True).content.decode()
    signed.refresh_from_db()
    assert signed.state == State.ISSUED
