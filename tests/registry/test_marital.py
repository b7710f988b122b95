"""What the registers say of somebody's marriage: found by number or by name and birth, ended by a note or a death."""

import pytest

from civil_registry.entries import add_entry
from civil_registry.marital import Person, Standing, look_up
from civil_registry.models import Annotation, RegisterBook, RegisterEntry
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
MO = Person("Nguyễn Thị Mơ", "1990-03-12", "001190012345")
SPOUSES = {
    "wife_name": "Nguyễn Thị Mơ",
    "wife_birth_date": "1990-03-12",
    "wife_identity_paper": "Căn cước số 001190012345",
    "husband_name": "Trần Văn Nam",
    "husband_birth_date": "1988-05",
}


def entered(holder, kind: str, fields: dict, *, number="12", year=2015, note="") -> RegisterEntry:
    place = f"Ủy ban nhân dân {holder.name.lower()}, thành phố Hà Nội"
    book, _ = RegisterBook.objects.get_or_create(kind=kind, registered_place=place, year=year, defaults={"holder": holder})
    return add_entry(book, number=number, registered_on=f"{year}-03-20", fields=fields, note=note)


def test_nothing_found_is_nobody_yet(office):
    found = look_up(MO)
    assert (found.standing, found.may_marry, found.words) == (Standing.NONE, True, "Chưa đăng ký kết hôn với ai")


def test_a_marriage_in_any_office_of_the_city_is_found(office, other_office):
    entered(other_office, "marriage", SPOUSES)
    found = look_up(MO)
    assert (found.standing, found.may_marry) == (Standing.MARRIED, False)
    assert found.words.startswith("Hiện tại đang có chồng là ông Trần Văn Nam (Giấy chứng nhận kết hôn số 12, ngày 20/3/2015")


def test_the_husband_is_found_by_name_and_what_is_known_of_his_birth(office):
    entered(office, "marriage", SPOUSES)
    assert look_up(Person("tran van nam", "1988-05-02")).standing == Standing.MARRIED
    assert look_up(Person("Trần Văn Nam", "1988-06-02")).standing == Standing.NONE


def test_another_number_is_another_person_of_the_same_name(office):
    entered(office, "marriage", SPOUSES)
    assert look_up(Person(MO.full_name, MO.birth_date, "001190099999")).standing == Standing.NONE


@pytest.mark.parametrize("note", ["Đã ly hôn theo Bản án số 5/2020", "Hủy việc kết hôn theo Quyết định số 7"])
def test_a_note_of_the_end_frees_both(note, office):
    entered(office, "marriage", SPOUSES, note=note)
    found = look_up(MO)
    assert (found.standing, found.may_marry) == (Standing.DIVORCED, True)
    assert note in found.words


def test_who_married_the_same_person_once_more_is_married(office):
    entered(office, "marriage", SPOUSES)
    entered(office, "divorce_noted", SPOUSES | {"divorce_basis": "Bản án số 9"}, year=2018)
    assert look_up(MO).standing == Standing.DIVORCED
    entered(office, "marriage", SPOUSES, year=2022)
    assert (look_up(MO).standing, look_up(MO).may_marry) == (Standing.MARRIED, False)


@pytest.mark.parametrize(("is_checked", "standing"), [(False, Standing.MARRIED), (True, Standing.DIVORCED)])
def test_a_divorce_noted_here_counts_once_it_is_checked(is_checked, standing, office, binh, dung):
    entry = entered(office, "marriage", SPOUSES)
    checked = {"checked_by": dung, "checked_at": hanoi(), "made_version": 2} if is_checked else {}
    ground = {"ground": "court", "ground_number": "5", "ground_on": "2020", "ground_authority": "Tòa án"}
    told = {"matter": "divorce", "text": "Ly hôn", **ground}
    Annotation.objects.create(entry=entry, entered_by=binh, entered_at=hanoi(), **told, **checked)
    assert look_up(MO).standing == standing


def test_a_divorce_abroad_ends_it_too(office):
    entered(office, "marriage", SPOUSES)
    entered(office, "divorce_noted", SPOUSES | {"divorce_basis": "Bản án số 9 của Tòa án Paris"}, year=2021)
    assert "Tòa án Paris" in look_up(MO).words


def test_the_death_of_the_spouse_leaves_a_widow(office):
    entered(office, "marriage", SPOUSES)
    entered(office, "death", {"full_name": "Trần Văn Nam", "birth_date": "1988", "death_date": "2020-01-02"}, year=2020)
    found = look_up(MO)
    assert (found.standing, found.may_marry) == (Standing.WIDOWED, True)
    assert "chồng đã chết (Trích lục khai tử số 12, ngày 20/3/2020" in found.words


def test_the_dead_do_not_marry(office):
    entered(office, "death", {"full_name": "Ai đó", "personal_id": MO.personal_id, "death_date": "2020-01-02"}, year=2020)
    found = look_up(MO)
    assert (found.standing, found.may_marry) == (Standing.DEAD, False)


def test_a_later_marriage_counts_before_an_ended_one(office):
    entered(office, "marriage", SPOUSES, note="Đã ly hôn")
    entered(office, "marriage", SPOUSES | {"husband_name": "Lê Văn Ba"}, year=2022)
    found = look_up(MO)
    assert [marriage.spouse.full_name for marriage in found.marriages] == ["Lê Văn Ba", "Trần Văn Nam"]
    assert found.standing == Standing.MARRIED


def test_books_of_training_stay_apart(office):
    entered(office, "marriage", SPOUSES)
    assert look_up(MO, is_training=True).standing == Standing.NONE


@pytest.mark.parametrize("name", ["", " ", "\x00", "%_", "😀" * 60])
def test_a_name_that_is_none_finds_nobody(name, office):
    entered(office, "marriage", SPOUSES)
    assert look_up(Person(name, "1990")).standing == Standing.NONE
