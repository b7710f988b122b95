"""The forms as data: loaded once, never edited, the youngest holds; a copy keeps the one it was drawn up in."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from civil_registry import form_store
from civil_registry.form_lines import BadLine, read_lines, written
from civil_registry.form_store import form_for, form_of, shipped, shipped_rows
from civil_registry.management.commands.load_forms import load_forms
from civil_registry.models import ChangeSubtype, ExtractTemplate, UsedForm
from civil_registry.sheet import sheet_of
from tests.registry.papers import a_book, signed

TODAY = date(2026, 3, 20)


def corrected(code: str = "death", **changes) -> ExtractTemplate:
    """The next version of a loaded form, from TODAY on."""
    old = ExtractTemplate.objects.filter(code=code).last()
    values = {field.name: getattr(old, field.name) for field in old._meta.concrete_fields if field.name != "id"}
    row = ExtractTemplate.objects.create(**values | {"version": old.version + 1, "valid_from": TODAY} | changes)
    form_store.forget()
    return row


@pytest.mark.parametrize("form", shipped(), ids=lambda form: form.code)
def test_the_lines_of_a_form_are_written_back_as_they_were_read(form):
    assert read_lines(written(form.rows)) == form.rows


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("birth_place", "Dòng 1: viết “mã [kiểu] nhãn”"),
        ("x [colour] Màu", "Dòng 1: không có kiểu [colour]"),
        ("@page Trang", "Dòng 1: không có mã @page"),
        (">", "Dòng 1: sau dấu > phải có câu chữ"),
        ("a Một | b Hai | c Ba | d Bốn", "Dòng 1: một dòng có nhiều nhất 3 trường"),
        (f"a {'x' * 101}", "Dòng 1: nhãn dài nhất 100 chữ"),
        ("a Một\na Hai", "Mã đứng hai lần: a"),
        ("full_name [name] Tên", "Mẫu nào cũng phải có @registered_place, @number, @registered_on, @note"),
        ("", "Mẫu nào cũng phải có"),
        ("@registered_place A\n@number B\n@registered_on C\n@note D", "ít nhất một trường kiểu [name]"),
    ],
)
def test_a_line_nobody_can_print_is_explained(lines, told):
    with pytest.raises(BadLine) as fault:
        read_lines(lines)
    assert told in str(fault.value)


@pytest.mark.django_db
def test_loading_twice_enters_every_form_once():
    assert load_forms() == len(shipped_rows())
    assert load_forms() == 0
    assert [form.code for form in form_store.all_forms()] == [form.code for form in shipped()]


@pytest.mark.django_db
def test_a_loaded_form_that_was_edited_in_the_file_is_refused(monkeypatch):
    load_forms()
    edited = form_store.shipped_rows.__wrapped__()
    edited[0].title = "TRÍCH LỤC KHÁC"
    monkeypatch.setattr("civil_registry.management.commands.load_forms.shipped_rows", lambda: edited)
    with pytest.raises(CommandError, match="birth-2016"):
        call_command("load_forms")


@pytest.mark.django_db
def test_a_kept_form_is_never_changed_nor_deleted():
    load_forms()
    row = ExtractTemplate.objects.get(code="death")
    row.title = "GIẤY CHỨNG TỬ"
    for change in (row.save, row.delete, lambda: row.save(update_fields=["title"])):
        with pytest.raises(UsedForm):
            change()


@pytest.mark.django_db
def test_a_correction_holds_from_its_day_on():
    load_forms()
    corrected(title="TRÍCH LỤC KHAI TỬ MỚI")
    assert form_for("death", TODAY).title == "TRÍCH LỤC KHAI TỬ MỚI"
    assert form_for("death", TODAY - timedelta(days=1)).title == "TRÍCH LỤC KHAI TỬ"


@pytest.mark.django_db
def test_an_old_copy_is_printed_again_in_the_form_it_was_drawn_up_in(office, binh, dung):
    load_forms()
    copy = signed(office, binh, dung)
    assert copy.snapshot["form"] == {"code": "birth-2020", "version": 1}
    corrected("birth-2020", title="GIẤY KHAI SINH MỚI")
    assert form_for("birth", TODAY).version == 2
    assert sheet_of(copy)["form"].title == "GIẤY KHAI SINH"


@pytest.mark.django_db
def test_a_copy_from_before_forms_were_kept_is_printed_in_the_form_of_its_day(office, binh, dung):
    copy = signed(office, binh, dung)
    del copy.snapshot["form"]
    assert form_of(copy).code == "birth-2020"


@pytest.mark.django_db
def test_forms_are_read_once_for_many_questions(django_assert_num_queries):
    load_forms()
    with django_assert_num_queries(1):
        assert [form_for(kind, TODAY).kind for kind in ("birth", "death", "marriage") * 50]


@pytest.mark.parametrize("subtype", ChangeSubtype.values)
def test_what_was_done_says_which_paper_of_changes_it_is(subtype, office):
    book = a_book(office, "change", year=2025)
    entry = book.entries.model(book=book, fields={"change_kind": str(ChangeSubtype(subtype).label)})
    form = form_store.form_for_entry(entry, TODAY)
    assert (form.subtype, form.needs_review) == (subtype, True)


def test_an_entry_of_a_change_that_does_not_say_has_the_general_paper(office):
    book = a_book(office, "change", year=2025)
    entry = book.entries.model(book=book, fields={"change_kind": "việc khác"})
    assert form_store.form_for_entry(entry, TODAY).code == "change"
