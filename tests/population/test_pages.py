"""The desk looks up, completes later; the citizen reads who looked him up and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from portal.audit.models import Entry
from portal.population import look_ups
from portal.population.models import LookUp, Outcome
from tests.population.simulator import DUONG

pytestmark = pytest.mark.django_db
PURPOSE = {"person": "requester", "purpose": "requester_identity"}


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def place(dossier) -> str:
    return reverse("desk:population", args=[dossier.code])


def later(desk) -> str:
    return desk.get(reverse("desk:to_complete")).content.decode()


def test_the_page_of_a_dossier_leads_to_the_look_up(desk, dossier):
    assert place(dossier) in desk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()


def test_the_result_stands_beside_what_was_declared_with_differences_in_words(desk, dossier, population):
    said = desk.post(place(dossier), PURPOSE, follow=True).content.decode()
    assert all(
        words in said for words in (DUONG["full_name"], "Nguyễn Thị Thuỳ Dương", "Khác dấu hoặc cách viết", "2 điểm khác")
    )
    assert "001190012345" not in place(dossier)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"person": "requester"}, "Chọn mục đích đối chiếu"),
        ({"purpose": "residence"}, "Chọn người được đối chiếu"),
        (PURPOSE | {"person": "mother"}, "Chọn một người có trong hồ sơ"),
        (PURPOSE | {"purpose": "\0"}, "Chọn một mục đích trong danh sách"),
    ],
)
def test_without_person_or_purpose_nobody_is_looked_up(desk, dossier, population, told, why):
    answer = desk.post(place(dossier), told)
    assert (answer.status_code, why in answer.content.decode()) == (400, True)
    assert not population.asked


def test_the_citizen_reads_that_he_was_looked_up_and_why(desk, client_of, an, dossier, population):
    desk.post(place(dossier), PURPOSE)
    said = client_of(an).get(reverse("applications:timeline", args=[dossier.ref])).content.decode()
    assert "Đối chiếu với Cơ sở dữ liệu quốc gia về dân cư: Xác định danh tính người yêu cầu" in said


def test_a_look_up_that_waits_stands_on_the_list_until_its_answer_is_read(desk, dossier, population):
    population.is_away = True
    said = desk.post(place(dossier), PURPOSE, follow=True).content.decode()
    assert "Cứ giải quyết tiếp" in said
    assert dossier.code in later(desk)
    population.is_away = False
    waiting = LookUp.objects.get()
    said = desk.post(reverse("desk:look_up_again", args=[waiting.pk]), follow=True).content.decode()
    assert "Đã có kết quả đối chiếu" in said
    assert "Có một người" in said
    desk.post(reverse("desk:look_up_seen", args=[waiting.pk]))
    assert dossier.code not in later(desk)
    actions = set(Entry.objects.filter(action__startswith="population").values_list("action", flat=True))
    assert actions == {"population.looked_up", "population.tried_again", "population.seen"}


def test_what_waits_cannot_be_marked_as_read(desk, dossier, population):
    population.is_away = True
    desk.post(place(dossier), PURPOSE)
    desk.post(reverse("desk:look_up_seen", args=[LookUp.objects.get().pk]))
    assert LookUp.objects.get().seen_at is None


def test_the_list_shows_neither_numbers_nor_names_of_people(desk, dossier, population):
    population.is_away = True
    desk.post(place(dossier), PURPOSE)
    said = later(desk)
    assert "001190012345" not in said
    assert "Thuỳ Dương" not in said


def test_another_office_and_other_roles_find_nothing(client_of, chi, dung, desk, dossier, population):
    desk.post(place(dossier), PURPOSE)
    row = LookUp.objects.get()
    assert client_of(chi).get(place(dossier)).status_code == 404
    assert client_of(chi).post(reverse("desk:look_up_again", args=[row.pk])).status_code == 404
    assert client_of(dung).get(place(dossier)).status_code == 403


def test_an_emptied_result_says_so(desk, dossier, population):
    desk.post(place(dossier), PURPOSE)
    LookUp.objects.update(answer={}, asked={}, emptied_at="2026-12-31T00:00Z")
    said = desk.get(place(dossier)).content.decode()
    assert "Kết quả đã được xóa vì quá thời gian giữ" in said
    assert LookUp.objects.get().outcome == Outcome.FOUND


def test_without_a_database_the_page_says_what_to_do_instead(desk, dossier, settings):
    settings.POPULATION_ADAPTER = "off"
    assert "Kiểm tra bằng giấy tờ kèm theo" in desk.get(place(dossier)).content.decode()


def test_one_that_was_never_answered_does_not_claim_a_result(desk, dossier, population):
    population.is_away = True
    desk.post(place(dossier), PURPOSE)
    look_ups.empty_old(at=timezone.now() + timedelta(days=60))
    said = desk.get(place(dossier)).content.decode()
    assert "không trả lời trong thời gian giữ" in said
    assert "Kết quả đã được xóa" not in said


def test_where_the_person_is_declared_no_more_nothing_is_said_to_be_the_same(desk, dossier, population):
    desk.post(place(dossier), PURPOSE)
    requester = dossier.answers["requester"] | {"personal_id": ""}
    Application.objects.filter(pk=dossier.pk).update(answers=dossier.answers | {"requester": requester})
    said = desk.get(place(dossier)).content.decode()
    assert "Chưa đối chiếu được điểm nào" in said
    assert "Không có điểm nào khác" not in said


def test_what_waits_when_the_database_is_turned_off_goes_on_waiting(desk, dossier, population, settings):
    population.is_away = True
    desk.post(place(dossier), PURPOSE)
    settings.POPULATION_ADAPTER = "off"
    again = reverse("desk:look_up_again", args=[LookUp.objects.get().pk])
    assert desk.post(again).status_code == 302
    assert LookUp.objects.get().outcome == Outcome.WAITING
