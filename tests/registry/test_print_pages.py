"""R10, R11 through the front door: choose, watch the progress, fetch the file, scan back, print a spoilt sheet again."""

import pytest
from django.urls import reverse

from civil_registry import run_press
from civil_registry.models import PrintedSheet, PrintRun
from portal.accounts.models import Role
from tests.factories import birth_entry, hanoi, official
from tests.registry.papers import a_run, signed

pytestmark = pytest.mark.django_db
TRAY = "/mot-cua/khay-in/"


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


@pytest.fixture
def copy(office, binh, dung):
    return signed(office, binh, dung, quantity=2)


@pytest.fixture
def run(office, binh, copy) -> PrintRun:
    """Asked for, and its file made."""
    run = a_run(office, binh, copy, printed=False)
    run_press.print_run(run.pk, clock=hanoi)
    run.refresh_from_db()
    return run


def page_of(client, run: PrintRun) -> str:
    return client.get(reverse("registry_desk:print_run", args=[run.number])).content.decode()


def scanned(client, run: PrintRun, code: str, **words) -> str:
    address = reverse("registry_desk:scan_sheet", args=[run.number])
    return client.post(address, {"code": code} | words, follow=True).content.decode()


def test_the_tray_lists_what_is_signed_and_not_printed(desk, copy):
    page = desk.get(TRAY).content.decode()
    assert copy.serial_text in page
    assert "Chờ in: 1 bản sao" in page


def test_choosing_copies_makes_a_run_that_shows_its_progress(desk, copy):
    answer = desk.post(TRAY, {"copy": [copy.pk]}, follow=True)
    run = PrintRun.objects.get()
    assert answer.redirect_chain[0][0] == reverse("registry_desk:print_run", args=[run.number])
    assert "Đang lập tệp in" in answer.content.decode()


def test_a_run_that_is_being_made_reloads_by_itself(desk, office, binh, copy):
    run = a_run(office, binh, copy, printed=False)
    PrintRun.objects.filter(pk=run.pk).update(asked_at="2126-03-20T00:00:00Z", done=1)
    answer = desk.get(reverse("registry_desk:print_run", args=[run.number]))
    assert "Refresh" in answer.headers
    assert 'value="1"' in answer.content.decode()


@pytest.mark.parametrize("bad", [[], ["x"], ["9" * 40], ["-1"]])
def test_choosing_nothing_is_told(desk, copy, bad):
    assert "Chọn ít nhất một bản sao" in desk.post(TRAY, {"copy": bad}).content.decode()


def test_copies_of_another_office_are_not_printed(desk, other_office, chi):
    giang = official("Lê Văn Giang", other_office, Role.OFFICE_LEADER)
    foreign = signed(other_office, chi, giang, birth_entry(other_office, number="90"))
    desk.post(TRAY, {"copy": [foreign.pk]})
    assert not PrintRun.objects.exists()


def test_fetching_the_file_marks_the_copies_printed(desk, run, copy):
    answer = desk.get(reverse("registry_desk:print_run_file", args=[run.number]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    copy.refresh_from_db()
    assert copy.printed_at


def test_another_office_finds_no_run(client_of, chi, run):
    assert client_of(chi).get(reverse("registry_desk:print_run", args=[run.number])).status_code == 404


def test_what_is_missing_shrinks_with_each_scan(desk, run):
    assert "Chưa quét lại: 2" in page_of(desk, run)
    page = scanned(desk, run, run.sheets.first().number)
    assert "Đã nhận tờ 1/2" in page
    assert "Chưa quét lại: 1" in page


def test_a_wrong_scan_is_told_beside_the_field(desk, run):
    assert "Đây là mã của phong bì" in scanned(desk, run, "260320000047")


def test_a_serial_is_written_while_scanning_or_afterwards(desk, run):
    first, second = run.sheets.all()
    scanned(desk, run, first.number, security_serial="A 001")
    scanned(desk, run, second.number)
    desk.post(reverse("registry_desk:sheet_serial", args=[run.number, second.pk]), {"security_serial": "A 002"})
    assert list(run.sheets.values_list("security_serial", flat=True)) == ["A 001", "A 002"]


def test_a_spoilt_sheet_is_printed_again_and_both_runs_say_so(desk, run):
    spoilt = run.sheets.first()
    address = reverse("registry_desk:reprint", args=[run.number])
    page = desk.post(address, {"sheet": [spoilt.pk], "reason": "Kẹt giấy"}, follow=True).content.decode()
    again = PrintedSheet.objects.get(reprint_of=spoilt).run
    assert "In lại: Kẹt giấy" in page
    assert again.number in page_of(desk, run)


@pytest.mark.parametrize(("words", "told"), [({"reason": ""}, "Nhập lý do in lại"), ({"sheet": []}, "Đánh dấu ít nhất một tờ")])
def test_a_reprint_without_reason_or_sheet_is_told(desk, run, words, told):
    sent = {"sheet": [run.sheets.first().pk], "reason": "Kẹt giấy"} | words
    assert told in desk.post(reverse("registry_desk:reprint", args=[run.number]), sent).content.decode()


def test_the_cover_or_a_sheet_opens_its_run(desk, run):
    there = reverse("registry_desk:print_run", args=[run.number])
    for code in (run.number, run.sheets.last().number):
        assert desk.post(f"{TRAY}mo/", {"code": code}).headers["Location"] == there


def test_an_unknown_code_opens_nothing(desk, run):
    page = desk.post(f"{TRAY}mo/", {"code": "không phải số"}, follow=True).content.decode()
    assert "Không có đợt in với mã này" in page
