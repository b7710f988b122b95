"""The table of declaration and book that the official reads (screen h)."""

import pytest

from civil_registry.compare import Verdict, compare, differences, spelling
from tests.factories import birth_entry
from tests.registry.papers import marriage_entry

pytestmark = pytest.mark.django_db
SAID = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "birth_date": "1990-03-12",
    "sex": "Nữ",
    "mother_name": "Phạm Thị Hạnh",
    "mother_birth_year": "1964",
    "father_name": "Nguyễn Văn Thành",
    "father_birth_year": "1961",
}


def by_label(lines):
    return {line.label: line for line in lines}


def test_the_only_difference_is_marked_and_explained(office):
    lines = compare(SAID, birth_entry(office))
    assert [(line.label, line.hint) for line in differences(lines)] == [("Cha", "Khác năm sinh")]
    assert by_label(lines)["Cha"].declared == "Nguyễn Văn Thành, 1961"
    assert by_label(lines)["Ngày sinh"].in_register == "12/3/1990"


def test_what_only_the_book_knows_is_no_difference(office):
    line = by_label(compare(SAID, birth_entry(office)))["Số"]
    assert (line.declared, line.in_register, line.verdict, line.words) == ("", "87", Verdict.ONLY_REGISTER, "Chỉ có ở sổ")


def test_what_only_the_citizen_knows_is_shown(office):
    entry = birth_entry(office, personal_id="")
    line = by_label(compare(SAID | {"personal_id": "001190012345"}, entry))["Số định danh"]
    assert line.verdict == Verdict.ONLY_DECLARED


def test_lines_nobody_filled_in_are_left_out(office):
    assert "Dân tộc" not in by_label(compare({}, birth_entry(office, ethnicity="")))


@pytest.mark.parametrize(
    ("said", "is_same"), [("1990", True), ("1990-03", True), ("1990-04", False), ("1991", False), ("1990-03-13", False)]
)
def test_dates_agree_as_far_as_both_are_known(office, said, is_same):
    line = by_label(compare({"birth_date": said}, birth_entry(office)))["Ngày sinh"]
    assert (line.verdict == Verdict.MATCH) is is_same


def test_a_name_that_differs_by_its_marks_only_is_said_so(office):
    line = compare({"full_name": "nguyen thi thuy duong"}, birth_entry(office))[0]
    assert (line.verdict, line.hint) == (Verdict.DIFFERENT, "Chỉ khác dấu")


def test_numbers_agree_without_leading_zeros(office):
    lines = by_label(compare({"number": "087", "book": "01/1990"}, birth_entry(office)))
    assert lines["Số"].verdict == lines["Quyển số"].verdict == Verdict.MATCH


def test_a_husband_who_asks_is_compared_with_the_husband(office):
    said = {"full_name": "Y Moan Êban", "second_name": "Nguyễn Thị Thuỳ Dương", "birth_date": "1988-05"}
    lines = by_label(compare(said, marriage_entry(office)))
    assert lines["Họ, chữ đệm, tên"].verdict == Verdict.MATCH
    assert lines["Người thứ hai"].verdict == Verdict.MATCH
    assert lines["Ngày sinh"].in_register == "1988"


@pytest.mark.parametrize(("one", "other"), [("Hoà", "Hòa"), ("THUÝ", "Thúy"), ("Nguyễn", "NGUYỄN")])
def test_the_place_of_the_tone_does_not_make_another_name(one, other):
    assert spelling(one) == spelling(other)


def test_another_tone_makes_another_name():
    assert spelling("Hoa") != spelling("Hòa")
