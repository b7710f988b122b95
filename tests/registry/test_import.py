"""Digitised registers: a file is checked row by row and entered; nothing twice, nothing over what is there."""

import unicodedata

import pytest
from django.core.management import CommandError, call_command

from civil_registry.importing import running, templates
from civil_registry.models import EventKind, ImportState, RegisterBook, RegisterEntry, RegisterImport
from civil_registry.search import Criteria, find
from portal.accounts.actors import Actor
from portal.background import without_nudges
from portal.csv_files import FileUnreadable
from tests.factories import hanoi
from tests.registry.files import BIRTH, births, csv_file, xlsx_file
from tests.registry.papers import a_book

pytestmark = pytest.mark.django_db


def uploaded(office, content, *, kind="birth") -> RegisterImport:
    by = Actor("system", office_id=office.pk)
    return running.upload(content, name="so.csv", content_type="text/csv", office=office, kind=kind, by=by, at=hanoi())


def brought_in(office, content, **options) -> RegisterImport:
    run = uploaded(office, content, **options)
    with without_nudges():
        running.start(run.pk, by=Actor("system"), at=hanoi())
    return running.run_import(run.pk, clock=hanoi)


def counts(run) -> tuple[int, int, int, int]:
    return run.entered, run.unchanged, run.differing, run.refused


def reasons(run) -> str:
    return "\n".join(f"{each.row} {each.column}: {each.reason}" for each in run.problems.all())


def test_a_row_becomes_an_entry_as_the_book_says_it(office):
    run = brought_in(office, csv_file([BIRTH]))
    entry = RegisterEntry.objects.get()
    assert (run.state, counts(run)) == (ImportState.FINISHED, (1, 0, 0, 0))
    assert (entry.number, entry.registered_on, entry.source) == ("12 bis", "1990-03-20", "digitised")
    assert entry.fields["birth_date"] == "1990-03-12"
    assert (entry.book.holder, entry.book.year, entry.book.number) == (office, 1990, "01/1990")


def test_what_was_brought_in_is_found(office):
    brought_in(office, csv_file(births(3)))
    assert len(find(office, Criteria(name="pham thi hanh", number="2"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_spreadsheets_csv_is_read(office, encoding, delimiter):
    assert counts(brought_in(office, csv_file([BIRTH], delimiter=delimiter, encoding=encoding))) == (1, 0, 0, 0)


def test_windows_1258_and_split_letters_are_kept_in_nfc(office):
    split = {key: unicodedata.normalize("NFD", value) for key, value in BIRTH.items()}
    brought_in(office, csv_file([split], encoding="utf-8"))
    assert RegisterEntry.objects.get().subject_name == "Nguyễn Thị Thùy Dương"


def test_a_spreadsheet_with_numbers_and_dates_in_its_cells_is_read(office):
    row = BIRTH | {"Số": 12.0, "Sổ năm": 1990, "Ngày đăng ký": hanoi(20, month=3, year=1990).replace(tzinfo=None)}
    brought_in(office, xlsx_file([row]))
    assert (RegisterEntry.objects.get().number, RegisterEntry.objects.get().registered_on) == ("12", "1990-03-20")


def test_a_second_run_enters_nothing_twice(office):
    brought_in(office, csv_file(births(5)))
    assert counts(brought_in(office, csv_file(births(6)))) == (1, 5, 0, 0)
    assert RegisterEntry.objects.count() == 6


def test_what_differs_from_the_book_is_told_and_not_overwritten(office):
    brought_in(office, csv_file(births(2)))
    run = brought_in(office, csv_file(births(2, mother_name="Lê Thị Mơ")))
    assert counts(run) == (0, 0, 2, 0)
    assert "nội dung khác, không ghi đè. Khác ở: Họ, chữ đệm, tên người mẹ" in reasons(run)
    assert {entry.fields["mother_name"] for entry in RegisterEntry.objects.all()} == {"Phạm Thị Hạnh"}


def test_one_number_twice_in_a_file_is_refused_unless_it_says_the_same(office):
    run = brought_in(office, csv_file([BIRTH, BIRTH, BIRTH | {"Giới tính": "Nam"}]))
    assert counts(run) == (1, 1, 0, 1)
    assert "4 Số: Số này đã có ở dòng 2 của tệp" in reasons(run)


def test_numbers_with_letters_are_entries_of_their_own(office):
    run = brought_in(office, csv_file([BIRTH | {"Số": number} for number in ("12", "12a", "12 bis", "01-TP/HT-2020-GH")]))
    assert counts(run) == (4, 0, 0, 0)


def test_one_file_may_fill_many_books(office):
    brought_in(
        office, csv_file([BIRTH | {"Sổ năm": str(year), "Quyển số": f"0{n}/{year}"} for year in (1989, 1990) for n in (1, 2)])
    )
    assert RegisterBook.objects.count() == 4


def test_a_book_of_another_office_is_not_written_in(office, other_office):
    a_book(other_office, EventKind.BIRTH, year=1990)
    run = brought_in(office, csv_file([BIRTH]))
    assert counts(run) == (0, 0, 0, 1)
    assert "do Ủy ban nhân dân phường Bạch Mai giữ" in reasons(run)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"Ngày, tháng, năm sinh": "30/2/1990"}, "không có thật"),
        ({"Ngày, tháng, năm sinh": "hôm qua"}, "phải là chữ số"),
        ({"Ngày, tháng, năm sinh": "1/2/3/4"}, "phải là chữ số"),
        ({"Ngày đăng ký": ""}, "sổ chỉ ghi năm thì nhập năm"),
        ({"Số": ""}, "Nhập số"),
        ({"Họ, chữ đệm, tên": ""}, "Nhập tên như sổ ghi"),
        ({"Họ, chữ đệm, tên": "Dương 2"}, "Tên chỉ gồm chữ cái"),
        ({"Họ, chữ đệm, tên": "x" * 201}, "nhiều nhất 200 chữ"),
        ({"Giới tính": "X"}, "Chọn giới tính trong danh sách"),
        ({"Sổ năm": "90"}, "Năm gồm 4 chữ số"),
        ({"Quyển số": "9" * 31}, "Quyển số: viết nhiều nhất 30 chữ"),
    ],
)
def test_a_faulty_cell_is_told_with_row_column_and_reason(office, changes, told):
    run = brought_in(office, csv_file([BIRTH | changes, BIRTH | {"Số": "13"}]))
    assert counts(run) == (1, 0, 0, 1)
    problem = run.problems.get()
    assert (problem.row, problem.column) == (2, next(iter(changes)))
    assert told in problem.reason


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1990", "1990"),
        ("3/1990", "1990-03"),
        ("…/3/1990", "1990-03"),
        ("1990-03-12", "1990-03-12"),
        ("12-3-1990", "1990-03-12"),
    ],
)
def test_dates_may_be_partial(office, written, kept):
    brought_in(office, csv_file([BIRTH | {"Ngày, tháng, năm sinh": written}]))
    assert RegisterEntry.objects.get().fields["birth_date"] == kept


@pytest.mark.parametrize("name", ["Mơ", "H'Hen Niê", "Y Moan Êban", "Nguyễn-Lê Anna", "Trần " + "Thị " * 28 + "An", "K’Brêu"])
def test_names_of_all_kinds_are_entered(office, name):
    brought_in(office, csv_file([BIRTH | {"Họ, chữ đệm, tên": name, "ethnicity": "Cao Lan (Hán)"}]))
    assert RegisterEntry.objects.get().fields["full_name"] == name


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Tệp không có dòng nào"),
        (b"\n\n", "Tệp không có dòng nào"),
        ("Họ tên;Năm\nAn;1990".encode(), "Còn thiếu: “Nơi đăng ký”, “Số”, “Ngày đăng ký”"),
        (csv_file([BIRTH]).splitlines()[0], "chưa có mục nào"),
        (csv_file([BIRTH | {"full_name": "An"}]), "Hai cột cùng một nội dung"),
        (csv_file([BIRTH | {"Dân tộc": "Kinh"}]), "Không rõ cột “Dân tộc” là của ai"),
        (b"PK\x03\x04" + b"x" * 50, "Không mở được tệp bảng tính"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "Lưu lại dạng XLSX"),
        (b"%PDF-1.7 " + b"\x00" * 50, "Không đọc được chữ"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_what_to_do(office, content, told):
    with pytest.raises(FileUnreadable, match=told.replace("(", r"\(")):
        uploaded(office, content)


def test_the_kind_of_book_may_stand_in_the_file(office):
    assert uploaded(office, csv_file([BIRTH | {"Loại sổ": "Khai sinh"}]), kind="").kind == "birth"
    with pytest.raises(FileUnreadable, match="Không rõ tệp thuộc loại sổ nào"):
        uploaded(office, csv_file([BIRTH]), kind="")


def test_a_row_of_another_kind_is_refused(office):
    rows = [BIRTH | {"Loại sổ": "Khai sinh"}, BIRTH | {"Loại sổ": "Khai tử", "Số": "13"}]
    assert "Mỗi tệp chỉ nhập một loại sổ" in reasons(brought_in(office, csv_file(rows)))


@pytest.mark.parametrize("kind", EventKind.values)
def test_the_template_of_every_kind_can_be_entered_as_it_is(office, kind):
    run = brought_in(office, templates.template(kind).encode(), kind="")
    assert (counts(run), run.kind) == ((1, 0, 0, 0), kind)
    assert not running.preview(run).columns.unknown


def test_labels_in_the_order_of_the_paper_need_no_person(office):
    titles = "Nơi đăng ký;Số;Ngày đăng ký;Họ, chữ đệm, tên;Dân tộc;Dân tộc;Dân tộc"
    brought_in(office, f"{titles}\nUBND xã A;1;1990;An;Kinh;Tày;Nùng".encode())
    fields = RegisterEntry.objects.get().fields
    assert (fields["ethnicity"], fields["mother_ethnicity"], fields["father_ethnicity"]) == ("Kinh", "Tày", "Nùng")


def test_a_killed_workers_file_is_taken_up_behind_the_last_portion(office, monkeypatch):
    monkeypatch.setattr(running, "PORTION", 2)
    run, beats = uploaded(office, csv_file(births(5))), iter([hanoi(), hanoi()])
    with without_nudges():
        running.start(run.pk, by=Actor("system"), at=hanoi())
    with pytest.raises(StopIteration):
        running.run_import(run.pk, clock=lambda: next(beats))  # dies in its second portion
    assert RegisterImport.objects.get().rows_done == 2
    assert running.unfinished_ids(untouched_since=hanoi(20, 10)) == [run.pk]
    assert counts(running.run_import(run.pk, clock=hanoi)) == (5, 0, 0, 0)
    assert counts(running.run_import(run.pk, clock=hanoi)) == (5, 0, 0, 0)


def test_the_report_runs_no_formulas(office):
    run = brought_in(office, csv_file([BIRTH | {"Họ, chữ đệm, tên": "=HYPERLINK(1)", "Ngày đăng ký": "@x"}]))
    said = "".join(templates.report(run))
    assert "'=HYPERLINK(1)" in said
    assert "'@x" in said
    assert ";=" not in said


def test_the_command_says_what_it_did(office, tmp_path, capsys):
    file, report = tmp_path / "so.csv", tmp_path / "report.csv"
    file.write_bytes(csv_file([*births(2), BIRTH | {"Số": ""}]))
    call_command("import_register", str(file), office=office.code, kind="birth", report=report)
    assert "3 rows: 2 entered, 0 there already, 0 differ from the book, 1 refused" in capsys.readouterr().out
    assert "Nhập số" in report.read_text("utf-8-sig")


def test_the_command_names_an_unknown_office_and_a_missing_file(office, tmp_path):
    with pytest.raises(CommandError, match="No office"):
        call_command("import_register", str(tmp_path / "x.csv"), office="nowhere")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_register", str(tmp_path / "x.csv"), office=office.code)
