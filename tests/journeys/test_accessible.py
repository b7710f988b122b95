"""Every page of the journey as axe-core sees it, on the narrowest telephone and on the desk; and by keyboard alone.

Source: WCAG 2.2 AA; 1.4.10 (320 px), 2.1.1 and 2.4.7 (keyboard).
"""

import pytest
from playwright.sync_api import Page, expect

from portal.offices.models import Office
from postal.demo.cast import HAI_BA_TRUNG, SINCE
from tests.eyes import follow
from tests.factories import birth_entry
from tests.journeys import citizen, staff

pytestmark = pytest.mark.browser
NARROW, PHONE, DESK = 320, 390, 1440
MOST_TABS = 80
# The control that has the focus belongs to the main button, and shows it.
ON_THE_BUTTON = """() => {
    const control = document.activeElement, button = control.closest("main .btn-primary, .action-bar .btn-primary");
    return Boolean(button) && [control, button].some((one) => {
        const look = getComputedStyle(one);
        return look.outlineStyle !== "none" || look.boxShadow !== "none";
    });
}"""


@pytest.fixture
def seen(faults):
    """`seen.look(page)` is shown each page; afterwards nothing may have been wrong with any of them."""

    class Seen:
        def __init__(self) -> None:
            self.pages: dict[str, list[str]] = {}

        def look(self, page: Page) -> None:
            """As it came, and again with the focus on its main button."""
            self.pages[page.title()] = faults(page) + _out_of_reach(page) + faults(page)

        @property
        def wrong(self) -> dict[str, list[str]]:
            return {title: said for title, said in self.pages.items() if said}

    return Seen()


def _out_of_reach(page: Page) -> list[str]:
    """Whether Tab leads to the main button, where the page has one."""
    if not page.locator("main .btn-primary:visible, .action-bar .btn-primary:visible").count():
        return []
    page.evaluate("document.activeElement.blur()")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(ON_THE_BUTTON):
            return []
    return ["Tab does not lead to the main button"]


def test_a_citizen_at_the_narrowest_telephone(people, window, seen):
    page = window(NARROW)
    ref = citizen.file_for_herself(page, look=seen.look)
    page.get_by_role("link", name="Theo dõi hồ sơ").click()
    expect(page.get_by_role("heading", name="Tiến độ")).to_be_visible()
    seen.look(page)
    for address in ("/ho-so/", "/tra-cuu/", "/kiem-tra/", "/dang-nhap/", "/dang-ky/"):
        page.goto(address)
        seen.look(page)
    page.goto("/tra-cuu/")
    page.locator("[name=code]").fill(ref)
    page.locator("[name=phone]").fill(citizen.PHONE)
    follow(page, page.get_by_role("button", name="Tra cứu"))
    seen.look(page)
    assert seen.wrong == {}
    assert len(seen.pages) >= 15


def test_those_who_work_on_it(people, window, seen):
    birth_entry(Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE))
    citizen.file_for_herself(window(PHONE))
    desk, leader, postman, department = window(DESK), window(PHONE), window(PHONE), window(DESK)
    staff.log_in(desk, people["ha"])
    staff.resolve(desk, look=seen.look)
    staff.log_in(leader, people["tuan"])
    staff.sign(leader, look=seen.look)
    staff.hand_over(desk, look=seen.look)
    staff.log_in(postman, people["tu"])
    staff.deliver(postman, look=seen.look)
    staff.log_in(department, people["mai"])
    for address in ("/so-tu-phap/", "/so-tu-phap/ban-do/", "/so-tu-phap/so-sanh/", "/thu-tong-quan/", "/so-lieu/"):
        department.goto(address)
        seen.look(department)
    assert seen.wrong == {}
    assert len(seen.pages) >= 12
