"""Who sits at the desk is looked up in the population database, and his page opens with what is known of him, marked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.models import Application
from applications.procedures import procedure_for
from portal.audit.models import Entry
from portal.population import look_ups
from portal.population.models import LookUp, Outcome
from tests.applications.filing.conftest import REQUESTER
from tests.assisted.conftest import WITHOUT_PHONE
from tests.factories import hanoi
from tests.population.conftest import population  # noqa: F401
from tests.population.simulator import DUONG

pytestmark = pytest.mark.django_db
ASKED = {"dan_cu-personal_id": "001190012345", "dan_cu-full_name": "Nguyễn Thị Thuỳ Dương"}
MARK = "Lấy từ Cơ sở dữ liệu quốc gia về dân cư"


@pytest.fixture
def known(population):  # noqa: F811
    population.people["001190012345"] = [DUONG | {"residence": "Số 27 phố Lò Đúc, phường Bạch Mai, thành phố Hà Nội"}]
    return population


@pytest.fixture
def draft(desk):
    desk.sit_down()
    return desk.begin()


def ask(desk, **changes):
    return desk.client.post(reverse("assisted:prefill"), ASKED | changes, follow=True)


def test_his_page_opens_with_what_is_known_of_him_and_says_where_it_comes_from(desk, draft, known):
    assert reverse("assisted:prefill") in desk.client.get(desk.url(draft, "requester")).content.decode()
    form = ask(desk).context["form"]
    shown = {name: form[name].value() for name in ("full_name", "birth_date", "personal_id", "commune", "detail")}
    assert list(shown.values()) == [
        DUONG["full_name"], "1990-03-12", "001190012345", "Phường Bạch Mai", "Số 27 phố Lò Đúc",
    ]  # fmt: skip
    marked = [name for name, field in form.fields.items() if str(field.help_text).startswith(MARK)]
    assert marked == ["full_name", "birth_date", "personal_id", "detail"]


def test_what_was_taken_over_unchanged_is_kept_as_such_and_read_by_everybody(desk, draft, known):
    ask(desk)
    desk.post(draft, "requester", WITHOUT_PHONE)  # another address than the database says
    draft.refresh_from_db()
    assert draft.answers["requester"]["from_population"] == ["full_name", "birth_date", "personal_id"]
    page = desk.client.get(desk.url(draft, "check")).content.decode()
    assert MARK in page
    assert "Họ, chữ đệm, tên; Ngày sinh; Số định danh cá nhân" in page


def test_what_is_typed_over_counts_as_declared(desk, draft, known):
    ask(desk)
    desk.post(draft, "requester", WITHOUT_PHONE, full_name="Nguyễn Thị Thùy Dung")
    form = desk.client.get(desk.url(draft, "requester")).context["form"]
    assert form.prefilled == ["birth_date", "personal_id"]


def test_the_purpose_is_logged_before_the_call_without_a_number(desk, draft, known):
    ask(desk)
    entry = Entry.objects.get(action="population.looked_up")
    assert (entry.purpose, entry.subject, entry.actor) == (
        "requester_identity", f"application:{draft.ref}", desk.sitting().official,
    )  # fmt: skip
    assert "001190012345" not in str(entry.detail)


def test_the_person_reads_in_his_access_log_that_he_was_looked_up_and_why(desk, known, client_of, an):
    draft = desk.draft_ready()
    ask(desk)
    desk.post(draft, "requester", WITHOUT_PHONE)
    desk.pair()
    desk.ask()
    desk.say("right")
    desk.file_it(draft)
    Application.objects.filter(pk=draft.pk).update(applicant=an)  # who opens it with an account of his own
    said = client_of(an).get(reverse("applications:timeline", args=[draft.ref])).content.decode()
    assert "Đối chiếu với Cơ sở dữ liệu quốc gia về dân cư: Xác định danh tính người yêu cầu" in said


def test_over_what_the_page_held_before_only_what_was_found_is_written(desk, draft, known):
    desk.post(draft, "requester", {**REQUESTER, "full_name": "Thùy Dương", "detail": "Số 1 Lò Đúc"})
    page = ask(desk)
    form = page.context["form"]
    assert (form["full_name"].value(), form["phone"].value()) == (DUONG["full_name"], REQUESTER["phone"])
    assert "has-err" not in page.content.decode()


def test_only_who_sits_there_is_looked_up(desk, draft, known):
    answer = ask(desk, **{"dan_cu-personal_id": "001190019999"})
    assert (answer.status_code, known.asked) == (400, [])
    assert "Chỉ tra cứu người đang ngồi tại bàn" in answer.content.decode()


@pytest.mark.parametrize("changes", [{"dan_cu-personal_id": "٢٣٤٥"}, {"dan_cu-full_name": ""}, {"dan_cu-full_name": "\0"}])
def test_without_a_number_and_a_name_nobody_is_looked_up(desk, draft, known, changes):
    assert (ask(desk, **changes).status_code, known.asked) == (400, [])


@pytest.mark.parametrize(("people", "said"), [([], "Không có người này"), ([DUONG, DUONG], "Có nhiều người")])
def test_of_nobody_and_of_two_nothing_is_filled_in(desk, draft, known, people, said):
    known.people["001190012345"] = people
    page = ask(desk)
    assert said in page.content.decode()
    assert page.context["form"]["full_name"].value() is None


def test_an_address_that_is_no_commune_of_today_is_shown_and_left_to_be_typed(desk, draft, known):
    known.people["001190012345"] = [DUONG | {"residence": "Thôn 3, xã Không Có, thành phố Hà Nội"}]
    page = ask(desk)
    assert "Thôn 3, xã Không Có" in page.content.decode()
    assert page.context["form"]["commune"].value() is None


def test_when_the_database_is_away_it_is_filed_all_the_same_and_completed_later(desk, known, client_of, binh):
    draft = desk.confirmed()
    known.is_away = True
    assert "Cứ nhập theo giấy tờ và nộp" in ask(desk).content.decode()
    listed = desk.client.get(reverse("desk:to_complete")).content.decode()
    assert "Đang nhập tại bàn, chưa nộp" in listed
    desk.file_it(draft)
    draft.refresh_from_db()
    assert draft.state == "submitted"
    known.is_away = False
    assert look_ups.retry_waiting(clock=lambda: hanoi() + timedelta(hours=1)) == 1
    desk.end()
    assert draft.code in client_of(binh).get(reverse("desk:to_complete")).content.decode()
    compared = client_of(binh).get(reverse("desk:population", args=[draft.code])).content.decode()
    assert "Không có điểm nào khác" in compared or "điểm khác" in compared


def test_what_was_asked_for_a_draft_that_is_never_filed_leaves_with_it(desk, draft, known):
    ask(desk)
    desk.end()
    (asked,) = LookUp.objects.all()
    assert (asked.asked, asked.answer, asked.outcome) == ({}, {}, Outcome.FOUND)
    assert Entry.objects.filter(action="population.looked_up").count() == 1


def test_outside_a_sitting_nobody_is_looked_up(desk, client_of, an, chi, known):
    assert desk.client.get(reverse("assisted:prefill")).status_code == 404
    assert client_of(an).get(reverse("assisted:prefill")).status_code == 403


def test_without_a_database_the_page_says_so(desk, draft, settings):
    settings.POPULATION_ADAPTER = "off"
    assert "Chưa kết nối" in desk.client.get(reverse("assisted:prefill")).content.decode()
    assert "Chưa kết nối" in ask(desk).content.decode()


def test_who_is_known_from_there_need_not_have_his_card_photographed(desk, draft, known):
    ask(desk)
    desk.post(draft, "requester", WITHOUT_PHONE)
    draft.refresh_from_db()
    asked = [slot.code for slot in procedure_for(draft.procedure_code).papers(draft.answers) if slot.required]
    assert "id_front" not in asked
    assert "Mặt trước thẻ căn cước" not in desk.client.get(desk.url(draft, "papers")).content.decode()
    desk.post(draft, "requester", WITHOUT_PHONE, full_name="Nguyễn Thị Thùy Dung")
    draft.refresh_from_db()
    asked = [slot.code for slot in procedure_for(draft.procedure_code).papers(draft.answers) if slot.required]
    assert {"id_front", "id_back"} <= set(asked)
