"""The Django admin: superusers with a second factor, mostly reading."""

import re

import pytest
from django.contrib import admin
from django.core import mail
from django.urls import reverse

from applications.models import Application
from portal.accounts.enrolment import confirm_email
from portal.accounts.models import Posting, User
from portal.audit.models import Entry
from portal.messaging.models import OutgoingMessage
from portal.registrations.models import AccessChange
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client_of):
    return client_of(factories.user("Quản Trị", is_superuser=True, is_staff=True))


def test_its_own_log_in_leads_to_ours(client):
    answer = client.get(reverse("admin:login"))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_an_official_is_refused(client_of, binh):
    assert client_of(binh).get(reverse("admin:index")).status_code in {302, 403}
    assert client_of(binh).get(reverse("admin:login")).status_code == 403


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_list_opens(root, model):
    assert root.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")).status_code == 200


def test_a_dossier_can_be_looked_at_not_changed_and_the_look_is_recorded(root, years, office):
    application = factories.submitted(office)
    address = reverse("admin:applications_application_change", args=[application.pk])
    assert root.get(address).status_code == 200
    assert root.post(address, {"state": "issued"}).status_code == 403
    assert Application.objects.get().state == "submitted"
    assert Entry.objects.filter(action="admin.viewed").exists()


def test_a_new_official_can_be_entered_and_posted(root, office):
    fields = {"email": "moi@hotich.example", "full_name": "Người Mới", "phone": "", "is_active": "on"}
    assert root.post(reverse("admin:accounts_user_add"), fields).status_code == 302
    person = User.objects.get(email="moi@hotich.example")
    posting = {"user": person.pk, "office": office.pk, "role": "reception_officer", "valid_from": "2026-03-20"}
    assert root.post(reverse("admin:accounts_posting_add"), posting).status_code == 302
    assert Posting.objects.get(user=person).office == office
    assert Entry.objects.filter(action="admin.changed").count() == 2
    assert AccessChange.objects.get(user=person).verb == "posting_opened"


def test_who_is_locked_and_unlocked_here_stands_in_the_history_of_rights(root, binh):
    address = reverse("admin:accounts_user_change", args=[binh.pk])
    fields = {"email": binh.email, "full_name": binh.full_name, "phone": ""}
    for more in ({}, {}, {"is_active": "on"}):
        assert root.post(address, fields | more).status_code == 302
    assert list(AccessChange.objects.filter(user=binh).order_by("pk").values_list("verb", flat=True)) == ["locked", "unlocked"]


def test_who_reads_the_old_address_learns_that_it_was_changed(root, binh):
    old, address = binh.email, reverse("admin:accounts_user_change", args=[binh.pk])
    fields = {"email": "binh.moi@hotich.example", "full_name": binh.full_name, "phone": "", "is_active": "on"}
    for _ in range(2):
        assert root.post(address, fields).status_code == 302
    letter = OutgoingMessage.objects.get()
    assert (letter.recipient, letter.subject) == (old, "Tài khoản đã đổi địa chỉ thư điện tử")
    assert "binh.moi" not in letter.text


def test_a_lost_telephone_is_no_matter_of_one_person(root, binh):
    factories.with_second_factor(binh)
    chosen = {"action": "remove_second_factor", "_selected_action": [binh.pk]}
    root.post(reverse("admin:accounts_user_changelist"), chosen)
    assert binh.authenticator_set.exists()


def test_leaders_are_posted_here_only_until_two_administrators_are_there(root, huy, office, department):
    posting = {"user": huy.pk, "office": office.pk, "role": "office_leader", "valid_from": "2026-03-20"}
    assert root.post(reverse("admin:accounts_posting_add"), posting).status_code == 302
    factories.official("Hồ Thị Vân", department, "department_admin")
    again = posting | {"valid_from": "2026-03-21"}
    assert root.post(reverse("admin:accounts_posting_add"), again).status_code == 200
    assert Posting.objects.filter(role="office_leader").count() == 1


def test_a_new_official_chooses_his_password_by_a_mailed_code(root, client):
    fields = {"email": "moi@hotich.example", "full_name": "Người Mới", "phone": "", "is_active": "on"}
    root.post(reverse("admin:accounts_user_add"), fields)
    client.post(reverse("account_reset_password"), {"email": "moi@hotich.example"})
    code = re.search(r"\b[0-9]{6}\b", mail.outbox[-1].body)[0]
    client.post(reverse("account_confirm_password_reset_code"), {"code": code})
    client.post(reverse("account_complete_password_reset"), {"password1": "con mèo trèo cây cau"})
    assert User.objects.get(email="moi@hotich.example").check_password("con mèo trèo cây cau")


def test_an_address_changed_by_an_administrator_takes_the_place_of_the_old_one(an):
    confirm_email(an)
    an.email = "moi@hotich.example"
    an.save()
    confirm_email(an)
    assert list(an.emailaddress_set.values_list("email", "primary", "verified")) == [("moi@hotich.example", True, True)]
