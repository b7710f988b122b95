"""P12: anybody finds whom to call, writes to an office or the Department, and reads the answer with code and contact."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from portal.messaging.models import OutgoingMessage
from portal.reflections import actions
from portal.reflections.models import Reflection, State
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
FILLED = {"topic": "late", "text": "Nộp ba tuần chưa có tin.", "sender_name": "Nguyễn Văn An", "sender_phone": "0912 345 678"}


@pytest.fixture(autouse=True)
def friday(years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 10))


@pytest.fixture
def sent(office) -> Reflection:
    return actions.send(actions.Words("late", "Chậm.", "Nguyễn Văn An", "0912345678"), about=office, key=uuid4(), **by_nobody())


def by_nobody() -> dict:
    return {"by": actions.Actor("citizen"), "at": hanoi(18, 9)}


def send(browser: Client, office=None, **changed):
    return browser.post(f"/phan-anh/gui/{f'?co-quan={office.slug}' if office else ''}", FILLED | changed)


def test_the_phone_of_an_office_is_found_by_its_name(client, office):
    office.phone = "02439710000"
    office.save()
    text = client.get("/phan-anh/?q=hai ba trung").content.decode()
    assert 'href="tel:02439710000"' in text
    assert f"/phan-anh/gui/?co-quan={office.slug}" in text


def test_a_reflection_is_sent_to_the_office_and_confirmed_with_the_day(client, office, dung):
    answer = client.post(f"/phan-anh/gui/?co-quan={office.slug}", FILLED, follow=True)
    made, text = Reflection.objects.get(), answer.content.decode()
    assert made.office == office
    assert made.sender_phone == "0912345678"
    assert made.shown_code in text
    assert "03/04/2026" in text  # ten working days after Friday 20/03


def test_sender_and_leader_are_told_and_the_leader_without_a_name(client, office, dung):
    send(client, office)
    sms, letter = OutgoingMessage.objects.order_by("channel").values_list("text", flat=True)[::-1]
    code = Reflection.objects.get().shown_code
    assert code in sms
    assert code in letter
    assert "Nguyễn" not in letter
    assert OutgoingMessage.objects.get(channel="email").recipient == dung.email


def test_without_an_office_it_goes_to_the_department(client, huy):
    send(client)
    assert Reflection.objects.get().office is None
    assert OutgoingMessage.objects.get(channel="email").recipient == huy.email


def test_pressed_twice_it_is_sent_once(client, office):
    key = re.search(r'name="key" value="([^"]+)"', client.get("/phan-anh/gui/").content.decode())[1]
    for _time in range(2):
        send(client, office, key=key)
    assert Reflection.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "Viết nội dung phản ánh, kiến nghị"),
        ({"sender_phone": ""}, "Nhập số điện thoại hoặc thư điện tử để nhận câu trả lời"),
        ({"sender_email": "không"}, "Thư điện tử viết như ten@example.vn"),
        ({"website": "http://x"}, "Để trống ô này rồi gửi lại"),
        ({"text": "http://a http://b www.c"}, "Có quá nhiều đường dẫn"),
        ({"topic": "khac"}, "Chọn một việc trong danh sách"),
        ({"key": "không"}, "Tải lại trang rồi gửi lại"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, office, changed, said):
    answer = send(client, office, **changed)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Nguyễn Văn An" in answer.content.decode()
    assert not Reflection.objects.exists()


def test_one_contact_sends_three_in_an_hour(client, office):
    for _time in range(3):
        assert send(client, office).status_code == 302
    assert send(client, office).status_code == 429
    assert Reflection.objects.count() == 3


def test_the_answer_is_read_with_code_and_contact(client, sent, dung):
    actions.answer(sent.pk, "Đã giải quyết hôm nay.", by=acting(dung), at=hanoi(19))
    text = client.post("/phan-anh/tra-loi/", {"code": sent.shown_code.lower(), "contact": "+84 912 345 678"}).content.decode()
    assert "Đã giải quyết hôm nay." in text
    assert "Ủy ban nhân dân phường Hai Bà Trưng trả lời" in text


def test_a_wrong_contact_is_answered_like_an_unknown_code(client, sent):
    wrong = client.post("/phan-anh/tra-loi/", {"code": sent.code, "contact": "0987654321"})
    unknown = client.post("/phan-anh/tra-loi/", {"code": "AAAA2222", "contact": "0912345678"})
    assert wrong.status_code == unknown.status_code == 404
    assert "Không tìm thấy phản ánh" in wrong.content.decode()


def test_only_wrong_pairs_are_held_against_an_address(client, sent):
    read = {"code": sent.code, "contact": "0912345678"}
    assert {client.post("/phan-anh/tra-loi/", read).status_code for _ in range(12)} == {200}
    for _ in range(5):
        client.post("/phan-anh/tra-loi/", read | {"contact": "0987654321"})
    assert client.post("/phan-anh/tra-loi/", read).status_code == 429


def test_what_is_sent_is_shown_only_where_it_was_sent(client, sent):
    assert client.get("/phan-anh/da-gui/").headers["Location"] == "/phan-anh/"


def test_in_english_the_message_is_english(client, office):
    client.post(f"/en/phan-anh/gui/?co-quan={office.slug}", FILLED)
    assert "People’s Committee of Hai Bà Trưng Ward" in OutgoingMessage.objects.get(channel="sms").text
    assert Reflection.objects.get().state == State.RECEIVED
