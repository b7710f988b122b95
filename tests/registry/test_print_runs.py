"""A run prints what was issued, byte for byte, in the order of the issue register; a spoilt sheet is replaced and counted."""

import subprocess

import pikepdf
import pytest
from django.db import IntegrityError, transaction

from civil_registry import extracts, print_runs, run_press, scanning, tasks
from civil_registry.models import PrintedSheet, PrintRun, SealingRule
from civil_registry.sheetcodes import is_sheet_number, sheet_number
from portal.accounts.models import Role
from tests.documents import judges
from tests.factories import acting, birth_entry, hanoi, official
from tests.registry.papers import a_run, marriage_entry, signed

pytestmark = pytest.mark.django_db


def clock():
    return hanoi(20, 13, 5)


@pytest.fixture
def three(office, binh, dung):
    """A marriage signed first, then two births, the second of two sheets."""
    marriage = signed(office, binh, dung, marriage_entry(office))
    first = signed(office, binh, dung, birth_entry(office, number="88"))
    return [first, signed(office, binh, dung, birth_entry(office, number="89"), quantity=2), marriage]


@pytest.fixture
def run(office, binh, three) -> PrintRun:
    return a_run(office, binh, *three, printed=False)


@pytest.fixture
def printed(run) -> PrintRun:
    run_press.print_run(run.pk, clock=clock)
    run.refresh_from_db()
    return run


def sheet(run: PrintRun, position: int) -> PrintedSheet:
    return run.sheets.get(position=position)


@pytest.mark.pure
def test_a_wrong_digit_of_a_sheet_is_found():
    number = sheet_number(1287, 2)
    assert len(number) == 14
    assert is_sheet_number(number)
    assert not is_sheet_number(number[:-2] + str((int(number[-2]) + 1) % 10) + number[-1])


def test_a_run_lies_in_the_order_of_the_issue_register(run, three):
    order = list(run.sheets.order_by("position").values_list("copy_id", "index"))
    births, marriage = three[:2], three[2]
    assert order == [(marriage.pk, 1), (births[0].pk, 1), (births[1].pk, 1), (births[1].pk, 2)]


def test_the_file_is_a_cover_and_then_every_sheet(printed, tmp_path):
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed.document.read())
    assert judges.is_sound(path)
    assert judges.pages(path) == 1 + printed.total
    cover = judges.text(path, 1, 1)
    assert printed.number in judges.scanned(path, tmp_path)
    assert "N. T. T. Dương" in cover
    assert "Nguyễn Thị Thùy Dương" not in cover


def test_the_sheets_are_the_stored_ones_not_printed_anew(printed, tmp_path):
    stored = sheet(printed, 2).copy.document
    with pikepdf.open(stored.file.path) as single, printed.document.file.open("rb") as handle, pikepdf.open(handle) as whole:
        assert whole.pages[2].Contents.read_bytes() == single.pages[0].Contents.read_bytes()


def test_each_sheet_carries_its_own_bar_code(printed, tmp_path):
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed.document.read())
    subprocess.run(["qpdf", path, "--pages", path, "4", "--", tmp_path / "one.pdf"], check=True)
    assert sheet(printed, 3).number in judges.scanned(tmp_path / "one.pdf", tmp_path)


def test_what_is_in_a_run_waits_no_more(office, binh, run, three):
    assert list(print_runs.waiting_to_print(office)) == []
    with pytest.raises(print_runs.NothingToPrint):
        print_runs.ask_for_run(office, [three[0].pk], by=acting(binh), at=clock())


def test_a_worker_that_was_killed_is_followed_by_another(office, binh, three):
    run = a_run(office, binh, *three, printed=False)
    PrintRun.objects.filter(pk=run.pk).update(worked_at=hanoi(20, 13, 0), done=2)
    assert run_press.print_run(run.pk, clock=lambda: hanoi(20, 13, 2)) is None  # the first may still be at it
    assert run_press.unprinted_ids(at=hanoi(20, 13, 4)) == [run.pk]
    document = run_press.print_run(run.pk, clock=lambda: hanoi(20, 13, 4))
    run.refresh_from_db()
    assert (run.document, run.done) == (document, run.total)


def test_printing_twice_keeps_one_file(printed):
    kept = printed.document
    assert run_press.print_run(printed.pk, clock=clock) == kept
    tasks.print_pending_runs()
    printed.refresh_from_db()
    assert printed.document == kept


def test_a_jammed_sheet_is_printed_again_with_its_reason_and_the_same_bytes(binh, printed):
    jammed = sheet(printed, 3)
    again = print_runs.reprint(printed.pk, [jammed.pk], reason="Kẹt giấy", by=acting(binh), at=clock())
    run_press.print_run(again.pk, clock=clock)
    again.refresh_from_db()
    new = again.sheets.get()
    assert (again.total, new.number, new.reprint_of) == (1, jammed.number, jammed)
    with (
        printed.document.file.open("rb") as one,
        again.document.file.open("rb") as two,
        pikepdf.open(one) as a,
        pikepdf.open(two) as b,
    ):
        assert len(b.pages) == 1  # no cover
        assert b.pages[0].Contents.read_bytes() == a.pages[3].Contents.read_bytes()


def test_a_sheet_is_not_printed_again_without_a_reason(binh, run):
    with pytest.raises(print_runs.ReasonMissing):
        print_runs.reprint(run.pk, [sheet(run, 1).pk], reason="  ", by=acting(binh), at=clock())
    assert not PrintedSheet.objects.filter(spoiled_at__isnull=False).exists()


def test_one_sheet_counts_for_each_copy(run):
    first = sheet(run, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PrintedSheet.objects.create(run=run, copy=first.copy, office=run.office, position=99, index=1, number=first.number)


def test_scanning_back_keeps_who_and_when(binh, run):
    back = scanning.scan_back(run.pk, sheet(run, 1).number, by=acting(binh), at=clock(), security_serial="A 0012")
    assert (back.scanned_by, back.scanned_at, back.security_serial) == (binh, clock(), "A 0012")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "14 chữ số"),
        ("https://hotich.example/kt/7K4M", "không quét mã QR"),
        ("260320000047", "mã của phong bì"),
        ("2603200001", "mã của tờ bìa"),
        ("123", "đang có 3"),
        ("90000000000018", "Mã không đúng"),
        (sheet_number(999999, 1), "Không có bản sao"),
    ],
)
def test_what_is_no_sheet_is_told_in_words(binh, run, typed, words):
    with pytest.raises(print_runs.PrintRunError, match=words):
        scanning.scan_back(run.pk, typed, by=acting(binh), at=clock())


def test_a_sheet_scanned_twice_is_told(binh, run):
    scanning.scan_back(run.pk, sheet(run, 1).number, by=acting(binh), at=clock())
    with pytest.raises(scanning.ScannedTwice, match="13:05"):
        scanning.scan_back(run.pk, sheet(run, 1).number, by=acting(binh), at=clock())


def test_a_sheet_of_another_office_is_told_without_its_number(other_office, chi, binh, run):
    giang = official("Lê Văn Giang", other_office, Role.OFFICE_LEADER)
    foreign = signed(other_office, chi, giang, birth_entry(other_office, number="90"))
    with pytest.raises(scanning.SheetUnknown, match="cơ quan khác") as told:
        scanning.scan_back(run.pk, sheet_number(foreign.pk, 1), by=acting(binh), at=clock())
    assert foreign.serial_text not in str(told.value)


def test_a_sheet_of_a_cancelled_copy_is_told(binh, dung, run):
    wrong = sheet(run, 1)
    with transaction.atomic():
        extracts.cancel(wrong.copy_id, reason="Sai chữ đệm", by_id=dung.pk, at=clock())
    with pytest.raises(scanning.CopyVoid, match="đã hủy"):
        scanning.scan_back(run.pk, wrong.number, by=acting(binh), at=clock())


def test_a_sheet_of_another_run_is_told_which(office, binh, dung, run):
    other = a_run(office, binh, signed(office, binh, dung, birth_entry(office, number="90")), printed=False)
    with pytest.raises(scanning.OfAnotherRun, match=other.number):
        scanning.scan_back(run.pk, other.sheets.get().number, by=acting(binh), at=clock())


def test_a_security_serial_is_used_once_in_an_office(binh, run):
    scanning.scan_back(run.pk, sheet(run, 1).number, by=acting(binh), at=clock(), security_serial="A1")
    with pytest.raises(scanning.SerialTaken, match="A1"):
        scanning.scan_back(run.pk, sheet(run, 2).number, by=acting(binh), at=clock(), security_serial="A1")
    assert sheet(run, 2).scanned_at is None


def test_whether_sheets_must_be_back_is_a_dated_rule(office):
    day = hanoi().date()
    assert not print_runs.must_scan_back(office.pk, day)
    SealingRule.objects.create(from_on=day)
    assert print_runs.must_scan_back(office.pk, day)
    SealingRule.objects.create(office=office, from_on=day.replace(day=1), must_scan_back=False)
    assert not print_runs.must_scan_back(office.pk, day)


def test_sheets_that_are_not_back_are_counted(binh, run):
    copy = sheet(run, 3).copy
    assert print_runs.sheets_not_back(copy) == 2
    scanning.scan_back(run.pk, sheet(run, 3).number, by=acting(binh), at=clock())
    assert print_runs.sheets_not_back(copy) == 1
