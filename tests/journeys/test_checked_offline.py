"""An issued paper, photographed askew under a lamp, is checked in a browser whose network is off."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from civil_registry import extracts, seal_keys, seal_lists
from civil_registry.models import ExtractCopy
from civil_registry.render import render_copy
from civil_registry.seal import to_digits
from tests.photographs import photographed, sheet
from tests.registry.papers import signed
from tests.registry.seals import with_keys

pytestmark = pytest.mark.browser
OFFICE = "Ủy ban nhân dân phường Hai Bà Trưng"


@pytest.fixture
def copy(morning, live_server, settings, tmp_path, office, binh, dung) -> ExtractCopy:
    with_keys(settings, tmp_path, at=timezone.now())
    copy = signed(office, binh, dung)
    render_copy(copy.pk)
    copy.refresh_from_db()
    return copy


@pytest.fixture
def paper(copy, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(copy.document.read())
    return path


def checking(window, width: int = 390) -> Page:
    """The page, opened once with the network on, and kept."""
    page = window(width)
    page.goto("/kiem-tra/")
    expect(page.get_by_text("Trang này đã được lưu trong máy")).to_be_visible()
    return page


def choose(page: Page, picture: bytes) -> None:
    page.get_by_label("Chụp hoặc chọn ảnh bản sao").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture}
    )


def scanned(page: Page, digits: str) -> None:
    """The address as a telephone's camera opens it."""
    page.goto("about:blank")
    page.goto(f"/kt/#{digits}")


def test_a_photographed_paper_is_checked_with_the_network_off(window, copy, paper, faults):
    page = checking(window)
    page.context.set_offline(True)
    page.reload()
    choose(page, photographed(sheet(paper)))
    result = page.locator("[data-seal-result]")
    expect(result).to_contain_text("Dấu điện tử còn nguyên", timeout=30_000)
    expect(result).to_contain_text(copy.serial_text)
    expect(result).to_contain_text("20/03/2026")
    expect(result).to_contain_text(OFFICE)
    expect(result).not_to_contain_text("DƯƠNG")
    result.get_by_label("Mã tra cứu in cạnh mã QR").fill(copy.check_code.lower())
    result.get_by_role("button", name="Mở").click()
    for said in ("NGUYỄN THỊ THÙY DƯƠNG", "12/3/1990", "20/3/1990"):
        expect(result).to_contain_text(said)
    assert faults(page) == []


def test_a_scanned_address_opens_offline_and_warns_of_addresses(window, copy):
    page = checking(window)
    page.context.set_offline(True)
    scanned(page, to_digits(bytes(copy.seal)))
    result = page.locator("[data-seal-result]")
    expect(result).to_contain_text("so địa chỉ trên thanh trình duyệt")
    expect(result).to_contain_text(copy.serial_text)
    expect(page).to_have_url(re.compile("/kt/$"))  # nothing of the seal stays in the bar or the history
    assert result.locator(".note-ok").count() == 0


def test_what_was_changed_is_refused(window, copy):
    page = checking(window)
    forged = bytearray(copy.seal)
    forged[len(forged) // 2] ^= 1
    scanned(page, to_digits(bytes(forged)))
    expect(page.locator("[data-seal-result]")).to_contain_text("Dấu điện tử không đúng")
    expect(page.locator("[data-seal-result]")).not_to_contain_text(copy.serial_text)


def test_another_code_does_not_open_the_names(window, copy):
    page = checking(window)
    scanned(page, to_digits(bytes(copy.seal)))
    page.get_by_label("Mã tra cứu in cạnh mã QR").fill("22222222222")
    page.get_by_role("button", name="Mở").click()
    expect(page.get_by_text("Mã này không mở được dấu")).to_be_visible()


def test_cancelled_stolen_and_unknown_are_told_apart(window, copy, binh):
    with transaction.atomic():
        extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=binh.pk, at=timezone.now())
    seal_lists.refresh(at=timezone.now() + timedelta(minutes=1))
    page = window(390)
    scanned(page, to_digits(bytes(copy.seal)))
    result = page.locator("[data-seal-result]")
    expect(result).to_contain_text("đã bị hủy")
    with transaction.atomic():
        seal_keys.stop_using(1, on=timezone.localdate(), is_compromised=True)
    seal_lists.refresh(at=timezone.now() + timedelta(minutes=2))
    fresh = window(1440)
    scanned(fresh, to_digits(bytes(copy.seal)))
    expect(fresh.locator("[data-seal-result]")).to_contain_text("bị lộ")


def test_the_online_check_is_filled_in_from_the_paper(window, copy):
    page = checking(window, 1440)
    scanned(page, to_digits(bytes(copy.seal)))
    page.get_by_label("Mã tra cứu in cạnh mã QR").fill(copy.check_code)
    page.get_by_role("button", name="Mở").click()
    expect(page.locator("#id_year")).to_have_value("1990")
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.get_by_text("đang còn giá trị")).to_be_visible()
