"""A citizen chooses a half-day at the desk, changes it, gives it back; through the front door."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions as dossiers
from applications.models import Application
from applications.visits import actions
from applications.visits.models import Appointment, Slot, State
from portal.messaging.models import OutgoingMessage
from portal.offices.models import CalendarException
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
WRONG = ["", "2026-03-21:morning", "2026-03-20:morning", "2027-01-04:morning", "x", "2026-03-23:evening", "\x00"]
MONDAY_MORNING, MONDAY_AFTERNOON = "2026-03-23:morning", "2026-03-23:afternoon"


@pytest.fixture
def mine(client_of, an):
    return client_of(an)


def url(name: str, dossier) -> str:
    return reverse(f"visits:{name}", args=[dossier.ref])


def follow(client, dossier) -> str:
    return client.get(reverse("applications:timeline", args=[dossier.ref])).content.decode()


def choose(client, dossier, half: str):
    return client.post(url("choose", dossier), {"half": half}, follow=True)


def test_who_is_invited_chooses_a_half_day_and_is_told(mine, ready):
    dossier = ready(requester_email="an@hotich.example")
    assert "Chọn buổi đến cơ quan" in follow(mine, dossier)
    assert "Đã đặt lịch hẹn" in choose(mine, dossier, MONDAY_MORNING).content.decode()
    assert "Buổi sáng, thứ Hai 23/03/2026" in follow(mine, dossier)
    told = OutgoingMessage.objects.filter(idempotency_key__startswith="visit:")
    sms = told.get(channel="sms").text
    assert f"{dossier.dossier_code}: đã hẹn buổi sáng thứ Hai 23/03/2026, 08:00–12:00" in sms
    assert "giấy tờ tùy thân và 16.000" in told.get(channel="email").text


def test_the_office_is_named_in_the_language_of_the_dossier(mine, ready):
    dossier = ready(requester_email="an@hotich.example", language="en")
    choose(mine, dossier, MONDAY_MORNING)
    text = OutgoingMessage.objects.get(idempotency_key__startswith="visit:", channel="email").text
    assert "People’s Committee of Hai Bà Trưng Ward" in text
    assert "Ủy ban nhân dân" not in text


def test_who_has_his_paper_sent_is_asked_to_come_before_it_is_signed(mine, received):
    dossier = received("post")
    assert "Đối chiếu bản chính và ký" in mine.get(url("choose", dossier)).content.decode()
    choose(mine, dossier, MONDAY_AFTERNOON)
    assert dossier.visits.get().purpose == "sign"


def test_who_collects_it_is_not_asked_to_come_twice(mine, received):
    assert "Lịch hẹn tại cơ quan" not in follow(mine, received("desk"))


def test_who_collects_what_was_registered_is_told_to_bring_originals(mine, ready, request):
    dossier = ready(requester_email="an@hotich.example")
    request.getfixturevalue("registering")
    choose(mine, dossier, MONDAY_MORNING)
    assert "bản chính" in OutgoingMessage.objects.get(channel="email", idempotency_key__startswith="visit:").text
    assert dossier.visits.get().purpose == "collect"


def test_what_the_post_brought_back_is_fetched_by_appointment(mine, ready):
    dossier = ready()
    Application.objects.filter(pk=dossier.pk).update(delivery_method="post")
    choose(mine, dossier, MONDAY_MORNING)
    assert dossier.visits.get().purpose == "collect"


def test_what_is_brought_home_or_not_ready_asks_nobody_to_come(mine, years, office, an, binh, clock):
    dossier = factories.submitted(office, an)
    dossiers.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
    assert "Lịch hẹn tại cơ quan" not in follow(mine, dossier)
    assert "chưa cần đến cơ quan" in mine.get(url("choose", dossier), follow=True).content.decode()
    choose(mine, dossier, MONDAY_MORNING)
    assert not Appointment.objects.exists()


def test_a_full_half_day_is_shown_as_full_and_refused(mine, client_of, ready, holds):
    holds(1)
    other = factories.user("Lê Văn Hùng")
    choose(client_of(other), ready(other), MONDAY_MORNING)
    dossier = ready()
    assert "Hết chỗ" in mine.get(url("choose", dossier)).content.decode()
    answer = choose(mine, dossier, MONDAY_MORNING)
    assert answer.status_code == 400
    assert "vừa hết chỗ" in answer.content.decode()
    assert not dossier.visits.exists()


def test_changing_frees_the_old_place_and_keeps_one_live(mine, ready, holds):
    holds(1)
    dossier = ready()
    for half in (MONDAY_MORNING, MONDAY_AFTERNOON, MONDAY_AFTERNOON):
        choose(mine, dossier, half)
    assert list(dossier.visits.values_list("state", flat=True)) == [State.CANCELLED, State.BOOKED]
    assert dict(Slot.objects.values_list("half", "booked")) == {"morning": 0, "afternoon": 1}


def test_giving_it_back_frees_the_place_and_a_second_click_changes_nothing(mine, ready):
    dossier = ready()
    choose(mine, dossier, MONDAY_MORNING)
    assert "Đã hủy lịch hẹn" in mine.post(url("cancel", dossier), follow=True).content.decode()
    assert "Không còn lịch hẹn" in mine.post(url("cancel", dossier), follow=True).content.decode()
    assert Slot.objects.get().booked == 0


@pytest.mark.parametrize("half", WRONG)
def test_what_cannot_be_chosen_is_said_beside_the_question(mine, ready, half):
    """Nothing, a Saturday, a half-day that has begun, far ahead, and nonsense."""
    dossier = ready()
    answer = choose(mine, dossier, half)
    assert answer.status_code == 400
    assert 'href="#id_half"' in answer.content.decode()
    assert not dossier.visits.exists()


def test_a_half_day_is_offered_until_it_begins_in_ha_noi(mine, ready, clock):
    dossier = ready()
    clock(hanoi(23, 7, 59, 59))
    assert MONDAY_MORNING in mine.get(url("choose", dossier)).content.decode()
    clock(hanoi(23, 8))
    assert choose(mine, dossier, MONDAY_MORNING).status_code == 400
    assert choose(mine, dossier, MONDAY_AFTERNOON).status_code == 200


def test_days_off_are_not_offered_and_ten_working_days_are(mine, ready):
    CalendarException.objects.create(on=date(2026, 3, 24), kind="public_holiday", name_vi="Nghỉ", status="in_force")
    page = mine.get(url("choose", ready())).content.decode()
    assert "2026-03-24" not in page
    assert page.count('type="radio"') == 20
    assert "2026-04-06:afternoon" in page


def test_the_telephone_does_not_ring_for_ever(mine, ready):
    dossier = ready()
    for turn in range(6):
        assert choose(mine, dossier, (MONDAY_MORNING, MONDAY_AFTERNOON)[turn % 2]).status_code == 200
    answer = choose(mine, dossier, MONDAY_MORNING)
    assert "nhiều lần trong hôm nay" in answer.content.decode()
    assert dossier.visits.count() == 6


def test_another_person_finds_nothing(client_of, ready):
    dossier = ready()
    stranger = client_of(factories.user("Người Khác"))
    assert stranger.get(url("choose", dossier)).status_code == 404
    assert stranger.post(url("cancel", dossier)).status_code == 404
    assert client_of(dossier.applicant).get(url("cancel", dossier)).status_code == 405


def test_the_page_speaks_english_too(mine, ready):
    page = mine.get("/en" + url("choose", ready())).content.decode()
    assert "Monday 23/03/2026" in page
    assert "Choose a half-day" in page


def test_the_last_day_that_is_decided_can_be_chosen_too(ready, an):
    """Nothing is known yet of the working days of 2027."""
    one = actions.book(ready().pk, on=date(2026, 12, 31), half="afternoon", by=acting(an), at=hanoi(31, 9, month=12))
    assert one.reminded_at is not None
