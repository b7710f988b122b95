"""The public pages in a real browser: for everybody, at every width, by keyboard, without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.pages.management.commands.load_pages import load_pages
from tests.factories import hanoi

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/en/",
    "/tim/?q=ket+hon",
    "/tim/?q=zzz",
    "/dich-vu/trich-luc-khai-sinh/",
    "/huong-dan/",
    "/huong-dan/chup-anh-giay-to/",
    "/thong-bao/",
    "/hoi-dap/",
    "/co-quan/",
    "/co-quan/?q=zzz",
    "/phan-anh/?q=hai+ba+trung",
    "/phan-anh/gui/",
    "/en/phan-anh/tra-loi/",
    "/kha-nang-tiep-can/",
    "/du-lieu-ca-nhan/",
    "/gioi-thieu/",
    "/menu/",
    "/kiem-tra/",
    "/tinh-thoi-han/?ngay=20&thang=3&nam=2026&gio=15&phut=0&giay=1",
    "/tinh-thoi-han/?ngay=30&thang=2&nam=2026",
    "/en/tinh-thoi-han/?ngay=30&thang=3&nam=2031&gio=9",
    "/lich-lam-viec/2026/",
    "/khong-co/",
)


@pytest.fixture(autouse=True)
def friday_morning(years, live_server, monkeypatch):
    load_pages()
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5))


@pytest.mark.parametrize("width", [320, 1440])
def test_public_pages_have_no_fault_and_never_scroll_sideways(page: Page, live_server, faults, width):
    page.set_viewport_size({"width": width, "height": 800})
    found = {}
    for path in PAGES:
        page.goto(live_server.url + path)
        found[path] = faults(page)
    assert {path: said for path, said in found.items() if said} == {}


def test_the_first_tab_leads_to_the_content(page: Page, live_server):
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_without_scripts_the_menu_opens_and_the_search_answers(browser, live_server):
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page.goto(live_server.url)
    page.locator("summary").click()
    expect(page.locator("details nav").get_by_role("link", name="Hướng dẫn")).to_be_visible()
    page.goto(live_server.url)
    page.get_by_label("Cần loại giấy tờ nào?").fill("giay ket hon")
    page.get_by_role("button", name="Tìm").click()
    expect(page).to_have_url(re.compile("/tim/"))
    expect(page.get_by_role("link", name="Trích lục kết hôn")).to_be_visible()
    page.close()


def test_nothing_moves_for_those_who_ask_for_stillness(browser, live_server):
    page = browser.new_page(reduced_motion="reduce", forced_colors="active")
    page.goto(live_server.url)
    moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0
    page.close()


def test_a_first_visit_stays_under_its_weight(page: Page, live_server):
    """Uncompressed here; compressed it is about a third. Source: visual.md §10."""
    sizes = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(live_server.url, wait_until="networkidle")
    fonts = sum(size for url, size in sizes.items() if "/fonts/" in url)
    assert 0 < fonts <= 40_000
    assert sum(sizes.values()) - fonts <= 150_000
    assert not [url for url in sizes if not url.startswith(live_server.url)]


def test_a_browser_that_saves_data_fetches_no_font(page: Page, live_server):
    fetched = []
    page.set_extra_http_headers({"Save-Data": "on"})
    page.on("response", lambda answer: fetched.append(answer.url))
    page.goto(live_server.url, wait_until="networkidle")
    assert [url for url in fetched if "/fonts/" in url] == []
    assert any(url.endswith("tokens.css") for url in fetched)
