"""One extract copy on its whole way: telephone, office, leader, post, letter box, and the count of the Department."""

import subprocess

import pytest
from playwright.sync_api import Page, expect

from applications.models import Application
from applications.states import State
from portal.offices.models import Office
from postal.demo.cast import HAI_BA_TRUNG, SINCE
from tests.factories import birth_entry
from tests.journeys import citizen, staff

pytestmark = pytest.mark.browser
PHONE, DESK = 390, 1440


@pytest.fixture
def entry(people):
    """Her birth as the former ward wrote it down; the office of today holds the book."""
    return birth_entry(Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE))


def test_from_a_phone_to_the_letter_box(people, entry, window):
    phone = window(PHONE)
    ref = citizen.file_for_herself(phone)
    _look_up(window(PHONE), ref, says="Đã nộp")

    desk = window(DESK)
    staff.log_in(desk, people["ha"])
    code = staff.resolve(desk)
    leader = window(PHONE)
    staff.log_in(leader, people["tuan"])
    staff.sign(leader)
    _is_the_extract(staff.download_copy(desk, code))

    staff.hand_over(desk)
    postman = window(PHONE)
    staff.log_in(postman, people["tu"])
    staff.deliver(postman)

    phone.get_by_role("link", name="Theo dõi hồ sơ").click()
    expect(phone.get_by_role("heading", name="Đã nhận bản sao")).to_be_visible()
    application = Application.objects.get()
    assert (application.state, application.dossier_code) == (State.DELIVERED, code)
    _verify(window(PHONE), application.extract.check_code)
    _is_counted(window(DESK), people["mai"])


def _look_up(page: Page, ref: str, *, says: str) -> None:
    """Without proof of who asks: how far it is, and nothing of the person."""
    page.goto("/tra-cuu/")
    page.locator("[name=code]").fill(ref)
    page.locator("[name=phone]").fill(citizen.PHONE)
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.get_by_role("main")).to_contain_text(says)
    for secret in (citizen.NAME, "Thùy Dương", "001190012345", citizen.PHONE, "42.000", "Hai Bà Trưng"):
        expect(page.get_by_role("main")).not_to_contain_text(secret)


def _is_the_extract(path) -> None:
    assert path.read_bytes().startswith(b"%PDF")
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert citizen.NAME.casefold() in words.casefold()


def _verify(page: Page, check_code: str) -> None:
    page.goto("/kiem-tra/")
    page.locator("[name=code]").fill(check_code)
    page.locator("[name=year]").fill("1990")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("Bản sao này đã được cấp và đang còn giá trị.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(citizen.NAME)


def _is_counted(page: Page, official) -> None:
    staff.log_in(page, official)
    page.goto("/so-tu-phap/?")
    for term, figure in (("Hồ sơ nhận", "1"), ("Đã giải quyết", "1"), ("Trước và đúng hạn", "100")):
        expect(page.locator(".rp-card", has_text=term).first.locator(".rp-big")).to_contain_text(figure)
