"""1.000656 through the front door: who died, how and when; entered in the register of deaths, the extract given."""

import pytest
from django.urls import reverse

from applications.models import Application
from applications.states import State
from civil_registry import tasks
from tests.documents import judges
from tests.factories import hanoi

pytestmark = pytest.mark.django_db
SLUG = "dang-ky-khai-tu"
DECEASED = {
    "relation": "child",
    "full_name": "Nguyễn Văn Thành",
    "birth_date_year": "1938",
    "sex": "Nam",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "personal_id": "001038001234",
    "residence": "Số 27 phố Lò Đúc, phường Hai Bà Trưng, thành phố Hà Nội",
}
DIED = {
    "death_date_day": "18",
    "death_date_month": "3",
    "death_date_year": "2026",
    "death_time": "5h10",
    "death_place": "Bệnh viện Bạch Mai, thành phố Hà Nội",
    "cause": "Bệnh già",
    "notice_kind": "notice",
    "notice_number": "41/GBT",
    "notice_authority": "Bệnh viện Bạch Mai",
    "notice_on_day": "18",
    "notice_on_month": "3",
    "notice_on_year": "2026",
}
DEATH = {"deceased": DECEASED, "death": DIED}


@pytest.fixture
def filed(registering, open_office) -> Application:
    return registering.filed(SLUG, open_office, DEATH)


def test_a_death_filed_in_the_morning_is_promised_the_same_day_without_a_fee(filed):
    assert (filed.state, filed.kind, filed.due_on, filed.fee_vnd) == (State.SUBMITTED, "death", hanoi().date(), 0)
    assert (filed.subject_name, filed.relationship) == ("Nguyễn Văn Thành", "child")


def test_signing_enters_the_death_as_it_was_declared(filed, desk):
    entry = desk.registered(filed).extract.entry
    told = {name: entry.fields.get(name) for name in ("death_time", "death_date", "birth_date", "personal_id")}
    expected = {"death_time": "05 giờ 10 phút", "death_date": "2026-03-18", "birth_date": "1938", "personal_id": "001038001234"}
    assert (entry.number, entry.book.kind, told) == ("1", "death", expected)


def test_the_extract_given_is_the_original(filed, desk, tmp_path):
    signed = desk.registered(filed)
    tasks.render_pending_copies()
    signed.extract.refresh_from_db()
    paper = tmp_path / "original.pdf"
    paper.write_bytes(signed.extract.document.read())
    text = judges.text(paper, 1, 1, "-raw")
    assert all(words in text for words in ("TRÍCH LỤC KHAI TỬ", "NGUYỄN VĂN THÀNH", "05 giờ 10 phút"))
    assert "BẢN SAO" not in text


def test_a_death_before_the_birth_is_refused_beside_its_date(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    registering.answer(draft, "deceased", DECEASED)
    response = registering.answer(draft, "death", DIED | {"death_date_year": "1937"})
    assert "trước ngày sinh (1938)" in str(response.context["form"].errors["death_date"])


def test_a_death_after_today_is_refused(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "death", DIED | {"death_date_day": "21"})
    assert "death_date" in response.context["form"].errors


def test_a_birth_mended_later_is_held_against_the_death_at_the_check(registering, open_office):
    draft = registering.ready_procedure(SLUG, open_office, DEATH)
    both = {"birth_date_day": "19", "birth_date_month": "3", "birth_date_year": "2026", "personal_id": ""}
    registering.answer(draft, "deceased", DECEASED | both)
    assert registering.file(draft).status_code == 400


@pytest.mark.parametrize(("month", "is_late"), [("3", False), ("2", True)])
def test_more_than_fifteen_days_are_a_doubt_and_no_block(month, is_late, registering, open_office):
    late = {"death_date_month": month, "notice_on_month": month}
    draft = registering.ready_procedure(SLUG, open_office, DEATH | {"death": DIED | late})
    page = registering.client.get(registering.url(draft, "check")).content.decode()
    assert ("Đã quá 15 ngày" in page) is is_late
    assert registering.file(draft).status_code == 302


def test_a_foreigner_is_guided_to_the_right_procedure(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    response = registering.answer(draft, "deceased", DECEASED | {"nationality": "Pháp"})
    assert "1.001766" in str(response.context["form"].errors["nationality"])


def test_nobody_registers_his_own_death(registering, open_office):
    draft = registering.begin_procedure(SLUG)
    registering.post(draft, "requester", {"full_name": "Nguyễn Thị Thùy Dương"})
    draft.answers["requester"] = {"full_name": "Nguyễn Thị Thùy Dương", "personal_id": DECEASED["personal_id"]}
    draft.save()
    response = registering.answer(draft, "deceased", DECEASED)
    assert "personal_id" in response.context["form"].errors


def test_who_is_authorised_shows_it_and_a_child_need_not(registering, open_office):
    draft = registering.ready_procedure(SLUG, open_office, DEATH)
    assert "authorisation" not in registering.client.get(registering.url(draft, "papers")).content.decode()
    registering.answer(draft, "deceased", DECEASED | {"relation": "authorised"})
    assert registering.file(draft).status_code == 400
    assert "Văn bản ủy quyền" in registering.client.get(registering.url(draft, "check")).content.decode()


def test_the_official_is_led_to_the_dead_persons_other_entries(filed, desk):
    signed = desk.registered(filed)
    page = desk.official.get(reverse("desk:dossier", args=[signed.code])).content.decode()
    assert "Ghi chú việc khai tử" in page
    assert page.count(f'action="{reverse("registry_desk:search")}"') == 2
