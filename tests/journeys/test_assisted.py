"""An official files for a woman without a telephone; she confirms on the second screen; one key ends it and nothing is left."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application
from applications.states import State
from portal.offices.models import Office
from postal.demo.cast import HAI_BA_TRUNG, SINCE
from tests.eyes import follow
from tests.factories import birth_entry
from tests.journeys import citizen, staff

pytestmark = pytest.mark.browser
LOOKS = os.environ.get("LOOKS", "")  # a folder: what is seen is kept there, for people
TRACES = """async () => ({
    local: localStorage.length, session: sessionStorage.length,
    caches: window.caches ? (await caches.keys()).length : 0,
    databases: indexedDB.databases ? (await indexedDB.databases()).length : 0,
    cookies: document.cookie })"""
PERSONAL = ("Thùy Dương", "001190012345", "Võ Thị Sáu")
PATIENT = 20_000  # milliseconds: both screens look again every three seconds


@pytest.fixture
def entry(people):
    return birth_entry(Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE))


def test_an_official_files_for_a_woman_without_a_telephone(people, entry, window, faults):
    desk, screen = window(1440), window(390)
    addresses, headers = [], []
    desk.on("framenavigated", lambda frame: addresses.append(frame.url))
    desk.on("response", lambda answer: headers.append(answer) if answer.request.is_navigation_request() else None)
    staff.log_in(desk, people["ha"])
    follow(desk, desk.get_by_role("link", name="Nộp hộ"))
    look(desk, faults, "begin")
    desk.get_by_label("Thẻ căn cước, căn cước công dân").check()
    desk.get_by_label("Bốn ký tự cuối").fill("2345")
    desk.get_by_label("Đã đối chiếu").check()
    follow(desk, desk.get_by_role("button", name="Bắt đầu phiên"))
    look(desk, faults, "open")
    fill_in(desk, faults)
    pair(desk, screen, faults)
    desk.get_by_role("link", name="Hàng đợi").click()
    expect(desk.get_by_text("NỘP HỘ: " + citizen.NAME)).to_be_visible()
    desk.go_back()
    desk.get_by_role("button", name="Đưa lên màn hình thứ hai").click()
    confirm(screen, faults)
    expect(desk.get_by_text(f"{citizen.NAME} đã đọc lại và xác nhận")).to_be_visible(timeout=PATIENT)
    look(desk, faults, "confirmed")
    desk.get_by_role("button", name="Nộp hồ sơ", exact=True).click()
    expect(desk.get_by_text("Người này không có điện thoại")).to_be_visible()
    look(desk, faults, "filed")
    desk.evaluate("localStorage.setItem('a', 'Thùy Dương'); sessionStorage.setItem('b', '001190012345')")
    filed = Application.objects.get()
    assert (filed.state, filed.helped_by, filed.has_no_phone) == (State.SUBMITTED, people["ha"], True)

    desk.keyboard.press("F9")
    expect(desk.get_by_text("Phiên trước đã kết thúc")).to_be_visible()
    look(desk, faults, "ended")
    assert desk.evaluate(TRACES) == {"local": 0, "session": 0, "caches": 0, "databases": 0, "cookies": ""}
    nothing_behind(desk, filed)
    expect(screen.get_by_role("button", name="Hiện mã")).to_be_visible(timeout=PATIENT)
    kept_nowhere(headers)
    assert [address for address in addresses if any(word in address for word in (*PERSONAL, "Duong"))] == []


def fill_in(page: Page, faults) -> None:
    """The citizen's own pages; the telephone stays empty, and she will come for the copy herself."""
    page.get_by_role("link", name="Bản sao trích lục hộ tịch").click()
    citizen._start(page, scripts=True)
    citizen._office(page, scripts=True)
    look(page, faults, "requester")
    assert page.locator("form#buoc [autocomplete]:not([autocomplete=off])").count() == 0
    citizen._requester(page, scripts=True, phone="")
    citizen._subject(page, scripts=True)
    citizen._registration(page, scripts=True)
    citizen._papers(page, scripts=True)
    page.locator("[name=method][value=desk]").check()
    citizen._go_on(page)


def pair(desk: Page, screen: Page, faults) -> None:
    screen.goto("/man-hinh-2/")
    look(screen, faults, "screen_free")
    follow(screen, screen.get_by_role("button", name="Hiện mã"))
    look(screen, faults, "screen_code")
    look(desk, faults, "check")
    desk.get_by_label("Mã 6 chữ số").fill(screen.locator(".screen-code").inner_text())
    desk.get_by_role("button", name="Ghép").click()
    expect(desk.get_by_text("Màn hình thứ hai đã ghép")).to_be_visible()
    expect(screen.get_by_role("heading", name="Chờ cán bộ")).to_be_visible(timeout=PATIENT)


def confirm(screen: Page, faults) -> None:
    """The screen looks again by itself (without scripts too: tests/assisted)."""
    expect(screen.get_by_role("button", name="Đúng, tôi nộp")).to_be_visible(timeout=PATIENT)
    expect(screen.get_by_role("main")).to_contain_text(citizen.NAME)
    look(screen, faults, "screen_read")
    screen.get_by_role("button", name="Đúng, tôi nộp").click()
    expect(screen.get_by_role("heading", name="Cán bộ đang nộp hồ sơ")).to_be_visible()


def nothing_behind(page: Page, filed: Application) -> None:
    """Back, and Back again: no page of the sitting shows anything of her any more."""
    for _press in range(6):
        page.go_back()
        text = page.locator("body").inner_text()
        assert not [word for word in PERSONAL if word in text], page.url
        values = page.eval_on_selector_all("input, textarea", "fields => fields.map(field => field.value).join(' ')")
        assert not [word for word in PERSONAL if word in values], page.url
    page.goto(f"/nop-ho-so/{filed.ref}/kiem-tra/")
    expect(page.locator("body")).not_to_contain_text("Thùy Dương")


def kept_nowhere(answers) -> None:
    of_her = [answer for answer in answers if re.search(r"/(nop-ho-so|nop-ho|man-hinh-2)/", answer.url)]
    assert len(of_her) > 10
    assert [answer.url for answer in of_her if "no-store" not in answer.headers.get("cache-control", "")] == []


def look(page: Page, faults, name: str) -> None:
    """Sound at its own width and, the desk's pages, at 320 px."""
    width = page.viewport_size["width"]
    for wide in (width, 320):
        page.set_viewport_size({"width": wide, "height": 844})
        assert faults(page) == [], name
        if LOOKS:
            page.screenshot(path=str(Path(LOOKS) / f"{name}_{wide}.png"), full_page=True)
    page.set_viewport_size({"width": width, "height": 844})
