"""`manage.py routes --json`: what others rely on."""

import io
import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed() -> dict[str, dict]:
    out = io.StringIO()
    call_command("routes", "--json", stdout=out, stderr=io.StringIO())
    return {row["name"]: row for row in json.loads(out.getvalue())}


def test_a_public_route_says_public(listed):
    log_in = listed["account_login"]
    assert log_in == {"name": "account_login", "url": "/dang-nhap/", "methods": ["GET", "POST"], "roles": ["public"]}


def test_a_route_for_every_account_names_citizens_and_all_roles(listed):
    assert {"citizen", "reception_officer", "department_admin"} <= set(listed["accounts:account"]["roles"])


def test_the_admin_is_listed_for_superusers(listed):
    assert listed["admin:index"]["roles"] == ["superuser"]


def test_every_address_opens(listed, client):
    for row in listed.values():
        assert client.get(row["url"]).status_code < 500
