"""R7: looking into the books for a dossier."""

import pytest
from django.test import Client

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


def test_y_for_i_is_offered_as_another_spelling(desk, office):
    birth_entry(office, mother_name="Lý Thị Quý")
    assert "Cách viết khác: ly thi quy (1 mục)" in look(desk, name="li thi qui").content.decode()


def test_each_search_is_recorded_with_its_dossier_and_without_names(desk, office, binh):
    look(desk, name="duong")
    entry = Entry.objects.get(action="register.searched")
    assert (entry.purpose, entry.actor_id, entry.office_id) == (DOSSIER, binh.pk, office.pk)
    assert "duong" not in str(entry.detail)


def test_names_do_not_stand_in_the_address(desk, office):
    assert look(desk, name="duong").redirect_chain == [(PAGE, 302)]


def test_a_search_needs_a_dossier_and_a_name(desk):
    page = desk.post("/mot-cua/so-ho-tich/", {}).content.decode()
    assert "Nhập mã hồ sơ cần tra cứu sổ" in page
    assert "Nhập tên hoặc số của mục cần tìm" in look(desk).content.decode()


@pytest.mark.parametrize(
    "typed", [{"name": "x" * 300}, {"name": "a", "year": "199O"}, {"name": "a", "kind": "x"}, {"hs": "<b>"}]
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
