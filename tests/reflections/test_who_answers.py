"""Leaders answer for their office, the Department for all; lists mask who sent, what is past its day is seen."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from portal.accounts.models import Role
from portal.audit.append_only import EvidenceIsKept
from portal.audit.models import Entry
from portal.messaging.models import OutgoingMessage
from portal.reflections import actions
from portal.reflections.models import Reflection, ReflectionEvent, ReplyLimit, State
from portal.reflections.succeeding import pass_on_ended
from portal.reflections.telling import remind_of_late
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday(years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 10))


@pytest.fixture
def sent(office):
    """`sent(day=3, month=3)`: of An, about Bình's office; `office=None`: for the Department."""

    def made(day: int = 18, month: int = 3, about=office) -> Reflection:
        words = actions.Words("late", "Chậm quá.", "Nguyễn Văn An", "0912345678", "an@hotich.example")
        nobody = actions.Actor("citizen")
        return actions.send(words, about=about, key=uuid4(), by=nobody, at=hanoi(day, month=month))

    return made


@pytest.fixture
def chi_leads(other_office):
    return factories.official("Lê Kim Chi", other_office, Role.OFFICE_LEADER)


def now_of(one: Reflection) -> Reflection:
    return Reflection.objects.get(pk=one.pk)


def test_the_leader_answers_and_the_sender_gets_it(client_of, dung, sent):
    one = sent()
    client_of(dung).post(f"/cong-chuc/phan-anh/{one.pk}/", {"words": "Đã trả kết quả."})
    letter = OutgoingMessage.objects.get(channel="email", subject__startswith="Trả lời")
    assert now_of(one).state == State.ANSWERED
    assert letter.recipient == "an@hotich.example"
    assert "Đã trả kết quả." in letter.text
    assert OutgoingMessage.objects.filter(channel="sms", recipient="0912345678").count() == 2


def test_the_list_masks_who_sent_and_a_look_is_recorded(client_of, dung, sent):
    one, browser = sent(), client_of(dung)
    listed = browser.get("/cong-chuc/phan-anh/").content.decode()
    assert "N. V. An" in listed
    assert "0912345678" not in listed
    assert "tel:0912345678" in browser.get(f"/cong-chuc/phan-anh/{one.pk}/").content.decode()
    assert Entry.objects.filter(action="reflection.viewed", subject=f"reflection:{one.pk}", actor_id=dung.pk).count() == 1


def test_another_unit_and_the_desk_do_not_see_it(client_of, binh, chi, sent, other_office):
    one = sent(about=other_office)
    for person in (binh, chi):
        assert client_of(person).get(f"/cong-chuc/phan-anh/{one.pk}/").status_code == 403


def test_a_leader_of_another_unit_finds_nothing(client_of, dung, sent, other_office):
    one = sent(about=other_office)
    assert client_of(dung).get(f"/cong-chuc/phan-anh/{one.pk}/").status_code == 404


def test_a_unit_passes_on_to_the_department_and_the_day_stays(client_of, dung, huy, sent):
    one = sent()
    client_of(dung).post(f"/cong-chuc/phan-anh/{one.pk}/chuyen/", {"to": "so-tu-phap", "words": "Về cả thành phố"})
    passed = now_of(one)
    assert passed.office is None
    assert passed.answer_by_on == one.answer_by_on
    assert OutgoingMessage.objects.filter(recipient=huy.email).count() == 1


def test_the_department_passes_on_to_a_unit(client_of, mai, sent, other_office):
    one = sent(about=None)
    client_of(mai).post(f"/cong-chuc/phan-anh/{one.pk}/chuyen/", {"to": str(other_office.pk), "words": "Việc của phường"})
    assert now_of(one).office == other_office


def test_only_the_department_sets_aside_and_nobody_is_written_to(client_of, dung, mai, sent):
    one = sent()
    assert client_of(dung).post(f"/cong-chuc/phan-anh/{one.pk}/khong-xu-ly/", {"words": "Rác"}).status_code == 403
    before = OutgoingMessage.objects.count()
    client_of(mai).post(f"/cong-chuc/phan-anh/{one.pk}/khong-xu-ly/", {"words": "Quảng cáo"})
    assert now_of(one).state == State.SET_ASIDE
    assert OutgoingMessage.objects.count() == before


def test_who_comes_second_is_told_what_it_is_now(client_of, mai, sent):
    one = sent()
    actions.set_aside(one.pk, "Trùng", by=acting(mai), at=hanoi(19))
    answer = client_of(mai).post(f"/cong-chuc/phan-anh/{one.pk}/", {"words": "Trả lời"})
    assert answer.status_code == 400
    assert "Không xử lý" in answer.content.decode()


def test_who_answers_second_reads_what_the_first_has_answered(client_of, dung, mai, sent):
    one = sent()
    address = f"/cong-chuc/phan-anh/{one.pk}/"
    opened = client_of(dung).get(address).context["events"][-1].pk
    actions.answer(one.pk, "Sở trả lời trước.", by=acting(mai), at=hanoi(20, 9))
    told = client_of(dung).post(address, {"words": "Phường trả lời.", "seen": opened})
    assert told.status_code == 400
    assert "vừa có người khác xử lý" in told.content.decode()
    assert now_of(one).answer == "Sở trả lời trước."
    assert "Phường trả lời." in told.content.decode()  # what was typed is kept
    client_of(dung).post(address, {"words": "Phường trả lời.", "seen": told.context["events"][-1].pk})
    assert now_of(one).answer == "Phường trả lời."


def test_what_is_late_is_counted_shown_and_reminded_of_once(client_of, dung, mai, sent):
    sent(day=3)
    text = client_of(dung).get("/cong-chuc/phan-anh/?tt=quahan").content.decode()
    assert "1 quá hạn trả lời" in text
    assert "Quá hạn 3 ngày làm việc" in text
    assert remind_of_late(at=hanoi(20, 8, 35)) == 2
    assert remind_of_late(at=hanoi(20, 9, 35)) == 0
    assert remind_of_late(at=hanoi(21, 9, 35)) == 0  # a Saturday


def test_the_promised_time_is_data_and_keeps_what_was_promised(client_of, huy, sent):
    before = sent()
    terms = {"working_days": "3", "valid_from": "20/03/2026", "legal_document": "Quyết định nội bộ"}
    client_of(huy).post("/cong-chuc/phan-anh/thoi-han/", terms)
    assert ReplyLimit.objects.get().working_days == 3
    assert sent(day=20).answer_by_on == date(2026, 3, 25)
    assert now_of(before).answer_by_on == before.answer_by_on


def test_the_history_is_never_changed(sent):
    sent()
    with pytest.raises(EvidenceIsKept):
        ReflectionEvent.objects.update(verb="answer")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reflections_reflectionevent SET verb = 'answer'")


def test_what_waits_for_an_ended_unit_is_answered_by_its_successor(sent, office, other_office, chi_leads, client_of, huy):
    one, answered = sent(), sent(day=17)
    actions.answer(answered.pk, "Đã trả.", by=acting(huy), at=hanoi(18, 12))
    factories.succeeded(office, other_office, on=date(2026, 3, 20))
    pass_on_ended(at=hanoi(19, 23))
    assert now_of(one).office == office
    pass_on_ended(at=hanoi(20, 0, 5))
    pass_on_ended(at=hanoi(20, 0, 6))
    assert (now_of(one).office, now_of(one).answer_by_on) == (other_office, one.answer_by_on)
    assert now_of(answered).office == office
    assert one.events.filter(verb="pass_on").count() == 1
    assert OutgoingMessage.objects.filter(recipient=chi_leads.email, idempotency_key__contains="pa").exists()
    assert "hệ thống" in client_of(chi_leads).get(f"/cong-chuc/phan-anh/{one.pk}/").content.decode()


def test_where_nobody_can_tell_the_successor_the_department_answers(sent, office):
    one = sent()
    office.valid_to = date(2026, 3, 19)
    office.save()
    pass_on_ended(at=hanoi(20, 0, 5))
    assert now_of(one).office is None
