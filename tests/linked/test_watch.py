"""What stands still is found and both sides are reminded once a day; the citizen hears of each part."""

from datetime import date

import pytest
from django.urls import reverse

from applications import actions as filing
from applications.linked import actions, letters
from applications.linked.models import Authority, UntoldMove
from applications.linked.radar import Trouble, stuck_children
from applications.linked.telling import tell_pending
from portal.messaging.models import Letter, OutgoingMessage
from tests.factories import acting, hanoi
from tests.linked.filings import part, stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(case, binh, dung):
    stated(case, binh, dung)
    return case


def troubles(now):
    return sorted((one.child.key, one.trouble) for one in stuck_children(now=now))


def test_what_nobody_confirmed_in_time_stands_on_the_radar(sent):
    assert troubles(hanoi(16, 16)) == []
    assert troubles(hanoi(17, 14)) == [("health_card", Trouble.UNCONFIRMED), ("residence", Trouble.UNCONFIRMED)]


def test_each_authority_has_its_own_patience(sent, police):
    Authority.objects.filter(pk=police.pk).update(confirm_hours=40)
    assert troubles(hanoi(17, 14)) == [("health_card", Trouble.UNCONFIRMED)]


def test_a_night_and_a_weekend_are_no_silence(case, binh, dung):
    stated(case, binh, dung, at=hanoi(20, 16))  # Friday
    assert troubles(hanoi(23, 9)) == []


def test_an_overdue_part_stands_on_the_radar_at_once(sent, linh):
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(16, 11))
    found = dict(troubles(hanoi(18, 17, 1)))
    assert found["residence"] == Trouble.OVERDUE


def test_what_waits_for_the_citizen_is_not_stuck(sent, linh):
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(16, 11))
    actions.ask_for_supplement(child.pk, items=["A"], reason="B", by=acting(linh), at=hanoi(16, 12))
    assert "residence" not in dict(troubles(hanoi(27)))


def test_a_disputed_part_that_lies_at_the_commune_is_its_own_trouble(sent, linh):
    actions.dispute(part(sent, "residence").pk, reason="Thiếu", by=acting(linh), at=hanoi(16, 11))
    assert dict(troubles(hanoi(17, 9)))["residence"] == Trouble.UNSENT


def test_both_sides_are_reminded_once_a_day(sent, linh, yen, binh):
    assert letters.remind(at=hanoi(18, 8, 35)) == 3
    letters.remind(at=hanoi(18, 9))
    assert OutgoingMessage.objects.filter(idempotency_key__startswith="linked:").count() == 3
    letters.remind(at=hanoi(19, 8, 35))
    assert OutgoingMessage.objects.filter(idempotency_key__startswith="linked:").count() == 6


def test_nobody_is_reminded_on_a_day_off(sent, linh, yen, binh):
    assert letters.remind(at=hanoi(21, 8, 35)) == 0


def test_a_reminder_names_no_person(sent, linh, yen, binh):
    letters.remind(at=hanoi(18, 8, 35))
    assert not OutgoingMessage.objects.filter(text__contains="Nguyễn Gia Bảo").exists()


def test_the_department_sees_what_stands_between_authorities(sent, mai, client_of):
    assert "liên thông" in client_of(mai).get(reverse("reports:stuck")).content.decode()


def texts():
    return list(OutgoingMessage.objects.filter(channel="sms", text__contains="phần “").values_list("text", flat=True))


def test_sent_is_said_when_the_other_side_has_confirmed_and_not_before(sent, linh):
    tell_pending(at=hanoi(16, 10, 1))
    assert texts() == []
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    tell_pending(at=hanoi(17, 9))
    assert len(texts()) == 1
    assert "đã chuyển tới Công an phường Hai Bà Trưng" in texts()[0]


@pytest.mark.parametrize(
    ("verb", "told", "said"),
    [
        ("resolve", {"number": "12/TB", "on": date(2026, 3, 17), "where": "Nhận tại Công an phường"}, "kết quả số 12/TB"),
        ("refuse", {"reason": "Không đủ điều kiện"}, "không giải quyết được"),
        ("ask_for_supplement", {"items": ["Giấy tờ nhà"], "reason": "Chưa rõ"}, "Giấy tờ nhà"),
    ],
)
def test_each_answer_of_an_authority_is_told(sent, linh, verb, told, said):
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    getattr(actions, verb)(child.pk, **told, by=acting(linh), at=hanoi(17, 10))
    tell_pending(at=hanoi(17, 10))
    assert any(said in text for text in texts())
    assert not UntoldMove.objects.exists()


def test_told_twice_it_is_one_message(sent, linh):
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    move = part(sent, "residence").history.last()
    tell_pending(at=hanoi(17, 9))
    UntoldMove.objects.create(move=move)
    tell_pending(at=hanoi(17, 10))
    assert len(texts()) == 1


def test_a_letter_goes_to_an_address_too(sent, linh):
    application = sent.application
    application.refresh_from_db()
    application.requester_email = "an@hotich.example"
    application.save()
    actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    tell_pending(at=hanoi(17, 9))
    letter = OutgoingMessage.objects.get(channel="email", recipient="an@hotich.example", subject__startswith="Đã chuyển")
    assert "Đăng ký thường trú" in letter.text


def test_who_has_neither_phone_nor_address_gets_the_question_on_paper(sent, linh):
    application = sent.application
    application.refresh_from_db()
    application.requester_phone, application.requester_email = "", ""
    application.answers["requester"] = {"residence_detail": "Số 12 ngõ 45 Võ Thị Sáu", "province_name": "Hà Nội"}
    application.save()
    child = actions.confirm(part(sent, "residence").pk, by=acting(linh), at=hanoi(17))
    actions.ask_for_supplement(child.pk, items=["Giấy tờ nhà"], reason="Chưa rõ", by=acting(linh), at=hanoi(17, 10))
    tell_pending(at=hanoi(17, 10))
    assert "Giấy tờ nhà" in Letter.objects.get().ladder.text


def test_a_withdrawal_is_told_once_and_not_per_part(case, an):
    filing.withdraw(case.application.pk, reason="Đổi ý", by=acting(an), at=hanoi(16, 10))
    actions.advance_cases(at=hanoi(16, 10, 1))
    assert not UntoldMove.objects.exists()
