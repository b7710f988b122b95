"""A paper that is not printed yet: a page that reloads by itself, asks the worker once, and ends."""

import pytest
from django.urls import reverse

from applications import actions
from applications.models import Slip
from applications.slips import render_slip
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(years, office, binh):
    application = factories.submitted(office)
    actions.receive(application.pk, by=acting(binh), at=hanoi(20, 9, 40))
    return Slip.objects.select_related("application").get()


@pytest.fixture
def address(slip) -> str:
    return reverse("desk:slip", args=[slip.application.dossier_code or slip.application.ref, slip.pk])


@pytest.fixture
def nudged(monkeypatch) -> list:
    asked = []
    monkeypatch.setattr("portal.documents.sending.nudge", lambda *words: asked.append(words))
    return asked


def test_who_asks_early_waits_on_a_page_that_reloads_and_the_worker_is_asked_once(slip, address, nudged, client_of, binh):
    client = client_of(binh)
    page = client.get(address)
    assert (page.status_code, page["Refresh"]) == (202, f"3; url={address}?cho=1")
    assert "Đang lập tệp" in page.content.decode()
    assert client.get(f"{address}?cho=1")["Refresh"] == f"3; url={address}?cho=2"
    assert nudged == [("applications.tasks.render_slip", slip.pk)]


def test_who_has_waited_is_told_that_it_is_ready_and_gets_the_file(slip, address, client_of, binh):
    render_slip(slip.pk)
    client = client_of(binh)
    page = client.get(f"{address}?cho=2")
    assert (page.status_code, page["Refresh"]) == (200, f"0; url={address}")
    assert "Đã lập xong tệp" in page.content.decode()
    assert client.get(address).content.startswith(b"%PDF")


def test_the_page_stops_reloading_after_two_minutes(address, client_of, binh):
    page = client_of(binh).get(f"{address}?cho=40")
    assert "Refresh" not in page.headers
    assert "quay lại lấy tệp sau ít phút" in page.content.decode()


@pytest.mark.parametrize("told", ["", "-1", "x", "٣", "9" * 400])
def test_a_strange_count_begins_anew(told, address, client_of, binh):
    assert client_of(binh).get(address, {"cho": told})["Refresh"].endswith("?cho=1")
