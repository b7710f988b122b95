"""What every answer carries, and that no page needs inline script or style."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.enrolment import confirm_email
from portal.routes import all_routes

pytestmark = pytest.mark.django_db

INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE
)


@pytest.fixture
def page(client):
    return client.get(reverse("account_login"))


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_headers_are_on_every_page(page, header, value):
    assert page.headers[header] == value


def test_the_content_policy_allows_nothing_inline(page):
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-ancestors 'none'"):
        assert rule in policy


def test_pages_stay_out_of_caches_and_carry_a_request_id(page):
    assert "no-store" in page.headers["Cache-Control"]
    assert re.fullmatch("[0-9a-f]{16}", page.headers["X-Request-Id"])
    assert "geolocation=()" in page.headers["Permissions-Policy"]


def test_a_page_names_web_fonts_only_where_data_need_not_be_saved(client):
    usual = client.get(reverse("account_login"))
    spared = client.get(reverse("account_login"), headers={"Save-Data": "on"})
    assert ".woff2" in usual.content.decode()
    assert ".woff2" not in spared.content.decode()
    assert ' class="saves-data">' in spared.content.decode()
    assert "Save-Data" in usual.headers["Vary"]
    assert "Save-Data" in spared.headers["Vary"]


@pytest.mark.parametrize("route", [r for r in all_routes() if "public" in r.audience and not r.arguments], ids=lambda r: r.name)
def test_a_public_page_has_nothing_inline(client, route):
    answer = client.get(reverse(route.name))
    if "text/html" in answer.headers.get("Content-Type", ""):
        found = INLINE.search(answer.content.decode())
        assert not found, answer.content.decode()[found.start() :][:120]


def test_cookies_are_not_readable_by_scripts(an, client):
    confirm_email(an)
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": an.email, "password": "mat-khau-thu-nghiem"})
    for name in ("csrftoken", "sessionid"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_a_form_without_its_token_is_refused():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("account_login"), {"login": "a@b.vn", "password": "x"}).status_code == 403


def test_a_forged_forwarding_header_does_not_change_the_caller(client, an, settings):
    for attempt in range(12):
        answer = client.post(
            reverse("account_login"),
            {"login": f"nguoi{attempt}@vidu.vn", "password": "x"},
            headers={"X-Forwarded-For": f"10.0.0.{attempt}"},
        )
    assert "Đã thử nhiều lần" in answer.content.decode()


def test_behind_a_proxy_the_caller_is_whom_the_proxy_names(client, an, settings):
    settings.TRUSTED_PROXIES = 1
    for attempt in range(12):
        answer = client.post(
            reverse("account_login"),
            {"login": f"nguoi{attempt}@vidu.vn", "password": "x"},
            headers={"X-Forwarded-For": f"6.6.6.6, 10.0.0.{attempt}"},
        )
    assert "Đã thử nhiều lần" not in answer.content.decode()
