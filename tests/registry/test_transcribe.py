"""R8: an entry of a paper book is typed in."""

import pytest
from django.test import Client

from civil_registry.form_store import shipped
from civil_registry.models import EventKind, RegisterBook, RegisterEntry
from portal.audit.models import Entry
from tests.registry.papers import a_book

pytestmark = pytest.mark.django_db
DOSSIER = "H26.00256-260320-0047"
PLACE = "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội"
PAGE = f"/mot-cua/so-ho-tich/them/?loai=birth&hs={DOSSIER}"
TYPED = {
    "registered_place": PLACE,
    "book_year": "1957",
    "book_number": "",
    "number": "12 bis",
    "registered_on_year": "1957",
    "full_name": "  Nguyễn   Thị Mơ ",
    "birth_date_year": "1957",
    "birth_date_month": "3",
    "sex": "Nữ",
    "mother_name": "Trần Thị Tý",
}


@pytest.fixture
def desk(client_of, binh) -> Client:
    return client_of(binh)


def typed(**changes):
    return TYPED | changes


def test_an_entry_is_kept_as_the_book_says_it(desk, office, binh):
    answer = desk.post(PAGE, typed())
    entry = RegisterEntry.objects.get()
    assert answer.url == f"/mot-cua/so-ho-tich/muc/{entry.pk}/?hs={DOSSIER}"
    assert entry.fields == {
        "full_name": "Nguyễn Thị Mơ",
        "birth_date": "1957-03",
        "sex": "Nữ",
        "mother_name": "Trần Thị Tý",
    }
    assert (entry.number, entry.registered_on, entry.birth_year) == ("12 bis", "1957", 1957)
    assert (entry.source, entry.added_by_id) == (RegisterEntry.Source.TRANSCRIBED, binh.pk)
    assert {bytes(name.key).decode() for name in entry.names.all()} >= {"nguyen thi mo", "thi mo", "mo", "tran thi ti", "ti"}
    assert (entry.book.holder, entry.book.registered_place) == (office, PLACE)


def test_adding_is_recorded_with_its_dossier(desk):
    desk.post(PAGE, typed())
    assert Entry.objects.get(action="register.entry_added").purpose == DOSSIER


def test_the_same_number_in_the_same_book_is_refused_and_the_answers_kept(desk):
    desk.post(PAGE, typed())
    page = desk.post(PAGE, typed(full_name="Nguyễn Văn Khác")).content.decode()
    assert "Số này đã có trong quyển sổ" in page
    assert "Nguyễn Văn Khác" in page
    assert RegisterEntry.objects.count() == 1


def test_a_book_of_another_office_is_not_written_in(desk, other_office):
    a_book(other_office, EventKind.BIRTH, year=1957)
    page = desk.post(PAGE, typed(book_number="01/1957")).content.decode()
    assert "do Ủy ban nhân dân phường Bạch Mai giữ" in page
    assert not RegisterEntry.objects.exists()


def test_a_refused_entry_opens_no_book(desk):
    desk.post(PAGE, typed())
    books = RegisterBook.objects.count()
    desk.post(PAGE, typed(number=""))
    assert RegisterBook.objects.count() == books


def test_the_book_may_leave_blank_all_but_the_name(desk):
    page = desk.post(PAGE, {"book_year": "1957"}).content.decode()
    assert "Có 4 thông tin cần sửa" in page
    assert "Nhập tên như sổ ghi" in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"book_year": "57"}, "Năm gồm 4 chữ số"),
        (
            {"birth_date_day": "31", "birth_date_month": "2"},
            "không có thật: tháng 02/1957 chỉ có 28 ngày",
        ),
        ({"personal_id": "0011570123456"}, "phải đủ 12 chữ số, đang có 13"),
        ({"mother_birth_year": "19x3"}, "Năm gồm 4 chữ số"),
        ({"full_name": "Mơ 🙂"}, "Tên chỉ gồm chữ cái"),
        ({"number": "1" * 21}, "Số: viết nhiều nhất 20 chữ"),
        ({"birth_place": "x" * 401}, "Nơi sinh: viết nhiều nhất 400 chữ"),
        ({"sex": "khác"}, "Chọn giới tính trong danh sách"),
        ({"father_age": "hai lăm"}, "Tuổi là số từ 0 đến 130"),
        ({"father_age": "131"}, "Tuổi là số từ 0 đến 130"),
        ({"birth_place": "Không rõ."}, "Điều sổ không ghi thì để trống"),
        ({"note": "x" * 2001}, "Ghi chú: viết nhiều nhất 2.000 chữ"),
    ],
)
def test_naughty_input_is_explained(desk, changes, told):
    answer = desk.post(PAGE, typed(**changes))
    assert answer.status_code == 200
    assert told in answer.content.decode()


@pytest.mark.parametrize("kind", sorted({form.kind for form in shipped()}))
def test_every_kind_of_event_has_its_page(desk, kind):
    page = desk.get(f"/mot-cua/so-ho-tich/them/?loai={kind}&hs={DOSSIER}")
    assert page.status_code == 200
    assert f'<option value="{kind}" selected>' in page.content.decode()


def test_an_age_is_kept_where_the_book_says_no_year(desk):
    desk.post(PAGE, typed(father_name="Nguyễn Văn Tý", father_age="25 tuổi"))
    fields = RegisterEntry.objects.get().fields
    assert (fields["father_age"], "father_birth_year" in fields) == ("25", False)


def test_the_note_of_the_book_keeps_its_lines(desk):
    desk.post(PAGE, typed(note="Cải chính năm 1980.\r\nĐã kết hôn năm 1979."))
    assert RegisterEntry.objects.get().note.splitlines() == ["Cải chính năm 1980.", "Đã kết hôn năm 1979."]


def test_what_was_typed_in_waits_for_a_second_reader(desk, client_of, dung):
    desk.post(PAGE, typed())
    assert RegisterEntry.objects.get().needs_check
    assert "số 12 bis" in client_of(dung).get("/mot-cua/so-ho-tich/cho-doi-chieu/").content.decode()


def test_only_the_desk_writes_entries(client_of, dung, mai):
    for person in (dung, mai):
        assert client_of(person).post(PAGE, typed()).status_code == 403
    assert not RegisterEntry.objects.exists()
