"""Courses: lists from a spreadsheet, checked row by row and entered whole; ticking; each sees the people of his own units."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.rollout.checklist import rows_of
from applications.rollout.models import Attendee, Course
from portal.audit.models import Entry
from tests.rollout.conftest import AT, text

pytestmark = pytest.mark.django_db
COURSES = "/so-tu-phap/trien-khai/tap-huan/"
PAGE = f"{COURSES}lop-1/"


@pytest.fixture
def course(unit) -> Course:
    days = {"first_on": date(2026, 3, 18), "last_on": date(2026, 3, 19)}
    return Course.objects.create(code="lop-1", phase=unit.phase, title="Lớp tháng 3", place="Hội trường", made_at=AT, **days)


def bring(client, content: bytes, name: str = "ds.csv"):
    return client.post(f"{PAGE}nhap/", {"tep-file": SimpleUploadedFile(name, content)}, follow=True)


def sheet(*rows) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_course_is_added_and_listed(keeper, phase):
    typed = {"phase": phase.pk, "title": "Lớp một", "first_on": "18/03/2026", "last_on": "19/03/2026", "place": "Hội trường A"}
    page = text(keeper.post(f"{COURSES}them/", typed, follow=True))
    assert "18–19/03/2026" in page
    assert "Lớp một" in text(keeper.get(COURSES))


def test_a_list_comes_from_a_csv_file(keeper, course, office):
    content = "Đơn vị;Họ tên;Chức danh;Có mặt\n00256;Lê Thu Hà;Công chức;x\nPhường Hai Bà Trưng;Trần Văn Nam;;\n"
    page = text(bring(keeper, content.encode()))
    assert "Đã nhập 2 người mới" in page
    rows = list(Attendee.objects.order_by("pk").values_list("office__code", "full_name", "is_present"))
    assert rows == [("00256", "Lê Thu Hà", True), ("00256", "Trần Văn Nam", None)]


def test_a_list_comes_from_an_xlsx_file_with_the_code_as_a_number(keeper, course):
    bring(keeper, sheet(["Mã đơn vị", "Họ và tên", "Có mặt"], [256, "Lê Thu Hà", "có"]), "ds.xlsx")
    assert Attendee.objects.get().is_present


def test_every_fault_is_told_by_its_row_and_nothing_is_entered(keeper, course):
    rows = "Đơn vị,Họ tên,Có mặt\n00256,Lê Thu Hà,x\nXã Không Có,Trần Nam,x\n00256,,x\n00256,Mai An,chắc có\n"
    answer = bring(keeper, rows.encode())
    page = text(answer)
    assert answer.status_code == 400
    for words in ("Dòng 3: không có đơn vị “Xã Không Có”", "Dòng 4: thiếu họ tên", "Dòng 5: cột Có mặt ghi “chắc có”"):
        assert words in page
    assert not Attendee.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"PK\x03\x04nothing", b"a;b\n1;2\n", "Đơn vị;Họ tên\n".encode()])
def test_a_file_that_is_no_list_is_refused_in_words(content, keeper, course):
    answer = bring(keeper, content)
    assert answer.status_code == 400
    assert not Attendee.objects.exists()


def test_the_same_list_twice_enters_nobody_twice_and_ticks_as_said_last(keeper, course):
    bring(keeper, "Đơn vị;Họ tên;Có mặt\n00256;Lê Thu Hà;\n".encode())
    page = text(bring(keeper, "Đơn vị;Họ tên;Có mặt\n00256;Lê Thu Hà;x\n".encode()))
    assert "Đã nhập 0 người mới, sửa điểm danh 1 người." in page
    assert Attendee.objects.get().is_present


def test_ticking_says_who_was_there_and_who_was_not(keeper, course, unit):
    bring(keeper, "Đơn vị;Họ tên\n00256;Lê Thu Hà\n00256;Trần Văn Nam\n".encode())
    first, second = Attendee.objects.order_by("pk")
    keeper.post(f"{PAGE}diem-danh/", {"hien": [first.pk, second.pk, "x"], "co_mat": [second.pk]})
    assert list(Attendee.objects.order_by("pk").values_list("is_present", flat=True)) == [False, True]
    trained = next(item for item in rows_of([unit], unit.phase, today=date(2026, 3, 20))[0].items if item.key == "trained")
    assert (trained.words, trained.on) == ("1 người", date(2026, 3, 19))


def test_one_more_person_is_added_by_hand(keeper, course, office):
    keeper.post(f"{PAGE}them-nguoi/", {"mot-office": office.pk, "mot-full_name": "Lê Thu Hà", "mot-title": "Công chức"})
    assert Attendee.objects.get().full_name == "Lê Thu Hà"
    assert "Nhập họ tên" in text(keeper.post(f"{PAGE}them-nguoi/", {"mot-office": office.pk}))


def test_a_unit_sees_and_enters_its_own_people_only(client_of, chi, keeper, course, office, other_office):
    bring(keeper, "Đơn vị;Họ tên\n00256;Lê Thu Hà\n00292;Lê Kim Chi\n".encode())
    client = client_of(chi)
    page = text(client.get(PAGE))
    assert "Lê Kim Chi" in page
    assert "Lê Thu Hà" not in page
    assert bring(client, "Đơn vị;Họ tên\n00256;Người Khác\n".encode()).status_code == 400
    stranger = Attendee.objects.get(full_name="Lê Thu Hà")
    client.post(f"{PAGE}diem-danh/", {"hien": [stranger.pk], "co_mat": [stranger.pk]})
    stranger.refresh_from_db()
    assert stranger.is_present is None


def test_looking_at_a_list_of_people_is_kept_as_evidence(keeper, course):
    keeper.get(PAGE)
    assert Entry.objects.filter(action="rollout.attendees_viewed", subject="course:lop-1").exists()


def test_the_template_opens_as_a_list_of_ours(keeper, course):
    content = keeper.get(f"{COURSES}mau.csv").content
    assert content.decode("utf-8-sig").strip() == "Đơn vị;Họ tên;Chức danh;Có mặt"
