"""What a citizen does at her telephone, page by page; with scripts and without."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests import pictures
from tests.eyes import follow

NAME = "Nguyễn Thị Thùy Dương"
PHONE = "0900000002"
Look = Callable[[Page], None]


def unseen(page: Page) -> None:
    """Nobody looks at the pages on the way."""


def file_for_herself(page: Page, *, look: Look = unseen, scripts: bool = True) -> str:
    """From the home page to the confirmation; `look` is shown each page. Returns the reference as printed there."""
    page.goto("/")
    look(page)
    follow(page, page.get_by_role("main").get_by_role("link", name="Trích lục khai sinh").first)
    look(page)
    page.get_by_role("link", name="Nộp hồ sơ").first.click()
    for step in (_start, _office, _requester, _subject, _registration, _papers, _delivery, _check):
        expect(page.locator("h1")).to_be_visible()
        look(page)
        step(page, scripts)
    expect(page.get_by_role("heading", name="Đã nộp hồ sơ")).to_be_visible()
    look(page)
    return page.locator("#ma-nop").inner_text().strip()


def _go_on(page: Page, button: str = "Tiếp tục") -> None:
    """Press the button and wait until another page has come."""
    before = page.url
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(lambda url: urlsplit(url).path != urlsplit(before).path)


def _start(page: Page, scripts: bool) -> None:
    page.get_by_label("Trích lục khai sinh").check()
    _go_on(page, "Bắt đầu")


def _office(page: Page, scripts: bool) -> None:
    """Without diacritics; the place is a ward that is no more."""
    page.locator("#id_q").fill("dong mac")
    if scripts:
        page.get_by_role("option", name="Đống Mác").first.click()
    else:
        page.get_by_role("button", name="Tìm", exact=True).click()
        page.get_by_label("Đống Mác").first.check()
        page.get_by_role("button", name="Chọn nơi này").click()
    expect(page.locator(".office-name")).to_contain_text("Hai Bà Trưng")
    _go_on(page, "Đúng, tiếp tục")


def _requester(page: Page, scripts: bool, *, phone: str = PHONE) -> None:
    page.get_by_label("Họ, chữ đệm, tên").fill(NAME)
    for part, value in (("day", "12"), ("month", "3"), ("year", "1990")):
        page.locator(f"[name=birth_date_{part}]").fill(value)
    page.get_by_label("Số định danh cá nhân").fill("001190012345")
    page.get_by_label("Tỉnh, thành phố").select_option("01")
    page.locator("#id_commune").fill("bach mai")
    page.get_by_label("Số nhà, ngõ, đường").fill("Số 12 ngõ 45 Võ Thị Sáu")
    page.get_by_label("Điện thoại").fill(phone)
    _go_on(page)


def _subject(page: Page, scripts: bool) -> None:
    page.locator("[name=who][value=self]").check()
    page.locator("[name=sex][value=Nữ]").check()
    page.get_by_label("Dân tộc").fill("Kinh")
    page.get_by_label("Số bản sao").fill("2")
    _go_on(page)


def _registration(page: Page, scripts: bool) -> None:
    page.get_by_label("Không nhớ các thông tin trên").check()
    _go_on(page)


def _papers(page: Page, scripts: bool) -> None:
    """One photo for each required paper; without scripts each is sent by its own button."""
    for slot in page.locator(".slot", has_text=re.compile("Bắt buộc")).all():  # another hint says: "Không bắt buộc"
        name = slot.get_attribute("id")
        here = page.locator(f"#{name}")
        here.locator("input[type=file]").last.set_input_files(
            {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": pictures.photo()}
        )
        if not scripts:
            here.get_by_role("button", name="Tải ảnh lên").click()
        expect(page.locator(f"#{name}").get_by_text("Đã tải lên")).to_be_visible(timeout=20_000)
    _go_on(page)


def _delivery(page: Page, scripts: bool) -> None:
    """By post, to the address given before, which is not asked twice."""
    expect(page.get_by_label("Số nhà, ngõ, đường")).to_have_value("Số 12 ngõ 45 Võ Thị Sáu")
    page.locator("[name=wish][value=evening]").check()
    _go_on(page)


def _check(page: Page, scripts: bool) -> None:
    expect(page.get_by_role("main")).to_contain_text(NAME)
    page.get_by_label("Cam đoan").check()
    _go_on(page, "Nộp hồ sơ")
