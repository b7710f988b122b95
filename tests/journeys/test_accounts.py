"""A commune gets its accounts: a list is applied, a leader confirmed by the second administrator, an official activates."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.accounts.models import User
from portal.messaging.models import OutgoingMessage
from portal.registrations.models import PostingProposal, RegistrationList
from postal.demo import registrations
from tests.journeys import staff

pytestmark = pytest.mark.browser
WIDTHS = (320, 390, 1440)
HOME = "/so-tu-phap/tai-khoan/"


@pytest.fixture
def waiting(people) -> RegistrationList:
    registrations.load(people, at=timezone.now())
    return RegistrationList.objects.order_by("pk").first()


def logged_in(page: Page, person: User) -> Page:
    staff.log_in(page, person)
    return page


def faults_of(page: Page, address: str, faults) -> list[str]:
    said = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        said += [f"{address} {width}: {fault}" for fault in faults(page)]
    return said


def test_a_list_is_applied_a_leader_confirmed_and_an_official_activates(waiting, people, window, faults):
    page = logged_in(window(1440), people["quang"])
    page.goto(f"{HOME}danh-sach/{waiting.pk}/")
    expect(page.get_by_role("status")).to_contain_text("11 tài khoản mới")
    page.get_by_role("button", name="Áp dụng danh sách").click()
    expect(page.get_by_text("Áp dụng lần nữa không thay đổi gì")).to_be_visible()
    assert PostingProposal.objects.waiting().count() == 4  # two leaders, the IT officer, and the deputy of the demo

    second = logged_in(window(390), people["van"])
    second.goto(HOME)
    second.get_by_role("link", name=re.compile("Xem và quyết định phân công")).first.click()
    second.get_by_role("button", name="Xác nhận").click()
    expect(second.get_by_text("Phân công có hiệu lực")).to_be_visible()

    letter = OutgoingMessage.objects.filter(recipient__startswith="cb03.").get()
    new = window(390)
    new.goto(re.search(r"/kich-hoat/\S+", letter.text)[0])
    new.get_by_label("Mật khẩu mới").fill("con mèo trèo cây cau")
    new.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(new).to_have_url(re.compile("/xac-thuc/bat/"))


def test_the_pages_of_accounts_suit_everybody(waiting, people, window, faults):
    page = logged_in(window(1440), people["quang"])
    posting = people["ha"].postings.order_by("id").first()
    addresses = [HOME, f"{HOME}danh-sach/", f"{HOME}danh-sach/{waiting.pk}/", f"{HOME}danh-sach/{waiting.pk + 1}/"]
    addresses += [f"{HOME}don-vi/{posting.office_id}/{more}" for more in ("", "them/", "xac-nhan/")]
    addresses += [f"{HOME}nguoi/{posting.user_id}/", f"{HOME}phan-cong/{posting.pk}/ket-thuc/", f"{HOME}quyen/"]
    addresses += [f"{HOME}de-nghi/{PostingProposal.objects.get().pk}/"]
    assert [fault for address in addresses for fault in faults_of(page, address, faults)] == []
