"""Complaints with the post: who may open one and until when, by when it is answered, and what an answer does."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from applications.notifications import tell_pending
from applications.states import State
from portal.accounts.actors import CITIZEN, Actor
from portal.messaging.models import OutgoingMessage
from postal.actions import complaining, deciding, delivery
from postal.complaints import kinds_open_to
from postal.errors import AnswerNotFit, ComplaintAnswered, ComplaintTooLate, NothingToComplain, PostalError, ReasonNeeded
from postal.models import Account, Complaint, OpenItem, Parcel, ParcelState
from postal.proof import prove_ledger
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
WORDS = "Đã hỏi bưu tá và xem lại sổ ký nhận."


def complain(parcel, kind="not_received", *, by=None, at=None, words="") -> Complaint:
    return complaining.complain(parcel.pk, kind, words=words, by=by or Actor(CITIZEN), at=at or hanoi(26, 9))


def answer(complaint, outcome, lan, *, at=None) -> Complaint:
    return complaining.answer(complaint.pk, outcome, words=WORDS, by=acting(lan), at=at or hanoi(27, 9))


@pytest.fixture
def late(held):
    """With the post since Friday 20/03; its limit was Tuesday 24/03."""
    parcel = held()
    Parcel.objects.update(deliver_by_on=date(2026, 3, 24))
    parcel.refresh_from_db()
    return parcel


@pytest.fixture
def a_week_later(monkeypatch):
    """Pages look at the clock: it is Monday 30/03/2026."""
    monkeypatch.setattr(timezone, "now", lambda: hanoi(30))


def test_nothing_is_late_while_the_post_has_time(late):
    assert kinds_open_to(late, today=date(2026, 3, 24)) == ("other",)
    with pytest.raises(NothingToComplain, match="24/03/2026"):
        complain(late, at=hanoi(24, 17))


def test_beyond_the_limit_and_after_delivery_one_may_complain(late, delivered):
    assert complain(late).answer_by_on == date(2026, 4, 2)  # five working days after Thursday 26/03
    assert complain(delivered()[0], "damaged").told_by == "citizen"


def test_beyond_the_province_the_post_has_seven_working_days(held):
    parcel = held(delivery={"province": "79", "province_name": "Thành phố Hồ Chí Minh"})
    assert complain(parcel, "other", words="Bưu tá nói khó nghe.").answer_by_on == date(2026, 4, 6)


@pytest.mark.parametrize(("day", "is_open"), [(20, True), (21, False)])
def test_six_months_after_the_hand_over_it_is_too_late(late, day, is_open):
    at = hanoi(day, 9, month=9)
    if is_open:
        assert complain(late, at=at).pk
    else:
        with pytest.raises(ComplaintTooLate, match="20/09/2026"):
            complain(late, at=at)


def test_said_twice_it_is_one_complaint(late, binh):
    assert complain(late) == complain(late, by=acting(binh), at=hanoi(27))


def test_another_matter_needs_words(late):
    with pytest.raises(ReasonNeeded):
        complain(late, "other", words=" ")


def test_what_was_said_to_be_delivered_is_a_matter_of_the_books_too(delivered):
    complain(delivered()[0])
    assert OpenItem.objects.get().kind == "said_not_received"


def test_the_answer_is_told_to_the_citizen(late, lan):
    Application.objects.update(requester_email="duong@example.vn")
    answer(complain(late), "on_its_way", lan)
    tell_pending(at=hanoi(27, 9, 5))
    told = OutgoingMessage.objects.filter(text__contains=WORDS)
    assert {message.channel for message in told} == {"sms", "email"}


def test_an_answer_is_given_once(late, lan):
    complaint = complain(late)
    answer(complaint, "on_its_way", lan)
    with pytest.raises(ComplaintAnswered):
        answer(complaint, "lost", lan)


def test_who_holds_no_proof_of_delivery_cannot_answer_delivered(late, lan):
    with pytest.raises(AnswerNotFit):
        answer(complain(late), "delivered", lan)


def test_answered_lost_it_waits_for_the_offices_decision(late, lan, binh):
    answer(complain(late), "lost", lan)
    late.refresh_from_db()
    late.application.refresh_from_db()
    assert (late.state, late.application.state) == (ParcelState.LOST, State.RETURNED_TO_OFFICE)
    told = {"reason": "Bưu điện nhận đã làm mất.", "by": acting(binh), "at": hanoi(27, 10)}
    assert deciding.decide(late.pk, "replace", **told).state == ParcelState.REPLACED


def test_a_delivery_taken_back_asks_for_no_money_twice(delivered, lan, binh):
    parcel = delivered()[0]
    answer(complain(parcel, "damaged"), "damaged", lan)
    parcel.refresh_from_db()
    parcel.application.refresh_from_db()
    assert (parcel.state, parcel.collect_vnd, parcel.delivered_at) == (ParcelState.DAMAGED, 0, None)
    assert (parcel.application.state, parcel.application.delivered_at) == (State.RETURNED_TO_OFFICE, None)
    assert prove_ledger(at=hanoi(28)).is_proved
    assert Account.objects.get(charge="fee").held_vnd == 16000


def test_the_worker_cannot_lose_what_he_has_delivered(delivered, tu):
    with pytest.raises(PostalError):
        delivery.lose(delivered()[0].pk, note="Mất", key="x", by=acting(tu), at=hanoi(24))


def test_the_database_refuses_half_an_answer(late):
    complaint = complain(late)
    with pytest.raises(IntegrityError):
        Complaint.objects.filter(pk=complaint.pk).update(outcome="lost")


@pytest.mark.usefixtures("vietnamese")
def test_the_citizen_complains_beside_the_money(a_week_later, client_of, an, delivered):
    ref = delivered()[0].application.ref
    Application.objects.update(applicant=an)
    page = reverse("paying:dispute", args=[ref])
    assert "Tôi đã trả số tiền khác" in client_of(an).get(page).content.decode()
    assert "Viết điều ông/bà muốn khiếu nại" in client_of(an).post(page, {"what": "other"}).content.decode()
    client_of(an).post(page, {"what": "damaged", "words": "Ướt."})
    assert Complaint.objects.get().opened_by == an
    assert "Bưu điện trả lời chậm nhất" in client_of(an).get(page).content.decode()
    assert "Đã khiếu nại với bưu điện" in client_of(an).get(reverse("applications:timeline", args=[ref])).content.decode()


def test_the_citizen_of_an_envelope_in_time_is_told_to_wait(a_week_later, client_of, an, late):
    Parcel.objects.update(deliver_by_on=date(2099, 1, 1))
    Application.objects.update(applicant=an)
    page = client_of(an).get(reverse("paying:dispute", args=[late.application.ref])).content.decode()
    assert "Bưu điện còn thời gian giao" in page
    assert 'value="not_received"' not in page


def test_the_supervisor_answers_on_a_page(client_of, late, lan):
    complaint, browser = complain(late), client_of(lan)
    assert "Chưa nhận được" in browser.get(reverse("postal:complaints")).content.decode()
    page = reverse("postal:complaint", args=[complaint.pk])
    assert "Viết câu trả lời cho công dân" in browser.post(page, {"outcome": "lost"}).content.decode()
    assert browser.post(page, {"outcome": "lost", "words": WORDS}).status_code == 302
    assert Parcel.objects.get().state == ParcelState.LOST
    assert WORDS in browser.get(page).content.decode()


def test_another_post_offices_complaint_is_not_there(client_of, late):
    stranger = factories.official("Bà Khác", factories.office("Bưu điện Khác", level="post"), "postal_supervisor")
    assert client_of(stranger).get(reverse("postal:complaint", args=[complain(late).pk])).status_code == 404


def test_the_office_complains_for_a_citizen_and_follows_it(a_week_later, client_of, late, binh):
    browser, page = client_of(binh), reverse("postal:complain", args=[late.number])
    browser.post(page, {"kind": "late", "words": "Gọi điện sáng nay."})
    assert Complaint.objects.get().told_by == "official"
    assert "Giao chậm" in browser.get(reverse("postal:returns")).content.decode()
