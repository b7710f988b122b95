"""What the Department, an office and its leader see of a day that goes badly: as axe-core sees it, narrow and wide."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from applications import actions
from portal.offices.models import Office
from postal.demo import cast
from tests import factories
from tests.factories import acting, hanoi
from tests.journeys import staff

pytestmark = pytest.mark.browser
NARROW, PHONE, DESK = 320, 390, 1440


@pytest.fixture
def afternoon(monkeypatch) -> None:
    """The clock goes on from 15:24 of a working Friday."""
    begun = datetime.now(UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 15, 24) + (datetime.now(UTC) - begun))


@pytest.fixture
def people(afternoon, live_server) -> dict:
    """The cast, and a bad day: dossiers overdue, stuck and due today in three offices."""
    call_command("load_reference", verbosity=0)
    call_command("load_fees", verbosity=0)
    people = cast.load()
    cast.give_keys(people)
    ours = Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE)
    others = Office.objects.filter(level="commune", valid_to=None).exclude(pk=ours.pk).order_by("code")[:2]
    late = [(ours, 5), (others[0], 3), (others[1], 1)]
    for office, number in late:
        for minute in range(number):
            factories.submitted(office, at=hanoi(19, 9, minute))
        factories.submitted(office, at=hanoi(20, 9, 0))
    received = factories.submitted(ours, at=hanoi(19, 10))
    actions.receive(received.pk, by=acting(people["ha"]), at=hanoi(19, 10, 30))
    return people


@pytest.fixture
def at_every_width(faults):
    """What is wrong with a page on the narrowest telephone, on a usual one, and on a desk."""

    def looked(page: Page) -> list[str]:
        said = []
        for width in (NARROW, PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            said += faults(page)
        return said

    return looked


def test_the_department_watches_and_reminds(people, window, at_every_width):
    page = window(DESK)
    staff.log_in(page, people["mai"])
    page.goto("/so-tu-phap/un-tac/")
    expect(page.get_by_role("heading", level=1, name="Hồ sơ ùn tắc theo đơn vị và bước")).to_be_visible()
    assert at_every_width(page) == []
    page.goto("/so-tu-phap/qua-han/")
    page.get_by_role("button", name="Nhắc đơn vị Phường Hai Bà Trưng").click()
    expect(page.get_by_text("Đã nhắc hôm nay")).to_be_visible()
    assert at_every_width(page) == []


def test_the_office_reads_the_forecast(people, window, at_every_width):
    page = window(DESK)
    staff.log_in(page, people["ha"])
    for address in ("/mot-cua/", "/mot-cua/?xem=u-dong"):
        page.goto(address)
        expect(page.get_by_text("Hôm nay chưa giải quyết xong hồ sơ nào")).to_be_visible()
        assert at_every_width(page) == []


def test_the_leader_reads_the_forecast(people, window, at_every_width):
    page = window(PHONE)
    staff.log_in(page, people["tuan"])
    page.goto("/lanh-dao/")
    expect(page.get_by_text("Hôm nay chưa giải quyết xong hồ sơ nào")).to_be_visible()
    assert at_every_width(page) == []
