"""Two minutes before a session ends its owner is told, and one press goes on. Source: WCAG 2.2, 2.2.1."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.journeys import staff

pytestmark = pytest.mark.browser
WARNED = "Còn khoảng 2 phút nữa là đăng xuất."
HALF_AN_HOUR = 30 * 60


@pytest.fixture
def warned(people, window, settings):
    """An official's window in which the warning has just come up."""
    page = window(390)
    staff.log_in(page, people["ha"])
    settings.SESSION_COOKIE_AGE = 122
    page.reload()
    expect(page.get_by_role("dialog", name="Sắp đăng xuất vì không dùng")).to_contain_text(WARNED)
    return page


def test_one_press_goes_on_and_nothing_is_wrong_with_the_page(warned, settings, faults):
    assert faults(warned) == []
    expect(warned.get_by_role("button", name="Tiếp tục làm")).to_be_focused()
    settings.SESSION_COOKIE_AGE = HALF_AN_HOUR
    warned.keyboard.press("Enter")
    expect(warned.get_by_role("dialog")).to_have_count(0)


def test_escape_means_that_somebody_is_there(warned, settings):
    settings.SESSION_COOKIE_AGE = HALF_AN_HOUR
    warned.keyboard.press("Escape")
    expect(warned.get_by_role("dialog")).to_have_count(0)
    assert Session.objects.exists()


def test_too_late_it_leads_to_log_in_and_back(warned):
    Session.objects.all().delete()
    warned.get_by_role("button", name="Tiếp tục làm").click()
    expect(warned.get_by_role("link", name="Đăng nhập lại")).to_have_attribute(
        "href", "/cong-chuc/dang-nhap/?next=%2Fmot-cua%2F"
    )
