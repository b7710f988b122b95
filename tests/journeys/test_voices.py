"""A difficulty from a unit to the Department's answer, and a notice from its first words to the public, in a real browser."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from portal.offices.models import Office
from postal.demo import voices
from postal.demo.cast import HAI_BA_TRUNG, SINCE
from tests.factories import hanoi
from tests.journeys import staff

pytestmark = pytest.mark.browser
PHONE, DESK = 390, 1440


@pytest.fixture
def city(people):
    """The demonstration's difficulties and notices."""
    call_command("load_pages", verbosity=0)
    voices.load(people, at=hanoi(20, 9, 0))
    return people


@pytest.fixture
def seen(faults):
    """`seen(page)`: nothing is wrong with the page as it stands."""

    def look(page: Page) -> None:
        assert faults(page) == [], page.url

    return look


def test_a_difficulty_is_written_at_a_unit_and_answered_at_the_department(city, window, seen):
    desk, department = window(PHONE), window(DESK)
    staff.log_in(desk, city["ha"])
    desk.goto("/mot-cua/kien-nghi/")
    seen(desk)
    desk.get_by_role("link", name="Gửi khó khăn, kiến nghị").click()
    desk.get_by_label("Kỹ thuật, phần mềm").check()
    desk.get_by_label("Tóm tắt trong một câu").fill("Trang in nhãn trắng")
    desk.get_by_label("Nội dung").fill("Người gọi 0912345678 báo nhãn trắng.")
    desk.get_by_role("button", name="Gửi").click()
    expect(desk.get_by_text("0912••••678").first).to_be_visible()
    seen(desk)
    desk.get_by_label("Nội dung").fill("Nhãn trắng trên máy in nhiệt.")
    desk.get_by_role("button", name="Gửi").click()
    expect(desk.get_by_text("đến Sở Tư pháp. Trả lời chậm nhất")).to_be_visible()
    seen(desk)
    staff.log_in(department, city["mai"])
    department.goto("/so-tu-phap/kien-nghi/")
    seen(department)
    department.get_by_role("link", name="Trang in nhãn trắng").click()
    department.get_by_label("Trả lời").fill("Chọn khổ 100 × 70 mm.")
    seen(department)
    department.get_by_role("button", name="Gửi câu trả lời").click()
    expect(department.get_by_text("và báo cho các đơn vị")).to_be_visible()
    seen(department)
    department.goto("/so-tu-phap/kien-nghi/tong-hop/")
    seen(department)
    desk.reload()
    expect(desk.get_by_text("Chọn khổ 100 × 70 mm.").first).to_be_visible()


def test_a_notice_is_written_seen_while_it_is_typed_and_published(city, window, seen):
    department, public = window(DESK), window(PHONE)
    staff.log_in(department, city["quang"])
    department.goto("/so-tu-phap/noi-dung/")
    seen(department)
    department.goto("/so-tu-phap/noi-dung/moi/news/")
    department.get_by_label("Tiêu đề", exact=True).fill("Nghỉ lễ 2/9")
    department.get_by_label("Nội dung", exact=True).fill(
        "Các cơ quan **nghỉ** ngày 2/9.\n\n| Ngày | Mở |\n|---|---|\n| 2/9 | không |"
    )
    expect(department.locator("[data-preview] strong")).to_have_text("nghỉ")
    seen(department)
    department.get_by_role("button", name="Lưu bản nháp").click()
    seen(department)
    department.get_by_role("link", name="Đăng phiên bản 1…").click()
    seen(department)
    department.get_by_role("button", name="Đăng", exact=True).click()
    expect(department.get_by_text("Phiên bản 1 được đăng từ bây giờ.")).to_be_visible()
    department.get_by_label("Nội dung", exact=True).fill("Các cơ quan nghỉ ngày 1/9 và 2/9.")
    department.get_by_role("button", name="Lưu phiên bản mới").click()
    department.get_by_role("link", name="Phiên bản 2", exact=True).click()
    seen(department)
    slug = Office.objects.get(code=HAI_BA_TRUNG, valid_from=SINCE).slug
    for address in (
        "/",
        "/thong-bao/",
        "/thong-bao/nghi-le-2-9/",
        "/en/thong-bao/nghi-le-2-9/",
        "/hoi-dap/",
        f"/co-quan/{slug}/",
    ):
        public.goto(address)
        seen(public)
    public.goto("/thong-bao/nghi-le-2-9/")
    expect(public.locator("strong", has_text="nghỉ")).to_be_visible()
