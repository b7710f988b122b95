"""Training mode by hand: banner, watermark, an extract issued before 15:00, its result before the trainer, no figure moved."""

import re

import pytest
from playwright.sync_api import Page, expect

from applications.reports.figures import figures
from applications.reports.scope import Scope
from applications.training.models import ExerciseRun
from portal.messaging.models import OutgoingMessage
from portal.offices.calendar import calendar_for
from tests.documents import judges
from tests.factories import hanoi
from tests.journeys import staff

pytestmark = pytest.mark.browser
TITLE = "Cấp bản sao trích lục khai sinh trước 15 giờ"


def counted():
    return figures(Scope(hanoi(1).date(), hanoi(31).date(), hanoi(24)), calendar_for(None))


def test_an_exercise_is_done_in_the_sandbox_and_the_trainer_sees_it(people, window, faults):
    before = counted()
    page = window(1440)
    staff.log_in(page, people["ha"])
    _begin(page, faults)
    _issue(page)
    _go_to_the_run(page)
    page.get_by_role("button", name="Nhờ lãnh đạo giả lập ký").click()
    expect(page.get_by_text("Đã làm được 5 / 5 bước")).to_be_visible()
    assert faults(page) == []
    assert "TẬP HUẤN" in judges.text(staff.download_copy(page, page.locator("dd.code").inner_text()))

    trainer = window(390)
    staff.log_in(trainer, people["tuan"])
    trainer.goto("/mot-cua/tap-huan/ket-qua/")
    expect(trainer.get_by_role("row", name=TITLE).get_by_text("Đạt")).to_be_visible()
    assert faults(trainer) == []
    assert counted() == before
    run = ExerciseRun.objects.get()
    assert not OutgoingMessage.objects.filter(subject_ref=f"application:{run.application.ref}").exists()


def _begin(page: Page, faults) -> None:
    page.goto("/mot-cua/tap-huan/")
    page.get_by_role("button", name="Vào chế độ tập huấn").click()
    expect(page.locator(".training-bar")).to_contain_text("TẬP HUẤN: dữ liệu giả, không có giá trị pháp lý")
    assert faults(page) == []
    page.get_by_role("button", name=re.compile(f"Bắt đầu.*{TITLE}")).click()
    expect(page.get_by_text("Đã làm được 0 / 5 bước")).to_be_visible()


def _issue(page: Page) -> None:
    """As with a real dossier, on the same pages."""
    page.get_by_role("link", name="Mở hồ sơ").click()
    page.get_by_role("link", name="Tiếp nhận…").click()
    page.get_by_label("Đã xem từng giấy tờ").check()
    page.get_by_role("button", name="Tiếp nhận, cấp mã hồ sơ").click()
    page.get_by_role("button", name="Tìm trong sổ", exact=False).last.click()
    page.locator("table").get_by_role("button").first.click()
    staff.send_for_signature(page)


def _go_to_the_run(page: Page) -> None:
    page.goto("/mot-cua/tap-huan/")
    expect(page.locator(".training-bar")).to_be_visible()
    page.get_by_role("link", name=re.compile(f"Mở.*{TITLE}")).click()
