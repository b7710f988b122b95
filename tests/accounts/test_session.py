"""Thirty minutes without a page end the session; work goes on where it stopped."""

import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from portal.accounts.session import SEEN_KEY

pytestmark = pytest.mark.django_db
PAGE = "accounts:account"


def test_a_page_prolongs_the_session(client_of, an):
    browser = client_of(an)
    soon = timezone.now() + timedelta(minutes=1)
    Session.objects.update(expire_date=soon)
    browser.get(reverse(PAGE))
    assert Session.objects.get().expire_date > soon + timedelta(minutes=25)


def test_pages_within_a_minute_write_nothing(client_of, an, django_assert_max_num_queries):
    browser = client_of(an)
    browser.get(reverse(PAGE))
    before = browser.session[SEEN_KEY]
    browser.get(reverse(PAGE))
    assert browser.session[SEEN_KEY] == before <= time.time()


def test_after_thirty_minutes_a_person_logs_in_again_and_is_told_why(client_of, an):
    browser = client_of(an)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    answer = browser.get(reverse(PAGE), follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('account_login')}?next={reverse(PAGE)}"
    assert "Đã đăng xuất vì không dùng 30 phút" in answer.content.decode()


def test_a_page_of_an_office_leads_to_the_officials_door_and_back(client):
    answer = client.get(reverse("desk:queue"))
    assert answer.headers["Location"] == f"{reverse('accounts:staff_login')}?next={reverse('desk:queue')}"


def test_the_officials_door_keeps_the_way_back_to_the_page_that_was_open(client):
    page = client.get(f"{reverse('account_login')}?next={reverse('desk:queue')}").content.decode()
    assert f'href="{reverse("accounts:staff_login")}?next={reverse("desk:queue")}"' in page


def test_a_form_sent_too_late_leads_back_to_the_page_it_was_on(client):
    came_from = "http://testserver" + reverse("mfa_index")
    answer = client.post(reverse("mfa_activate_totp"), {"code": "1"}, headers={"Referer": came_from})
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={reverse('mfa_index')}"


def test_a_form_sent_too_late_from_elsewhere_leads_to_the_landing(client):
    answer = client.post(reverse("mfa_activate_totp"), {"code": "1"}, headers={"Referer": "https://evil.example/x"})
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={reverse('accounts:landing')}"


def seen(browser, seconds_ago: int) -> int:
    """Let the last page be so long ago; returns that moment."""
    session = browser.session
    session[SEEN_KEY] = moment = int(time.time()) - seconds_ago
    session.save()
    return moment


def test_asking_how_long_is_left_prolongs_nothing(client_of, an):
    browser = client_of(an)
    moment = seen(browser, 28 * 60)
    assert 118 <= browser.get(reverse("accounts:session")).json()["left"] <= 120
    assert browser.session[SEEN_KEY] == moment


def test_going_on_gives_thirty_minutes_again(client_of, an):
    browser = client_of(an)
    seen(browser, 28 * 60)
    assert browser.post(reverse("accounts:session")).json()["left"] >= 30 * 60 - 2


def test_a_stranger_has_no_time_left_and_is_told_of_no_end(client):
    assert client.get(reverse("accounts:session")).json() == {"left": 0}
    assert "het-phien" not in client.get(reverse("account_login")).content.decode()


def test_a_page_knows_when_the_session_ends(client_of, an):
    page = client_of(an).get(reverse(PAGE)).content.decode()
    assert 'id="het-phien"' in page
    assert f'href="{reverse("account_login")}?next=%2Ftai-khoan%2F"' in page


def test_a_stranger_gets_no_session(client):
    client.get(reverse("account_login"))
    assert not Session.objects.exists()
