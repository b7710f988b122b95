"""A year's decision from a CSV file: every line told what becomes of it; the whole file or nothing."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.csv_files import FileUnreadable
from portal.offices.calendar import calendar_for
from portal.offices.calendar_import import ImportRefused, import_days, plan_import
from portal.offices.calendar_versions import current_version
from portal.offices.models import CalendarException
from portal.offices.reference import DATA
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("years")]
Kind, Status = CalendarException.Kind, CalendarException.Status
HEADER = "Ngày;Loại;Nội dung;Văn bản;Đơn vị;Trạng thái"
GOOD = "20/11/2026;nghỉ hoán đổi;Nghỉ hoán đổi;TB 1;;"


def file(*lines, header=HEADER):
    return "\r\n".join([header, *lines]).encode("utf-8-sig")


def verdicts(*lines):
    return [(line.number, line.verdict) for line in plan_import(file(*lines)).lines]


def said(*lines):
    return plan_import(file(*lines)).lines[-1].said


def test_a_file_is_entered_in_one_version(huy):
    content = file(GOOD, "21/11/2026;Làm bù;Làm bù cho ngày 20/11;TB 1;;", "24/11/2026;NGHI LE;Ngày Văn hóa;;;đề xuất")
    change = import_days(content, by=acting(huy), at=hanoi())
    assert (change.version, [span.first.day for span in change.spans]) == (1, [20, 21])
    assert not calendar_for(None).is_working_day(date(2026, 11, 20))
    assert calendar_for(None).is_working_day(date(2026, 11, 21))
    assert CalendarException.objects.get(on=date(2026, 11, 24)).status == Status.PROPOSED


def test_the_plan_writes_nothing(huy):
    assert plan_import(file(GOOD)).is_possible
    assert not CalendarException.objects.exists()


def test_what_is_there_already_is_told_and_not_entered_twice(huy):
    import_days(file(GOOD), by=acting(huy), at=hanoi())
    assert verdicts(GOOD, "23/11/2026;nghỉ bù;Nghỉ bù;TB 1;;") == [(2, "exists"), (3, "enter")]
    with pytest.raises(ImportRefused):
        import_days(file(GOOD), by=acting(huy), at=hanoi())
    assert (CalendarException.objects.count(), current_version()) == (1, 1)


def test_what_contradicts_is_told_and_stops_the_whole_file(huy):
    import_days(file(GOOD), by=acting(huy), at=hanoi())
    other = "20/11/2026;nghỉ bù;Nghỉ bù;TB 2;;"
    assert verdicts("23/11/2026;nghỉ bù;Nghỉ bù;TB 1;;", other) == [(2, "enter"), (3, "contradicts")]
    assert "Nghỉ hoán đổi" in said(other)
    with pytest.raises(ImportRefused):
        import_days(file("23/11/2026;nghỉ bù;Nghỉ bù;TB 1;;", other), by=acting(huy), at=hanoi())
    assert CalendarException.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (";nghỉ lễ;Quốc khánh;TB 1", "Thiếu ngày"),
        ("31/02/2026;nghỉ lễ;Quốc khánh;TB 1", "ngày có thật"),
        ("20/11/1026;nghỉ lễ;Quốc khánh;TB 1", "Năm phải từ 2016"),
        ("20/11/2026;nghỉ mát;Nghỉ;TB 1", "Loại phải là"),
        ("20/11/2026;nghỉ lễ;;TB 1", "Thiếu nội dung"),
        (f"20/11/2026;nghỉ lễ;{'a' * 121};TB 1", "đang có 121"),
        ("20/11/2026;nghỉ lễ;Quốc khánh;", "Nhập số, ký hiệu văn bản"),
        ("20/11/2026;làm bù;Làm bù;TB 1", "vốn là ngày làm việc"),
        ("21/11/2026;nghỉ lễ;Nghỉ;TB 1", "nghỉ hằng tuần"),
        ("20/11/2026;nghỉ lễ;Nghỉ;TB 1;Phường Không Có", "Không rõ đơn vị"),
        ("20/11/2026;nghỉ lễ;Nghỉ;TB 1;;có lẽ", "Trạng thái phải là"),
    ],
)
def test_a_faulty_line_is_told_with_a_way_out(line, words):
    plan = plan_import(file(line))
    assert [one.verdict for one in plan.lines] == ["faulty"]
    assert words in plan.lines[0].said
    assert not plan.is_possible


def test_two_lines_of_one_day_are_told():
    assert verdicts(GOOD, GOOD) == [(2, "enter"), (3, "faulty")]


def test_an_office_is_known_by_code_or_name(office):
    lines = [f"20/11/2026;đóng cửa;Ngập nước;;{name}" for name in (office.code, "phuong hai ba trung")]
    for line in lines:
        assert [one.day.office_id for one in plan_import(file(line)).lines] == [office.pk]


def test_an_office_may_close_on_a_saturday_that_a_later_line_makes_worked(office, huy):
    content = file("21/11/2026;đóng cửa;Ngập nước;;00256;", "21/11/2026;làm bù;Làm bù;TB 1;;")
    assert plan_import(content).is_possible
    assert len(import_days(content, by=acting(huy), at=hanoi()).spans) == 2


def test_the_file_of_the_reference_data_is_read_but_for_swaps_whose_document_was_not_found():
    plan = plan_import((DATA / "calendar_exceptions.csv").read_bytes())
    assert {line.day.kind for line in plan.refused} == {Kind.SWAP_OFF, Kind.SWAP_WORKING}
    assert {line.day.legal_document for line in plan.refused} == {""}
    assert len(plan.to_enter) > 100


@pytest.mark.parametrize("content", [b"", b"\x00\x01", "tên;tuổi\nAn;3".encode(), HEADER.replace("Loại", "Kiểu").encode()])
def test_what_is_no_such_table_is_told_so(content):
    with pytest.raises(FileUnreadable):
        plan_import(content)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=";,/0126789\n nghỉlễàmbù\"'", max_size=80))
def test_any_text_is_planned_or_refused(text):
    with suppress(FileUnreadable):
        plan_import(file(text))
