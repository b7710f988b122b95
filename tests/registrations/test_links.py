"""One-time links: the only way to a first password; open once, for some days, and lead on to the second factor."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from portal.messaging.models import OutgoingMessage
from portal.registrations import links
from portal.registrations.errors import RegistrationRefused
from portal.registrations.links import EMPTIED, forget_old_links, send_link
from portal.registrations.models import AccessChange, OneTimeLink
from tests import factories
from tests.factories import acting

pytestmark = pytest.mark.django_db
PASSWORD = "con mèo trèo cây cau"


@pytest.fixture
def new(office):
    person = factories.official("Nguyễn Thị Lành", office, "reception_officer")
    person.set_unusable_password()
    person.save()
    return person


def sent(person, by, **terms) -> str:
    """The address in the newest message."""
    send_link(person.pk, by=acting(by), at=terms.pop("at", timezone.now()), **terms)
    text = OutgoingMessage.objects.filter(subject_ref__startswith="link:").latest("pk").text
    return re.search(r"/kich-hoat/[\w-]+/", text)[0]


def test_a_link_leads_to_a_password_and_then_to_the_second_factor(client, new, huy):
    answer = client.post(sent(new, huy), {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_activate_totp")
    new.refresh_from_db()
    assert new.check_password(PASSWORD)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get(reverse("desk:queue")).headers["Location"] == reverse("mfa_activate_totp")


def test_no_password_is_ever_in_a_message(new, huy):
    sent(new, huy)
    assert "mật khẩu:" not in OutgoingMessage.objects.latest("pk").text.lower()


def test_looking_does_not_use_the_link_up(client, new, huy):
    address = sent(new, huy)
    assert client.get(address).status_code == client.get(address).status_code == 200
    assert OneTimeLink.objects.get().used_at is None


def test_a_used_link_is_over(client, new, huy):
    address = sent(new, huy)
    client.post(address, {"password": PASSWORD})
    client.logout()
    again = client.post(address, {"password": "mật khẩu của kẻ khác"})
    assert again.status_code == 404
    new.refresh_from_db()
    assert new.check_password(PASSWORD)


def test_a_new_link_ends_the_old_one(client, new, huy):
    old = sent(new, huy)
    assert client.get(sent(new, huy)).status_code == 200
    assert client.get(old).status_code == 404


def test_an_old_link_is_over(client, new, huy):
    long_ago = timezone.now() - timedelta(hours=settings.STAFF_LINK_HOURS, seconds=1)
    assert client.get(sent(new, huy, at=long_ago)).status_code == 404


def test_a_locked_account_opens_no_link(client, new, huy):
    address = sent(new, huy)
    type(new).objects.filter(pk=new.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_a_weak_password_is_refused_and_the_link_stays(client, new, huy):
    address = sent(new, huy)
    page = client.post(address, {"password": "12345"})
    assert "ít nhất 12 ký tự" in page.content.decode()
    assert client.get(address).status_code == 200


def test_of_the_secret_only_a_hash_is_kept_and_the_message_is_emptied(client, new, huy):
    address = sent(new, huy)
    secret = address.split("/")[2]
    assert secret not in OneTimeLink.objects.get().secret_hash
    client.post(address, {"password": PASSWORD})
    assert {message.text for message in OutgoingMessage.objects.filter(subject_ref__startswith="link:")} == {EMPTIED}


def test_old_links_are_forgotten_once(new, huy):
    sent(new, huy)
    later = timezone.now() + timedelta(hours=settings.STAFF_LINK_HOURS + 1)
    assert forget_old_links(at=later) == 1
    assert forget_old_links(at=later) == 0


def test_a_link_goes_by_telephone_too(new, huy):
    new.phone = "0912345678"
    new.save()
    send_link(new.pk, channel="both", by=acting(huy), at=timezone.now())
    assert set(OutgoingMessage.objects.values_list("recipient", flat=True)) == {new.email, new.phone}


def test_without_a_telephone_no_link_goes_there(new, huy):
    with pytest.raises(RegistrationRefused, match="chưa có số điện thoại"):
        send_link(new.pk, channel="sms", by=acting(huy), at=timezone.now())


def test_who_has_a_second_factor_proves_it_after_a_new_password(client, binh, huy):
    factories.with_second_factor(binh)
    answer = client.post(sent(binh, huy), {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("accounts:staff_login")
    assert "_auth_user_id" not in client.session


def test_guessing_is_limited(client, db):
    answers = [client.post("/kich-hoat/doan-mo/", {"password": PASSWORD}).status_code for _ in range(25)]
    assert answers[0] == 404
    assert answers[-1] == 429


def test_two_open_links_of_a_person_are_refused_by_the_database(new, huy):
    sent(new, huy)
    first = OneTimeLink.objects.get()
    with pytest.raises(IntegrityError):
        OneTimeLink.objects.create(user=new, secret_hash="x", sent_at=first.sent_at, expires_at=first.expires_at)


def test_the_activation_is_in_the_history_of_the_account(client, new, huy):
    client.post(sent(new, huy), {"password": PASSWORD})
    assert list(AccessChange.objects.order_by("id").values_list("verb", "by")) == [("link_sent", huy.pk), ("activated", new.pk)]


def test_two_at_once_use_a_link_once(new, huy):
    address = sent(new, huy)
    secret = address.split("/")[2]
    assert links.use_link(secret, PASSWORD, by=acting(new), at=timezone.now())
    assert links.use_link(secret, "mật khẩu thứ hai", by=acting(new), at=timezone.now()) is None
