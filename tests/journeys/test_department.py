"""A day at the Department: the month's II.06a, the late unit and its dossiers, a commune opened, its people, an answer."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from applications import actions
from applications.models import Application
from portal.background import without_nudges
from portal.offices.models import Office, ServiceActivation
from portal.registrations.models import RegistrationList
from postal.demo import cast, registrations, rollout, voices
from tests import factories
from tests.eyes import follow
from tests.factories import acting, hanoi
from tests.journeys import staff

pytestmark = pytest.mark.browser
DESK = 1440


@pytest.fixture
def city(people):
    """Two dossiers of the month 15/2–14/3 at Hai Bà Trưng: one signed the same day, one two days late."""
    office = Office.objects.get(code=cast.HAI_BA_TRUNG, valid_from=cast.SINCE)
    entry, official, leader = factories.birth_entry(office), acting(people["binh"]), acting(people["dung"])
    with without_nudges():  # printing and signing belong to a worker; here a loop runs in this thread
        for signed_on in (9, 11):
            _resolved(office, entry, official, leader, signed_on)
    call_command("load_pages", verbosity=0)
    voices.load(people, at=hanoi(20, 9, 0))
    rollout.load(people, now=timezone.now())
    registrations.load(people, at=timezone.now())
    return people


def _resolved(office, entry, official, leader, signed_on: int) -> None:
    dossier = factories.submitted(office, at=hanoi(9, 8, 30))
    actions.receive(dossier.pk, by=official, at=hanoi(9, 9))
    actions.draw_up(dossier.pk, entry_id=entry.pk, by=official, at=hanoi(signed_on, 10))
    actions.send_for_signature(dossier.pk, by=official, at=hanoi(signed_on, 10, 5))
    actions.sign(dossier.pk, by=leader, at=hanoi(signed_on, 11))


@pytest.fixture
def page(city, window, faults):
    page = window(DESK)
    staff.log_in(page, city["quang"])
    return page


def test_the_months_form_is_counted_checked_and_issued(page, faults):
    page.goto("/so-tu-phap/bao-cao/")
    page.get_by_label("Kỳ", exact=True).select_option(label="Tháng")
    page.get_by_label("Tháng hoặc quý").select_option("3")
    page.get_by_label("Năm").select_option("2026")
    follow(page, page.get_by_role("button", name="Lập báo cáo"))
    assert faults(page) == []
    expect(page.get_by_text("15/02/2026").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Chốt")).click()
    expect(page.get_by_text("01/BC-STP").first).to_be_visible()
    assert faults(page) == []
    unit = page.get_by_role("row", name=re.compile("Hai Bà Trưng"))
    unit.get_by_role("link", name="1", exact=True).last.click()  # (10), late
    late = Application.objects.get(resolved_at=hanoi(11, 11))
    expect(page.get_by_role("rowheader", name=late.dossier_code)).to_be_visible()
    page.get_by_role("link", name=re.compile("Về báo cáo")).click()
    expect(page.get_by_text("01/BC-STP").first).to_be_visible()


def test_a_late_number_leads_to_its_dossiers_and_back(page, faults):
    page.goto("/so-tu-phap/?ky=tuy-chon&tu=01/03/2026&den=14/03/2026")
    unit = page.get_by_role("row", name=re.compile("Hai Bà Trưng"))
    unit.get_by_role("link", name=re.compile("^1")).last.click()
    late = Application.objects.get(resolved_at=hanoi(11, 11))
    expect(page.get_by_role("rowheader", name=late.dossier_code)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name=re.compile("Về báo cáo")).click()
    expect(page.get_by_label("Từ ngày")).to_have_value("01/03/2026")


def test_a_commune_is_opened_and_its_people_answered(page: Page, faults):
    tay_ho = Office.objects.get(code=rollout.TAY_HO, valid_from=cast.SINCE)
    page.goto(f"/so-tu-phap/don-vi/{tay_ho.slug}/mo/")
    assert faults(page) == []
    page.get_by_label("Mở từ ngày").fill("23/03/2026")
    page.get_by_role("button", name="Mở dịch vụ").click()
    expect(page.get_by_text("Phường Tây Hồ nhận hồ sơ trực tuyến từ ngày")).to_be_visible()
    assert ServiceActivation.objects.filter(office=tay_ho, valid_to__isnull=True).exists()

    waiting = RegistrationList.objects.order_by("pk").first()
    page.goto(f"/so-tu-phap/tai-khoan/danh-sach/{waiting.pk}/")
    page.get_by_role("button", name="Áp dụng danh sách").click()
    expect(page.get_by_text("Áp dụng lần nữa không thay đổi gì")).to_be_visible()

    page.goto("/so-tu-phap/kien-nghi/")
    page.get_by_role("link", name=re.compile("đã chia cho hai phường")).click()
    page.get_by_label("Trả lời").fill("Phường đang giữ sổ xác nhận.")
    page.get_by_role("button", name="Gửi câu trả lời").click()
    expect(page.get_by_text("và báo cho các đơn vị")).to_be_visible()
