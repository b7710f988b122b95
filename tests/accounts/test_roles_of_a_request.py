"""A role counts with a second factor, on the days of its posting, at the office where the person works now."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Posting, Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_official_without_second_factor_is_sent_to_set_it_up(client, binh):
    client.force_login(binh, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("mfa_activate_totp")


def test_an_official_with_second_factor_lands_on_the_first_page_of_the_role(client_of, binh, settings):
    settings.HOME_OF_ROLE = {Role.RECEPTION_OFFICER: "pages:ready"}
    answer = client_of(binh).get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("pages:ready")


def test_a_citizen_needs_no_second_factor(client_of, an, settings):
    settings.HOME_OF_ROLE = {"citizen": "pages:alive"}
    answer = client_of(an).get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("pages:alive")


def test_a_role_whose_page_is_not_built_lands_on_the_account(client_of, binh, settings):
    settings.HOME_OF_ROLE = {}
    answer = client_of(binh).get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("accounts:account")


def test_a_posting_that_ended_gives_no_role(client_of, binh, settings):
    binh.postings.update(valid_to=date(2020, 12, 31))
    settings.HOME_OF_ROLE = {"citizen": "pages:alive", Role.RECEPTION_OFFICER: "pages:ready"}
    answer = client_of(binh).get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("pages:alive")


def test_a_posting_that_has_not_begun_gives_no_role(client_of, an, office, settings):
    Posting.objects.create(user=an, office=office, role=Role.OFFICE_LEADER, valid_from=date(2999, 1, 1))
    settings.HOME_OF_ROLE = {"citizen": "pages:alive", Role.OFFICE_LEADER: "pages:ready"}
    answer = client_of(an).get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("pages:alive")


@pytest.fixture
def in_two_offices(binh, other_office):
    Posting.objects.create(user=binh, office=other_office, role=Role.OFFICE_LEADER, valid_from=date(2016, 1, 1))
    return binh


def test_a_person_of_two_offices_is_asked_where_he_works_now(client_of, in_two_offices):
    answer = client_of(in_two_offices).get(reverse("accounts:landing"))
    assert answer.headers["Location"] == reverse("accounts:switch")


def test_the_office_chosen_decides_the_roles(client_of, in_two_offices, other_office, settings):
    settings.HOME_OF_ROLE = {Role.RECEPTION_OFFICER: "pages:alive", Role.OFFICE_LEADER: "pages:ready"}
    browser = client_of(in_two_offices)
    chosen = in_two_offices.postings.get(office=other_office)
    answer = browser.post(reverse("accounts:switch"), {"posting": chosen.pk})
    assert answer.headers["Location"] == reverse("accounts:landing")
    assert browser.get(reverse("accounts:landing")).headers["Location"] == reverse("pages:ready")


def test_a_stranger_is_asked_to_log_in_and_comes_back():
    answer = Client().get(reverse("accounts:landing"))
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={reverse('accounts:landing')}"


def test_enrolling_twice_keeps_the_secret(binh):
    first = factories.enrol_second_factor(binh)
    assert factories.enrol_second_factor(binh) == first
