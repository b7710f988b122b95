"""What went wrong is said in Vietnamese, with what to do now, and never with the inside of the machine."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from applications.views import public


def test_a_fault_of_ours_names_its_number_in_the_log(client, db, monkeypatch, caplog):
    client.raise_request_exception = False
    monkeypatch.setattr(public, "outlook", lambda _: 1 / 0)
    answer = client.get(reverse("public:home"))
    assert answer.status_code == 500
    number = re.search(r"Số sự cố, khi cần hỏi: <b>(\w+)</b>", answer.content.decode())[1]
    assert number == answer["X-Request-Id"]
    assert "ZeroDivisionError" not in answer.content.decode()


def test_a_page_left_open_too_long_says_so(db):
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "an@hotich.example"})
    assert answer.status_code == 403
    assert "Trang này mở đã lâu" in answer.content.decode()


@pytest.mark.parametrize("address", ["/khong-co/", "/en/khong-co/", "/dich-vu/../../etc/passwd", "/%00/", "/dich-vu/😀/"])
def test_an_address_that_leads_nowhere_is_not_found(client, db, address):
    assert client.get(address).status_code == 404
