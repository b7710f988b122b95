"""L4, the leader's page of a refusal: who may not sign it, and two people on one dossier."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from applications.states import State
from portal.accounts.models import Role
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(years, office):
    return factories.submitted(office)


@pytest.fixture
def propose(application):
    """`propose(binh)`: a refusal drawn up by that person, and the address of the leader's page."""

    def proposed(person) -> str:
        slip = actions.propose_refusal(application.pk, reason="Không có.", next_way="", by=acting(person), at=hanoi(20, 10))
        application.refresh_from_db()
        return reverse("desk:letter", args=[slip.pk])

    return proposed


@pytest.fixture
def second_leader(office):
    return factories.official("Ngô Thu Nga", office, Role.OFFICE_LEADER)


def words(page) -> str:
    return page.content.decode()


def test_a_leader_of_the_same_name_as_the_person_is_warned(application, propose, binh, dung, client_of):
    address = propose(binh)
    assert "trùng họ tên" not in words(client_of(dung).get(address))
    Application.objects.filter(pk=application.pk).update(requester_name=dung.full_name)
    assert "trùng họ tên với ông/bà" in words(client_of(dung).get(address))


def test_the_leader_who_proposed_it_is_told_that_another_signs(application, propose, dung, client_of):
    client, address = client_of(dung), propose(dung)
    page = words(client.get(address))
    assert "Ông/bà là người đề nghị" in page
    assert 'name="sign"' not in page
    client.post(address, {"sign": "1", "version": application.version})
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


def test_the_second_of_two_leaders_is_told_who_was_quicker(application, propose, binh, dung, second_leader, client_of):
    address = propose(binh)
    seen = {"version": application.version}
    client_of(second_leader).post(address, seen | {"decline": "1", "reason": "Tìm lại theo tên mẹ."})
    told = words(client_of(dung).post(address, seen | {"sign": "1"}, follow=True))
    assert "Ngô Thu Nga đã không đồng ý từ chối" in told
    application.refresh_from_db()
    assert application.state == State.SUBMITTED


def test_a_letter_seen_before_the_dossier_moved_is_not_signed(application, propose, binh, dung, client_of):
    address = propose(binh)
    seen = {"version": application.version}
    actions.assign(application.pk, to_id=binh.pk, by=acting(binh), at=hanoi(20, 10, 30))
    for decision in ({"sign": "1"}, {"decline": "1", "reason": "Không đồng ý."}):
        told = words(client_of(dung).post(address, seen | decision, follow=True))
        assert "Trong lúc trang này đang mở, Trần Thị Bình" in told
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert application.slips.get(kind="refusal").declined_at is None


@pytest.mark.parametrize("decision", [{"sign": "1"}, {"decline": "1", "reason": "Không đồng ý."}])
def test_without_a_version_nothing_is_decided(application, propose, binh, dung, client_of, decision):
    client_of(dung).post(propose(binh), decision)
    application.refresh_from_db()
    assert application.state == State.SUBMITTED
    assert application.slips.get(kind="refusal").declined_at is None
