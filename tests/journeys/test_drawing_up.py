"""Drawing up in a real browser: the sheet follows the note, the pages are sound, the signer sees what changed."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from applications import actions
from civil_registry import tasks
from civil_registry.corrections import correct
from civil_registry.models import RegisterEntry
from portal.offices.models import Office
from tests import factories
from tests.eyes import follow
from tests.factories import acting
from tests.journeys.staff import log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = os.environ.get("LOOKS", "")  # a folder: what is seen is kept there, for people


@pytest.fixture
def dossier(people, morning):
    """Drawn up by Hà from an entry that somebody typed in, with an age in the place of the father's year."""
    factories.calendar_years()
    office = Office.objects.get(pk=people["ha"].postings.first().office_id)
    now = factories.hanoi(20, 9, 2)
    filed = factories.submitted(office, at=now, requester_name=people["ha"].full_name)
    filed.answers = {
        "subject": {"full_name": "Nguyễn Thị Thuỳ Dương", "birth_date": "1990-12-03", "copies": 2, "relationship": "self"}
    }
    filed.save()
    entry = factories.birth_entry(office, father_birth_year="", father_age="28", place_of_origin="", number="12 bis")
    RegisterEntry.objects.filter(pk=entry.pk).update(source="transcribed", added_by=people["ha"])
    by = acting(people["ha"], "civil_status_officer")
    actions.receive(filed.pk, by=by, at=now)
    return actions.draw_up(filed.pk, entry_id=entry.pk, by=by, at=now)


def test_the_sheet_follows_the_note_and_the_signer_sees_what_changed(dossier, people, window, faults):
    page = window(1440)
    log_in(page, people["ha"])
    page.goto(f"/mot-cua/ho-so/{dossier.code}/du-thao/")
    before = page.evaluate("history.length")
    page.get_by_label("Ghi chú trên bản sao").fill("Đã ly hôn theo Bản án số 12/2010.")
    expect(page.frame_locator("iframe:visible").get_by_text("Đã ly hôn theo Bản án số 12/2010.")).to_be_visible()
    assert page.evaluate("history.length") == before
    look(page, faults, "draft")
    page.get_by_label("Tôi đã đọc cảnh báo").check()
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text("Đã trình lãnh đạo ký.")).to_be_visible()
    tasks.render_pending_drafts()
    leader = window(390)
    log_in(leader, people["tuan"])
    leader.goto("/mot-cua/so-ho-tich/cho-doi-chieu/")
    look(leader, faults, "to_check")
    leader.goto(f"/lanh-dao/ho-so/{dossier.code}/")
    look(leader, faults, "sign")
    correct(dossier.extract.entry_id, {"sex": "", "full_name": "Nguyễn Thị Thúy Dương"}, by_id=people["ha"].pk,
            at=factories.hanoi(20, 9, 5), ground="Sổ 01/1990")  # fmt: skip
    leader.get_by_label("Tôi đã đối chiếu với sổ").check()
    leader.get_by_role("button", name="Ký").first.click()
    expect(leader.get_by_role("heading", name="Mục sổ đã thay đổi sau khi dự thảo")).to_be_visible()
    look(leader, faults, "changed")
    follow(leader, leader.get_by_role("link", name="Xem và đối chiếu mục sổ"))
    look(leader, faults, "check")
    follow(leader, leader.get_by_role("link", name="Sai so với sổ"))
    look(leader, faults, "correct")
    leader.goto(f"/lanh-dao/ho-so/{dossier.code}/")
    leader.get_by_role("button", name="Trả lại để dự thảo lại").click()
    page.goto(f"/mot-cua/ho-so/{dossier.code}/du-thao/")
    look(page, faults, "returned")
    page.get_by_role("button", name="Dự thảo lại theo sổ").click()
    expect(page.get_by_text("Đã dự thảo lại theo mục sổ hiện nay.")).to_be_visible()


def test_without_scripts_a_button_shows_the_note_on_the_sheet(dossier, people, window):
    page = window(1440, scripts=False)
    log_in(page, people["ha"])
    page.goto(f"/mot-cua/ho-so/{dossier.code}/du-thao/")
    page.get_by_label("Ghi chú trên bản sao").fill("Theo sổ giấy.")
    page.get_by_role("button", name="Cập nhật bản xem").click()
    expect(page.frame_locator("iframe").get_by_text("Theo sổ giấy.")).to_be_visible()


def look(page, faults, name: str) -> None:
    assert faults(page) == []
    if LOOKS:
        width = page.viewport_size["width"]
        page.wait_for_timeout(500)
        page.screenshot(path=Path(LOOKS) / f"{name}-{width}.png", full_page=True)
        page.screenshot(path=Path(LOOKS) / f"{name}-{width}-top.png")
