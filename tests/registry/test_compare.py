"""The table of declaration and book that the official reads (screen h)."""

import pytest

from civil_registry.compare import Verdict, compare, differences
from portal.offices.models import OfficeSuccession
from tests import factories
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


@pytest.mark.parametrize(
    ("said", "verdict", "hint"),
    [
        ("NGUYỄN THỊ THÙY DƯƠNG", Verdict.MATCH, ""),
        ("Nguyễn Thị Thuỳ Dương", Verdict.SPELLING, "Khác vị trí đặt dấu"),
        ("nguyen thi thuy duong", Verdict.SPELLING, "Một bên viết không dấu"),
        ("Nguyễn Thị Thúy Dương", Verdict.DIFFERENT, "Chỉ khác dấu"),
        ("Nguyễn Thùy Dương", Verdict.DIFFERENT, "Tờ khai thiếu: Thị"),
        ("Dương Thị Thùy Nguyễn", Verdict.DIFFERENT, "Đảo thứ tự các chữ"),
        ("Phạm Thu Hà", Verdict.DIFFERENT, ""),
    ],
)
def test_every_difference_of_a_name_is_classed_in_words(office, said, verdict, hint):
    line = compare({"full_name": said}, birth_entry(office))[0]
    assert (line.verdict, line.hint) == (verdict, hint)


def test_a_year_beside_a_whole_date_is_no_difference_and_is_said(office):
    line = by_label(compare({"birth_date": "1990"}, birth_entry(office)))["Ngày sinh"]
    assert (line.verdict, line.hint) == (Verdict.MATCH, "Tờ khai chỉ ghi năm")


def test_day_and_month_that_changed_places_are_said_so(office):
    line = by_label(compare({"birth_date": "1990-12-03"}, birth_entry(office)))["Ngày sinh"]
    assert (line.verdict, line.hint) == (Verdict.DIFFERENT, "Đảo ngày và tháng")


def test_parents_that_changed_places_are_said_so(office):
    said = {"mother_name": "Nguyễn Văn Thành", "father_name": "Phạm Thị Hạnh"}
    lines = by_label(compare(said, birth_entry(office)))
    assert lines["Mẹ"].hint == lines["Cha"].hint == "Tờ khai ghi đổi chỗ cha và mẹ"
    assert lines["Mẹ"].verdict == Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Phường Đống Mác, quận Hai Bà Trưng", Verdict.MATCH),
        ("UBND P. Đống Mác", Verdict.MATCH),
        ("Phường Đống Mác, quận Đống Đa", Verdict.DIFFERENT),
        ("Phường Bạch Mai", Verdict.DIFFERENT),
    ],
)
def test_a_place_is_compared_with_the_cover_as_far_as_both_name_it(office, said, verdict):
    assert by_label(compare({"registered_place": said}, birth_entry(office)))["Nơi đăng ký"].verdict == verdict


def test_a_place_under_its_new_name_is_the_same_place(office):
    old = factories.office("Phường Đống Mác", parent=factories.office("Quận Hai Bà Trưng", level="district"))
    new = factories.office("Phường Đồng Nhân")
    OfficeSuccession.objects.create(
        predecessor=old, successor=new, effective_on="2025-01-01", legal_act="NQ 1286", kind="merged"
    )
    line = by_label(compare({"registered_place": "Phường Đồng Nhân"}, birth_entry(office), place=new))["Nơi đăng ký"]
    assert (line.verdict, line.words) == (Verdict.SPELLING, "Chỉ khác cách viết")


def test_numbers_agree_without_leading_zeros(office):
    lines = by_label(compare({"number": "087", "book": "01/1990"}, birth_entry(office)))
    assert lines["Số"].verdict == lines["Quyển số"].verdict == Verdict.MATCH


def test_a_husband_who_asks_is_compared_with_the_husband(office):
    said = {"full_name": "Y Moan Êban", "second_name": "Nguyễn Thị Thuỳ Dương", "birth_date": "1988-05"}
    lines = by_label(compare(said, marriage_entry(office)))
    assert lines["Họ, chữ đệm, tên"].verdict == Verdict.MATCH
    assert lines["Người thứ hai"].verdict == Verdict.SPELLING
    assert lines["Ngày sinh"].in_register == "1988"
