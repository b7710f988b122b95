"""Who opens a draft: the account, or the device it was begun on; everybody else finds nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from applications.actions import TYPED
from applications.device import COOKIE
from tests import factories
from tests.applications.filing.conftest import REQUESTER, Filing

pytestmark = pytest.mark.django_db

STEPS = ("office", "requester", "subject", "registration", "delivery", "check", "resume", "discard")


def test_another_device_finds_no_draft(filing, dong_mac):
    draft = filing.ready(dong_mac)
    stranger = Client()
    for step in STEPS:
        assert stranger.get(filing.url(draft, step)).status_code == 404
        assert stranger.post(filing.url(draft, step), {}).status_code in {404, 405}


def test_another_citizen_finds_no_draft(client, an, dong_mac):
    client.force_login(an)
    draft = Filing(client).begin()
    other = Client()
    other.force_login(factories.user("Lê Thị Hoa"))
    for step in STEPS:
        assert other.get(reverse(f"applications:{step}", args=[draft.ref])).status_code == 404


def test_a_forged_device_cookie_opens_nothing(filing, dong_mac):
    draft = filing.begin()
    thief = Client()
    thief.cookies[COOKIE] = filing.client.cookies[COOKIE].value.replace(":", "x:", 1)
    assert thief.get(filing.url(draft, "requester")).status_code == 404


def test_the_device_cookie_is_not_readable_by_scripts(filing, dong_mac):
    filing.begin()
    cookie = filing.client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_database_keeps_only_the_hash_of_the_device(filing, dong_mac):
    draft = filing.begin()
    assert len(draft.device_hash) == 64
    assert draft.device_hash not in filing.client.cookies[COOKIE].value


def test_an_account_resumes_its_draft_on_another_device(client, an, dong_mac):
    client.force_login(an)
    draft = Filing(client).begin()
    elsewhere = Client()
    elsewhere.force_login(an)
    assert elsewhere.get(reverse("applications:requester", args=[draft.ref])).status_code == 200


def test_the_account_fills_in_what_it_knows(client, an, dong_mac):
    an.phone = "0987654321"
    an.save()
    client.force_login(an)
    draft = Filing(client).begin()
    page = client.get(reverse("applications:requester", args=[draft.ref])).content.decode()
    assert "Nguyễn Văn An" in page
    assert "0987654321" in page


def test_a_session_that_ended_keeps_the_answers_and_asks_to_sign_in(client, an, dong_mac):
    client.force_login(an)
    draft = Filing(client).begin()
    del client.cookies["sessionid"]
    answer = client.post(reverse("applications:requester", args=[draft.ref]), REQUESTER)
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url
    draft.refresh_from_db()
    assert draft.answers[TYPED]["requester"]["full_name"] == ["Nguyễn Thị Thùy Dương"]
    client.force_login(an)
    page = client.get(reverse("applications:requester", args=[draft.ref])).content.decode()
    assert "Nguyễn Thị Thùy Dương" in page


def test_a_signed_out_account_shows_no_answers_on_its_device(client, an, dong_mac):
    client.force_login(an)
    draft = Filing(client).begin()
    del client.cookies["sessionid"]
    assert client.get(reverse("applications:requester", args=[draft.ref])).status_code == 302


def test_a_stranger_finds_no_confirmation_and_no_papers(filing, dong_mac):
    draft = filing.ready(dong_mac)
    filing.file(draft)
    for page in ("filed", "receipt", "declaration"):
        assert Client().get(reverse(f"applications:{page}", args=[draft.ref])).status_code == 404
        assert filing.client.get(reverse(f"applications:{page}", args=[draft.ref])).status_code in {200, 202}


def test_a_draft_has_no_confirmation(filing, dong_mac):
    draft = filing.begin()
    assert filing.client.get(reverse("applications:filed", args=[draft.ref])).status_code == 404


def test_a_draft_begun_without_an_account_belongs_to_the_account_that_files_it(filing, an, dong_mac):
    draft = filing.ready(dong_mac)
    filing.client.force_login(an)
    filing.file(draft)
    draft.refresh_from_db()
    assert draft.applicant == an
