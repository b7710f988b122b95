"""A ward was divided yesterday: the Department says who goes on, and the successor's desk has its dossier and its past."""

from datetime import date

import pytest
from playwright.sync_api import expect

from applications import actions
from portal.background import without_nudges
from tests import factories
from tests.eyes import follow
from tests.factories import hanoi
from tests.journeys import staff

pytestmark = pytest.mark.browser
NARROW, DESK = 320, 1440


@pytest.fixture
def divided(people):
    """Hai Bà Trưng, with a dossier of Wednesday; its people are posted there still."""
    office = people["binh"].postings.first().office
    with without_nudges():
        dossier = factories.submitted(office, at=hanoi(18, 9))
    for taker in ("chi", "khoa"):
        factories.succeeded(office, people[taker].postings.first().office, on=date(2026, 3, 20), is_main=None)
    return dossier


def test_the_department_chooses_and_the_successor_goes_on(people, divided, window, faults):
    page = window(DESK)
    staff.log_in(page, people["quang"])
    page.goto("/so-tu-phap/don-vi-ke-thua/")
    assert faults(page) == []
    page.get_by_label("Phường Bạch Mai").check()
    page.get_by_role("button", name="Chuyển đến nơi đã chọn").click()
    expect(page.get_by_text("Việc của phường Hai Bà Trưng do phường Bạch Mai giải quyết tiếp")).to_be_visible()

    with without_nudges():
        assert actions.pass_on_ended(at=hanoi(20, 9, 10)) == 1
    desk = window(NARROW)
    staff.log_in(desk, people["chi"])
    desk.goto(f"/mot-cua/ho-so/{divided.ref}/")
    expect(desk.get_by_text("Chuyển đơn vị kế thừa")).to_be_visible()
    desk.goto("/vao/don-vi-cu/")
    assert faults(desk) == []
    desk.get_by_role("button", name="Vào xem phường Hai Bà Trưng").click()
    expect(desk.get_by_text("Đang xem việc cũ của")).to_be_visible()
    assert faults(desk) == []
    follow(desk, desk.get_by_role("button", name="Về đơn vị của mình"))
    expect(desk.get_by_text("Đã về phường Bạch Mai")).to_be_visible()
