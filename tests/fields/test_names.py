"""Names as people of Viet Nam write them, and what is no name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fields.conftest import EveryField

NOT_A_NAME = ["Tên chỉ gồm chữ cái, dấu cách, dấu nháy và gạch nối. Bỏ chữ số và ký hiệu khác"]


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Thùy Dương",
        "Ẳ",
        "Y",
        "H'Hen Niê",
        "K’Sor Phước",
        "Trần-Lê Đỗ",
        "ĐẶNG THỊ NGỌC ÁNH",
        "Jean-Luc d'Arc",
        "A. Phủ",
    ],
)
def test_a_name_is_kept_as_typed(said, name):
    assert said("full_name", name) == name


def test_a_decomposed_name_is_stored_composed(said):
    name = "Nguyễn Thị Thùy Dương"
    assert said("full_name", unicodedata.normalize("NFD", name)) == name


def test_two_hundred_decomposed_letters_fit(said):
    name = "ễ" * 200
    assert said("full_name", unicodedata.normalize("NFD", name)) == name


def test_a_name_too_long_is_told_its_length(said):
    assert said("full_name", "a" * 201) == ["Dài quá 200 ký tự, đang có 201. Viết ngắn lại"]


@pytest.mark.parametrize("name", ["Nguyễn 😀", "Nguyễn Văn 2", "Nguyễn_An", "<b>An</b>", "An; DROP TABLE", "-", "...", "An^^"])
def test_what_is_no_name_is_told(said, name):
    assert said("full_name", name) == NOT_A_NAME


@pytest.mark.parametrize("hidden", ["\u202e", "\u200f", "\u200b", "\x00", "\ufeff", "\u2066"])
def test_hidden_marks_never_reach_the_papers(said, hidden):
    assert said("full_name", f"Nguyễn{hidden} An") == "Nguyễn An"


def test_blanks_are_folded(said):
    assert said("full_name", "  Nguyễn \t\n An\u00a0 ") == "Nguyễn An"


@given(typed=st.text(max_size=300))
def test_no_text_breaks_a_field(typed):
    answers = dict.fromkeys(
        ("full_name", "birth_date_day", "birth_date_month", "birth_date_year", "personal_id", "phone", "relation", "note"),
        typed,
    )
    form = EveryField(answers)
    assert form.is_valid() or form.errors
