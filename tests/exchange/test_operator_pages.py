"""The operator at the Department: sees what waits and why, tries again, pauses; never sees a content."""

import pytest
from django.urls import reverse

from portal.accounts.actors import SYSTEM
from portal.audit.models import Entry
from portal.exchange import outgoing
from portal.exchange.actions import keep_partner
from portal.exchange.content import Told
from portal.exchange.inbox import handle_waiting, take
from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner
from portal.exchange.results import Failed, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client_of, huy):
    return client_of(huy)


@pytest.fixture
def waiting(police, clock) -> OutgoingMessage:
    message = outgoing.queue("CATP", "thuong-tru", {"ten": "Nguyễn Văn An"}, "tin:1", at=clock())
    outgoing.settle(message.pk, Failed("ConnectionRefusedError"), at=clock())
    return message


def page(operator, code: str = "CATP") -> str:
    return operator.get(reverse("exchange_desk:partner", args=[code])).content.decode()


def test_the_list_says_who_is_silent_and_what_waits(operator, police, insurance, waiting):
    said = operator.get(reverse("exchange_desk:partners")).content.decode()
    assert "Công an thành phố Hà Nội" in said
    assert "Bảo hiểm xã hội" in said
    assert "1 tin" in said


def test_a_partners_page_shows_keys_and_reasons_and_no_content(operator, waiting, police, clock):
    take(police, Told("kq:9", "ket-qua", {"ten": "Trần Thị Bình"}), at=clock())
    handle_waiting(clock=clock)
    said = page(operator)
    assert all(words in said for words in ("tin:1", "ConnectionRefusedError", "kq:9", "chưa có phần xử lý loại tin này"))
    assert "Nguyễn Văn An" not in said
    assert "Trần Thị Bình" not in said


def test_what_the_partner_refused_can_be_sent_again(operator, waiting, clock):
    outgoing.settle(waiting.pk, Refusal("HTTP 422: bad-message"), at=clock())
    assert "Bên nhận từ chối" in page(operator)
    operator.post(reverse("exchange_desk:send_again", args=[waiting.pk]))
    waiting.refresh_from_db()
    assert waiting.refused_at is None
    assert Entry.objects.filter(action="exchange.sent_again", subject=f"outgoing:{waiting.pk}").exists()


def test_what_waits_to_be_handled_can_be_tried_again(operator, police, clock):
    message = take(police, Told("kq:9", "ket-qua", {}), at=clock())
    handle_waiting(clock=clock)
    operator.post(reverse("exchange_desk:handle_again", args=[message.pk]))
    message.refresh_from_db()
    assert IncomingMessage.objects.get().next_attempt_at != clock()


def test_everything_can_be_tried_now(operator, police, waiting):
    Partner.objects.update(rests_until="2099-01-01T00:00Z")
    answer = operator.post(reverse("exchange_desk:try_now", args=["CATP"]), follow=True)
    assert "Đang gửi lại 1 tin" in answer.content.decode()
    police.refresh_from_db()
    assert police.rests_until is None


def test_a_pause_and_its_end_are_kept_as_evidence(operator, police):
    operator.post(reverse("exchange_desk:pause", args=["CATP"]))
    assert "Đang tạm dừng" in page(operator)
    operator.post(reverse("exchange_desk:resume", args=["CATP"]))
    assert "Đang trao đổi" in page(operator)
    assert list(Entry.objects.filter(subject="partner:CATP").values_list("action", flat=True)) == [
        "exchange.resumed",
        "exchange.paused",
    ]


def test_a_partner_is_added_and_changed_but_keeps_its_code(operator, db):
    told = {"code": "BHXH", "name": "Bảo hiểm xã hội", "transport": "files", "valid_from": "01/07/2025"}
    assert operator.post(reverse("exchange_desk:add"), told).status_code == 302
    changed = told | {"code": "KHAC", "transport": "http", "address": "https://bhxh.example/nhan/"}
    operator.post(reverse("exchange_desk:change", args=["BHXH"]), changed)
    kept = Partner.objects.get()
    assert (kept.code, kept.transport, kept.address) == ("BHXH", "http", "https://bhxh.example/nhan")


def test_changed_words_leave_what_a_worker_noted_meanwhile(police, clock):
    stale = Partner.objects.get()
    Partner.objects.update(is_paused=True, talking_until=clock())
    stale.name = "Công an Hà Nội"
    keep_partner(stale, by=SYSTEM, at=clock())
    police.refresh_from_db()
    assert (police.name, police.is_paused, police.talking_until) == ("Công an Hà Nội", True, clock())


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"code": "bhxh hà nội"}, "Mã gồm chữ hoa"),
        ({"address": ""}, "ghi địa chỉ hệ thống"),
        ({"address": "ftp://a.example"}, "bắt đầu bằng https://"),
        ({"address": "https://a.example/?x"}, "không có dấu ?"),
        ({"address": "https://[x"}, "bắt đầu bằng https://"),
        ({"address": "https://a.example:99999/"}, "bắt đầu bằng https://"),
        ({"valid_to": "01/07/2020"}, "Ngày cuối trước ngày đầu"),
        ({"valid_from": "32/13/2020"}, "ngày"),
        ({"name": "\0"}, "Tên cơ quan"),
    ],
)
def test_what_cannot_be_a_partner_is_told_beside_its_field(operator, db, changed, why):
    told = {"code": "BHXH", "name": "B", "transport": "http", "address": "https://a.example", "valid_from": "01/07/2025"}
    answer = operator.post(reverse("exchange_desk:add"), told | changed)
    assert (answer.status_code, why in answer.content.decode()) == (400, True)
    assert not Partner.objects.exists()


def test_a_viewer_of_the_department_has_no_business_here(client_of, mai, police):
    assert client_of(mai).get(reverse("exchange_desk:partners")).status_code == 403
