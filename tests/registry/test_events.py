"""The forms of the law: which one is in force, what it is called, and what it prints."""

from datetime import date

import pytest

from civil_registry.checkcodes import ALPHABET, as_typed, check_character, grouped, is_well_formed, new_check_code
from civil_registry.events import NoForm, printed_value
from civil_registry.fields import Field, FieldType
from civil_registry.form_store import in_force, shipped
from civil_registry.models import EventKind
from tests.factories import birth_entry

FORMS = shipped()


def form_for(kind: str, day: date, subtype: str = ""):
    return in_force(FORMS, kind, day, subtype)


@pytest.mark.parametrize("kind", EventKind.values)
@pytest.mark.parametrize("day", [date(2016, 1, 1), date(2018, 8, 1), date(2020, 7, 15), date(2020, 7, 16), date(2026, 3, 20)])
def test_every_kind_has_exactly_one_form_on_every_day(kind, day):
    assert (
        len([form for form in FORMS if form.kind == kind and not form.subtype and form.valid_from <= day <= form.valid_to]) == 1
    )


@pytest.mark.parametrize(("day", "title"), [(date(2020, 7, 15), "TRÍCH LỤC KHAI SINH"), (date(2020, 7, 16), "GIẤY KHAI SINH")])
def test_the_birth_paper_changed_its_name_on_16_july_2020(day, title):
    assert form_for("birth", day).title == title


def test_a_kind_without_a_form_is_refused():
    with pytest.raises((NoForm, ValueError)):
        form_for("divorce", date(2026, 3, 20))


@pytest.mark.parametrize(("year", "text"), [(2019, "12/TLKS-BS"), (2020, "12/2020/TLKS-BS"), (2026, "12/2026/TLKS-BS")])
def test_the_year_stands_in_the_number_since_2020(year, text):
    assert form_for("birth", date(year, 1, 2)).serial_text(12, year) == text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_no_field_stands_twice_in_a_form(form):
    codes = [field.code for field in form.fields]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_form_says_where_and_under_which_number_it_was_registered(form):
    printed = {field.code for row in form.rows for field in row.fields}
    assert {"@registered_place", "@number", "@registered_on", "@note"} <= printed


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_a_screen_lists_one_person_or_matter_at_a_time(form):
    snapshot = {"fields": {}, "registered_place": "", "number": "", "registered_on": "", "note": ""}
    groups = form.printed_groups(snapshot)
    for group in groups:
        labels = [label for label, _ in group]
        assert len(labels) == len(set(labels))
    assert sum(map(len, groups)) == sum(len(row.fields) for row in form.rows)


@pytest.mark.django_db
def test_a_snapshot_freezes_the_entry_and_leaves_out_what_the_book_lacks(office):
    entry = birth_entry(office, father_name="")
    snapshot = form_for("birth", date(2026, 3, 20)).snapshot(entry, note="Đã cải chính")
    assert "father_name" not in snapshot["fields"]
    assert snapshot["note"] == "Đã cải chính"
    assert snapshot["registered_place"].endswith("quận Hai Bà Trưng, thành phố Hà Nội")


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        (FieldType.NAME, "Y Moan Êban", "Y MOAN ÊBAN"),
        (FieldType.NAME, "H'Hen Niê", "H'HEN NIÊ"),
        (FieldType.TEXT, "xã Thắng Lợi", "xã Thắng Lợi"),
        (FieldType.DATE, "1957-03", "…/3/1957"),
        (FieldType.DATE_IN_WORDS, "1957", "1957; ghi bằng chữ: Năm một nghìn chín trăm năm mươi bảy"),
        (FieldType.SPELLED_DATE, "1990-03-20", "20 tháng 3 năm 1990"),
        (FieldType.DATE_IN_WORDS, "", ""),
    ],
)
def test_values_as_the_paper_prints_them(kind, value, printed):
    assert printed_value(Field("x", "X", kind), value) == printed


class Always:
    """Secrets that are none: the code of the test."""

    def __init__(self, letters: str) -> None:
        self.letters = iter(letters)

    def choice(self, _letters: str) -> str:
        return next(self.letters)


def test_a_check_code_reads_aloud_in_groups_and_is_typed_in_any_way():
    code = new_check_code(Always("7K4M92QXRT"))
    assert grouped(code) == "7K4M-92QX-RT9"
    assert as_typed(" 7k4m 92qx-rt9 ") == code


def test_every_single_wrong_character_is_found():
    body = "7K4M92QXRT"
    code = body + check_character(body)
    assert is_well_formed(code)
    wrong = [code[:at] + letter + code[at + 1 :] for at in range(len(code)) for letter in ALPHABET if letter != code[at]]
    assert not any(is_well_formed(each) for each in wrong)


def test_swapped_neighbours_are_found():
    body = "7K4M92QXRT"
    code = body + check_character(body)
    swapped = [code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)]
    assert not any(is_well_formed(each) for each in swapped)
