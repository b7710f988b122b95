"""R7: looking into the books for a dossier."""

import pytest
from django.test import Client

from civil_registry.purposes import fingerprint
from civil_registry.search import Criteria
from portal.audit.models import Entry
from tests.factories import birth_entry
from tests.registry.papers import marriage_entry

pytestmark = pytest.mark.django_db
DOSSIER = "H26.00256-260320-0047"
PAGE = f"/mot-cua/so-ho-tich/?hs={DOSSIER}"


@pytest.fixture
def desk(client_of, binh) -> Client:
    return client_of(binh)


def look(desk, **typed):
    return desk.post(PAGE, {"hs": DOSSIER} | typed, follow=True)


def names(answer):
    return [entry.subject_name for entry in answer.context["found"]]


@pytest.mark.parametrize("typed", ["nguyen thi thuy duong", "Thùy Dương", "NGUYỄN THỊ THÙY DƯƠNG", "pham thi hanh", "thanh"])
def test_an_entry_is_found_by_any_of_its_names_with_or_without_tones(desk, office, typed):
    birth_entry(office)
    assert names(look(desk, name=typed)) == ["Nguyễn Thị Thùy Dương"]


def test_a_marriage_is_found_by_the_husband(desk, office):
    entry = marriage_entry(office)
    answer = look(desk, name="y moan eban")
    assert names(answer) == [entry.subject_name]
    assert "Y Moan Êban" in answer.content.decode()


def test_two_names_narrow_the_search(desk, office):
    birth_entry(office)
    birth_entry(office, number="88", mother_name="Lê Thị Mơ")
    assert len(names(look(desk, name="thuy duong", other_name="le thi mo"))) == 1


@pytest.mark.parametrize(("year", "count"), [("1988", 1), ("1990", 1), ("1992", 1), ("1987", 0), ("1993", 0)])
def test_years_count_two_up_and_down(desk, office, year, count):
    birth_entry(office)
    assert len(names(look(desk, name="duong", year=year))) == count


def test_an_entry_is_found_by_number_and_book(desk, office):
    birth_entry(office)
    birth_entry(office, number="12a")
    assert len(names(look(desk, number="12A", book="01/1990"))) == 1


def test_names_written_exactly_so_come_first(desk, office):
    birth_entry(office, number="1", full_name="Nguyễn Thị Thúy Dương")
    birth_entry(office, number="2", full_name="Nguyễn Thị Thùy Dương")
    assert names(look(desk, name="Nguyễn Thị Thùy Dương"))[0] == "Nguyễn Thị Thùy Dương"


def test_books_of_another_office_are_not_found(desk, other_office):
    birth_entry(other_office)
    assert names(look(desk, name="duong")) == []


def test_nothing_found_offers_wider_searches_that_do_find(desk, office):
    birth_entry(office)
    page = look(desk, name="nguyen thi thui duong", year="1970").content.decode()
    assert "Không tìm thấy mục nào khớp" in page
    page = look(desk, name="thuy duong", year="1970").content.decode()
    assert "Bỏ năm (1 mục)" in page


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Lý Thị Quý", "li thi qui"),
        ("Lí Thị Quí", "Lý Thị Quý"),
        ("Phan Thị Mỹ Hòa", "phan thi mi hoà"),
        ("Đỗ Thị Thuý", "do thi thúy"),
        ("H'Hen Niê", "h hen nie"),
        ("H’Hen Niê", "H'Hen"),
        ("Nguyễn-Lê Anna", "nguyen le anna"),
        ("Mơ", "mo"),
    ],
)
def test_spellings_of_one_name_find_each_other(desk, office, written, typed):
    birth_entry(office, mother_name=written)
    assert len(names(look(desk, name=typed))) == 1


@pytest.mark.parametrize("typed", ["uong", "guyen", "duong thuy"])
def test_a_name_is_asked_from_the_beginning_of_a_word_in_its_order(desk, office, typed):
    birth_entry(office)
    assert names(look(desk, name=typed)) == []


def test_a_long_name_is_offered_shorter(desk, office):
    birth_entry(office)
    assert "Rút ngắn tên: thuy duong (1 mục)" in look(desk, name="tran le thuy duong").content.decode()


def test_each_search_is_recorded_with_its_dossier_and_without_names(desk, office, binh):
    look(desk, name="duong")
    entry = Entry.objects.get(action="register.searched")
    assert (entry.purpose, entry.actor_id, entry.office_id) == (DOSSIER, binh.pk, office.pk)
    assert "duong" not in str(entry.detail)
    assert entry.detail["query"] == fingerprint(Criteria(name="Dương"))


def test_names_do_not_stand_in_the_address(desk, office):
    assert look(desk, name="duong").redirect_chain == [(PAGE, 302)]


def test_a_search_needs_a_dossier_and_a_name(desk):
    page = desk.post("/mot-cua/so-ho-tich/", {}).content.decode()
    assert "Nhập mã hồ sơ cần tra cứu sổ, hoặc ghi mục đích khác" in page
    assert "Nhập tên hoặc số của mục cần tìm" in look(desk).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "x" * 300},
        {"name": "a", "year": "199O"},
        {"name": "a", "kind": "x"},
        {"hs": "<b>"},
        {"name": "'-"},
        {"hs": "", "purpose": "xem"},
    ],
)
def test_naughty_input_is_explained(desk, typed):
    answer = look(desk, **({"name": "a"} | typed))
    assert answer.status_code == 200
    assert "thông tin cần sửa" in answer.content.decode()


def test_the_result_of_one_dossier_is_not_shown_under_another(desk, office):
    birth_entry(office)
    look(desk, name="duong")
    assert "Thùy Dương" not in desk.get("/mot-cua/so-ho-tich/?hs=H26.00256-260320-0048").content.decode()


def test_an_opened_entry_shows_the_book_and_is_recorded(desk, office):
    entry = birth_entry(office, father_name="", father_birth_year="")
    page = desk.get(f"/mot-cua/so-ho-tich/muc/{entry.pk}/?hs={DOSSIER}").content.decode()
    assert "Xã Thắng Lợi, huyện Thường Tín, tỉnh Hà Sơn Bình" in page
    assert "(sổ để trống)" in page
    assert Entry.objects.get(action="register.entry_opened").purpose == DOSSIER


def test_staff_are_told_where_a_form_was_not_compared_with_the_print(desk, office):
    birth, marriage = birth_entry(office), marriage_entry(office)
    assert "chưa đối chiếu" in desk.get(f"/mot-cua/so-ho-tich/muc/{birth.pk}/?hs={DOSSIER}").content.decode()
    assert "chưa đối chiếu" not in desk.get(f"/mot-cua/so-ho-tich/muc/{marriage.pk}/?hs={DOSSIER}").content.decode()


def test_an_entry_is_not_opened_without_a_dossier(desk, office):
    entry = birth_entry(office)
    assert desk.get(f"/mot-cua/so-ho-tich/muc/{entry.pk}/").status_code == 302
    assert not Entry.objects.filter(action="register.entry_opened").exists()


def test_an_entry_of_another_office_is_not_there(desk, other_office):
    entry = birth_entry(other_office)
    assert desk.get(f"/mot-cua/so-ho-tich/muc/{entry.pk}/?hs={DOSSIER}").status_code == 404
    assert desk.get(f"/mot-cua/so-ho-tich/muc/{10**30}/?hs={DOSSIER}").status_code == 404


def test_a_written_purpose_opens_the_books_and_is_recorded(desk, office):
    entry = birth_entry(office)
    answer = look(desk, hs="", purpose="Trả lời Công văn 15/CV-CA ngày 20/3/2026", name="duong")
    assert answer.redirect_chain == [("/mot-cua/so-ho-tich/", 302)]
    assert names(answer) == ["Nguyễn Thị Thùy Dương"]
    desk.get(f"/mot-cua/so-ho-tich/muc/{entry.pk}/")
    purposes = Entry.objects.filter(action__in=["register.searched", "register.entry_opened"]).values_list("purpose", flat=True)
    assert set(purposes) == {"Trả lời Công văn 15/CV-CA ngày 20/3/2026"}


@pytest.mark.parametrize("number", ["12 bis/1990", "12BIS / 1990", "012 bis", "12 bis"])
def test_an_entry_is_found_by_number_and_year(desk, office, number):
    birth_entry(office, number="12 bis")
    birth_entry(office, number="12", year=1990)
    birth_entry(office, number="12a", year=1990)
    assert [entry.number for entry in look(desk, number=number).context["found"]] == ["12 bis"]


def test_the_year_behind_the_number_is_that_of_the_book(desk, office):
    birth_entry(office, number="87", year=1991)
    birth_entry(office, number="87", year=1990)
    assert [entry.book.year for entry in look(desk, number="87/1991").context["found"]] == [1991]


def test_a_mothers_name_with_its_marks_comes_before_one_without(desk, office):
    birth_entry(office, number="1", full_name="An", mother_name="Phạm Thị Hanh")
    birth_entry(office, number="2", full_name="Bình", mother_name="Phạm Thị Hạnh")
    assert names(look(desk, name="Phạm Thị Hạnh")) == ["Bình", "An"]


def test_results_come_in_pages_and_the_address_names_nobody(desk, office):
    for number in range(30):
        birth_entry(office, number=str(number))
    answer = look(desk, name="duong")
    assert (len(answer.context["found"]), answer.context["count"]) == (25, 30)
    assert answer.context["next_url"] == f"?hs={DOSSIER}&trang=2"
    assert len(desk.get(f"{PAGE}&trang=2").context["found"]) == 5
    assert len(desk.get(f"{PAGE}&trang=²").context["found"]) == 25


def test_only_the_desk_looks_into_the_books(client, client_of, an, mai, tu):
    assert client.get(PAGE).status_code == 302
    for person in (an, mai, tu):
        assert client_of(person).get(PAGE).status_code == 403


def test_results_take_a_constant_number_of_queries(desk, office, django_assert_max_num_queries):
    for number in range(20):
        birth_entry(office, number=str(number))
    look(desk, name="duong")
    with django_assert_max_num_queries(8):
        desk.get(PAGE)
