"""Two persons: for postings of leaders and administrators, and for a lost second factor. The database refuses one alone."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from portal.accounts.models import Posting, Role
from portal.registrations import factor_resets, postings
from portal.registrations.errors import RegistrationRefused
from portal.registrations.models import AccessChange, FactorReset, PostingProposal
from portal.registrations.roles import CONTROLLED
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 23)


def new(person, office, role=Role.OFFICE_LEADER, first_on=MONDAY) -> postings.NewPosting:
    return postings.NewPosting(person.pk, office.pk, role, first_on, title="Phó Chủ tịch")


@pytest.fixture
def lanh(db):
    return factories.user("Nguyễn Thị Lành")


@pytest.fixture
def proposal(lanh, office, huy):
    return postings.give(new(lanh, office), by=acting(huy), at=hanoi())


@pytest.mark.parametrize("role", sorted(CONTROLLED))
def test_leaders_and_administrators_are_only_proposed(role, lanh, office, huy):
    made = postings.give(new(lanh, office, role), by=acting(huy), at=hanoi())
    assert isinstance(made, PostingProposal)
    assert not Posting.objects.filter(user=lanh).exists()


def test_a_second_person_makes_it_count(proposal, lanh, van):
    posting = postings.confirm(proposal.pk, by=acting(van), at=hanoi())
    assert (posting.user, posting.valid_from, posting.title) == (lanh, MONDAY, "Phó Chủ tịch")
    change = AccessChange.objects.get(posting=posting)
    assert (change.by, change.seconded_by) == (proposal.proposed_by, van)


def test_late_it_counts_from_the_day_of_the_confirmation(proposal, van):
    assert postings.confirm(proposal.pk, by=acting(van), at=hanoi(27)).valid_from == date(2026, 3, 27)


def test_who_proposed_cannot_confirm(proposal, huy):
    with pytest.raises(RegistrationRefused, match="người quản trị thứ hai"):
        postings.confirm(proposal.pk, by=acting(huy), at=hanoi())


def test_nobody_confirms_his_own(office, huy, tam):
    own = postings.give(new(tam, office), by=acting(huy), at=hanoi())
    with pytest.raises(RegistrationRefused, match="chính mình"):
        postings.confirm(own.pk, by=acting(tam), at=hanoi())


def test_nobody_gives_himself_a_posting(office, bao):
    with pytest.raises(RegistrationRefused, match="chính mình"):
        postings.give(new(bao, office, Role.ACCOUNTANT), by=acting(bao), at=hanoi())


@pytest.mark.parametrize("who", ["proposed_by", "user"])
def test_the_database_refuses_one_person_alone(proposal, who, van, office):
    posting = Posting.objects.create(user=proposal.user, office=office, role=Role.OFFICE_LEADER, valid_from=MONDAY)
    confirmed = {"confirmed_by": getattr(proposal, who), "confirmed_at": hanoi(), "posting": posting}
    with pytest.raises(IntegrityError), transaction.atomic():
        PostingProposal.objects.filter(pk=proposal.pk).update(**confirmed)


def test_the_database_refuses_a_confirmation_without_a_person(proposal):
    with pytest.raises(IntegrityError), transaction.atomic():
        PostingProposal.objects.filter(pk=proposal.pk).update(confirmed_at=hanoi())


def test_a_refusal_keeps_its_reason_and_nothing_counts(proposal, van, lanh):
    postings.refuse(proposal.pk, reason="Chưa có quyết định", by=acting(van), at=hanoi())
    with pytest.raises(RegistrationRefused, match="đã được giải quyết"):
        postings.confirm(proposal.pk, by=acting(van), at=hanoi())
    assert not lanh.postings.exists()


def test_confirming_sends_the_link_to_who_has_no_password(proposal, lanh, van):
    lanh.set_unusable_password()
    lanh.save()
    postings.confirm(proposal.pk, by=acting(van), at=hanoi())
    assert lanh.one_time_links.count() == 1


def test_an_administrator_of_the_department_is_confirmed_by_one(lanh, department, huy, bao):
    made = postings.give(new(lanh, department, Role.DEPARTMENT_ADMIN), by=acting(huy), at=hanoi())
    with pytest.raises(RegistrationRefused, match="quản trị Sở Tư pháp"):
        postings.confirm(made.pk, by=acting(bao), at=hanoi())


def test_it_is_confirmed_in_the_browser_by_the_second_person_only(client_of, proposal, huy, van, lanh):
    address = reverse("registrations:proposal", args=[proposal.pk])
    client_of(huy).post(address, {"confirm": "1"})
    assert not lanh.postings.exists()
    client_of(van).post(address, {"confirm": "1"})
    assert lanh.postings.exists()


def test_a_lost_telephone_needs_two_persons(binh, huy, van):
    factories.with_second_factor(binh)
    asked = factor_resets.propose(binh.pk, reason="Mất điện thoại", by=acting(huy), at=hanoi())
    with pytest.raises(RegistrationRefused, match="người quản trị thứ hai"):
        factor_resets.confirm(asked.pk, by=acting(huy), at=hanoi())
    assert binh.authenticator_set.exists()
    factor_resets.confirm(asked.pk, by=acting(van), at=hanoi())
    binh.refresh_from_db()
    assert not binh.authenticator_set.exists()
    assert not binh.has_usable_password()
    assert binh.one_time_links.count() == 1


def test_a_reset_ends_the_open_session(client_of, binh, huy, van):
    browser = client_of(binh)
    assert browser.get(reverse("desk:queue")).status_code == 200
    asked = factor_resets.propose(binh.pk, reason="Mất điện thoại", by=acting(huy), at=hanoi())
    factor_resets.confirm(asked.pk, by=acting(van), at=hanoi())
    assert browser.get(reverse("desk:queue")).status_code == 302


@pytest.mark.parametrize("who", ["proposed_by", "user"])
def test_the_database_refuses_a_reset_by_one_person(binh, huy, who):
    factories.with_second_factor(binh)
    asked = factor_resets.propose(binh.pk, reason="Mất điện thoại", by=acting(huy), at=hanoi())
    confirmed = {"confirmed_by": getattr(asked, who), "confirmed_at": hanoi()}
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.filter(pk=asked.pk).update(**confirmed)


def test_the_history_of_rights_cannot_be_changed(proposal):
    with pytest.raises(TypeError):
        AccessChange.objects.update(reason="khác")
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE registrations_accesschange SET reason = 'khác'")


def test_where_somebody_once_worked_nobody_decides_on_his_second_factor(client_of, bao, huy, van, office):
    Posting.objects.create(
        user=huy, office=office, role=Role.RECEPTION_OFFICER, valid_from=date(2016, 1, 1), valid_to=date(2019, 1, 1)
    )
    factories.with_second_factor(huy)
    asked = factor_resets.propose(huy.pk, reason="Mất điện thoại", by=acting(van), at=hanoi())
    answer = client_of(bao).post(reverse("registrations:reset", args=[asked.pk]), {"confirm": "1"})
    asked.refresh_from_db()
    assert answer.status_code == 404
    assert asked.is_waiting
