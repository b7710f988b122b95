"""What officials, a leader and a postal worker do at their pages, from log-in to delivery."""

from pathlib import Path

from playwright.sync_api import Page, expect

from portal.accounts.enrolment import code_of_this_moment
from portal.accounts.models import User
from postal.demo.cast import PASSWORD
from tests.eyes import follow
from tests.journeys.citizen import NAME, Look, unseen


def log_in(page: Page, person: User) -> None:
    """The password, then the code that an app would show at this moment."""
    page.goto("/cong-chuc/dang-nhap/")
    page.locator("[name=login]").fill(person.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("[name=code]").fill(code_of_this_moment(person))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def receive(page: Page, *, subject: str = NAME, look: Look = unseen) -> str:
    """Take the next dossier, which must be this person's, and receive it. Returns its code."""
    look(page)
    page.get_by_role("button", name="Nhận hồ sơ kế tiếp").click()
    expect(page.get_by_role("heading", level=1, name=subject)).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Tiếp nhận…"))
    look(page)
    page.get_by_label("Đã xem từng giấy tờ").check()
    page.get_by_role("button", name="Tiếp nhận, cấp mã hồ sơ").click()
    expect(page.get_by_text("Đã tiếp nhận, cấp mã")).to_be_visible()
    look(page)
    return page.locator(".dossier-head .code").inner_text()


def resolve(page: Page, *, subject: str = NAME, look: Look = unseen) -> str:
    """Receive the next dossier, find it in the register, send the draft for signature. Returns the dossier's code."""
    code = receive(page, subject=subject, look=look)
    page.get_by_role("button", name="Tìm trong sổ", exact=False).last.click()
    expect(page.get_by_text("Có 1 mục.")).to_be_visible()
    look(page)
    page.get_by_role("row", name=subject).get_by_role("button").click()
    send_for_signature(page, look=look)
    return code


def send_for_signature(page: Page, *, look: Look = unseen) -> None:
    """From the page of a draft that has just been drawn up."""
    expect(page.get_by_role("heading", level=1, name="Dự thảo")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text("Đã trình lãnh đạo ký.")).to_be_visible()


def sign(page: Page, *, subject: str = NAME, look: Look = unseen) -> None:
    """The leader at his telephone: the only paper in the tray."""
    page.goto("/lanh-dao/")
    look(page)
    follow(page, page.get_by_role("link", name=subject))
    look(page)
    page.get_by_role("button", name="Ký", exact=False).first.click()
    expect(page.get_by_text("Không còn văn bản chờ ký.")).to_be_visible()


def download_copy(page: Page, code: str) -> Path:
    page.goto(f"/mot-cua/ho-so/{code}/")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Tải bản sao để in").click()
    return begun.value.path()


def hand_over(page: Page, *, look: Look = unseen) -> None:
    """Make the envelope, open a batch, type the digits under the bar code, close the batch."""
    page.goto("/mot-cua/ban-giao/")
    follow(page, page.get_by_role("button", name="Lập 1 phong bì"))
    look(page)
    number = page.locator(".not-yet a.code").get_attribute("href").rstrip("/").rsplit("/", 1)[-1]
    page.get_by_role("button", name="Tạo đợt").click()
    page.get_by_label("Quét mã vạch").press_sequentially(number)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đã quét: 1 phong bì")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Chốt đợt").click()
    expect(page.get_by_role("heading", name="Biên bản bàn giao")).to_be_visible()
    look(page)


def deliver(page: Page, *, look: Look = unseen) -> None:
    """The postal worker at his telephone: take over the batch, deliver the one envelope for the money printed on it."""
    page.goto("/buu-dien/")
    follow(page, page.locator("a.job"))
    look(page)
    page.get_by_role("button", name="Xác nhận 1 phong bì").click()
    page.goto("/buu-dien/")
    look(page)
    follow(page, page.get_by_role("link", name=NAME))
    look(page)
    page.get_by_label("Số tiền đã thu").fill("42.000")
    page.get_by_role("button", name="Đã giao phong bì này").click()
    expect(page.get_by_text("hồ sơ đã đóng").or_(page.get_by_text("Đã giao hôm nay")).first).to_be_visible()
