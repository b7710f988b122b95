"""The successor's people look after what a unit left that ended on Sunday 22/03/2026."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Application
from applications.states import State
from portal.accounts.models import Posting, Role
from portal.audit.models import Entry
from portal.offices.choosing import choose_successor
from portal.offices.models import OfficeSuccession
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
UNITS = reverse("accounts:former_units")


@pytest.fixture
def heir(years, office, other_office, binh, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(24, 9))
    return factories.succeeded(office, other_office)


@pytest.fixture
def given_out(years, office, binh, dung) -> Application:
    dossier = factories.submitted(office, delivery_method="desk", fee_vnd=0)
    actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
    actions.draw_up(dossier.pk, entry_id=factories.birth_entry(office).pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
    actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11))
    actions.invite_to_collect(dossier.pk, by=acting(binh), at=hanoi(20, 12))
    actions.collect(dossier.pk, who="self", name="Dương", shown="cccd", last_digits="2345", by=acting(binh), at=hanoi(20, 15))
    return Application.objects.get(pk=dossier.pk)


@pytest.fixture
def desk(client_of, chi, heir):
    return client_of(chi)


def enter(client, office):
    return client.post(reverse("accounts:enter_former", args=[office.pk]), follow=True)


def test_a_finished_dossier_is_opened_from_inside_the_former_unit_only(desk, given_out, office):
    page = reverse("desk:dossier", args=[given_out.dossier_code])
    assert desk.get(page).status_code == 404
    assert "Phường Hai Bà Trưng" in desk.get(UNITS).content.decode()
    assert "Đang xem việc cũ của" in enter(desk, office).content.decode()
    assert given_out.subject_name in desk.get(page).content.decode()
    assert Entry.objects.filter(action="former_unit.entered", subject=f"office:{office.code}").exists()
    assert "Đã về phường Bạch Mai" in desk.post(reverse("accounts:leave_former"), follow=True).content.decode()
    assert desk.get(page).status_code == 404


def test_what_is_needed_again_is_taken_over(desk, given_out, office, heir):
    enter(desk, office)
    answer = desk.post(reverse("desk:take_over", args=[given_out.dossier_code]), follow=True)
    assert "nay ở phường Bạch Mai" in answer.content.decode()
    moved = Application.objects.get(pk=given_out.pk)
    assert (moved.office, moved.state, moved.dossier_code) == (heir, State.COLLECTED, given_out.dossier_code)
    assert moved.history.last().left_office is None  # no figure changes
    assert "Đang xem việc cũ" not in answer.content.decode()


def test_nobody_enters_a_unit_that_is_not_his_offices(client_of, chi, heir, office):
    stranger = factories.official("Vũ Văn Xa", factories.office("Phường Xa"), Role.RECEPTION_OFFICER)
    assert enter(client_of(stranger), office).status_code == 404
    assert enter(client_of(chi), factories.office("Phường Đang Còn")).status_code == 404


def test_of_a_divided_unit_nobody_opens_anything_until_the_department_has_chosen(desk, office, heir, huy, given_out):
    OfficeSuccession.objects.update(kind="split_part", is_main=None)
    third = factories.succeeded(office, factories.office("Phường Thanh Nhàn"), is_main=None)
    assert enter(desk, office).status_code == 404
    choose_successor(office, heir, by=acting(huy), at=hanoi(24, 8))
    assert "Đang xem việc cũ của" in enter(desk, office).content.decode()
    choose_successor(office, third, by=acting(huy), at=hanoi(24, 8, 30))  # the later word counts, also inside
    assert desk.get(reverse("desk:dossier", args=[given_out.dossier_code])).status_code == 404


def test_the_cashier_finds_the_books_of_the_former_unit(client_of, heir, office):
    cashier = client_of(factories.official("Phan Thị Loan", heir, Role.ACCOUNTANT))
    assert office.name_in_sentence in enter(cashier, office).content.decode()
    assert office.authority_name in cashier.get(reverse("money:today")).content.decode()


def test_who_leads_there_signs_nothing_in_the_name_of_the_former_unit(client_of, heir, office, given_out):
    leader = client_of(factories.official("Phạm Đức Minh", heir, Role.OFFICE_LEADER))
    enter(leader, office)
    page = reverse("desk:cancel_copy", args=[given_out.dossier_code])
    answer = leader.post(page, {"reason": "Sai chữ đệm", "version": given_out.version}, follow=True)
    assert "Chỉ lãnh đạo của cơ quan giải quyết" in answer.content.decode()


def test_a_right_that_ends_ends_inside_as_well(desk, chi, office, given_out):
    enter(desk, office)
    Posting.objects.filter(user=chi).update(valid_to=date(2026, 3, 23))
    assert desk.get(reverse("desk:dossier", args=[given_out.dossier_code])).status_code != 200
