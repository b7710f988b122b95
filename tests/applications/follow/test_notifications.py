"""Every move tells the citizen, once for each channel, whoever runs it and however often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import actions, notifications
from applications.models import Application, StateChange
from portal.messaging.models import OutgoingMessage
from portal.messaging.sms import sms_parts
from tests import factories
from tests.factories import acting, hanoi


def tell() -> int:
    return notifications.tell_pending(at=hanoi(20, 12))


def last(channel: str) -> OutgoingMessage:
    return OutgoingMessage.objects.filter(channel=channel).latest("id")


def test_filing_is_told_by_sms_and_by_mail(filed):
    tell()
    assert sorted(OutgoingMessage.objects.values_list("channel", "recipient")) == [
        ("email", "duong@hotich.example"),
        ("sms", "0912345678"),
    ]


def test_without_an_address_only_an_sms_goes_out(years, office):
    factories.submitted(office)
    tell()
    assert OutgoingMessage.objects.get().channel == "sms"


def test_the_sms_of_filing_has_code_promise_and_where_to_look(filed, settings):
    tell()
    code = f"{filed.ref[:4]}-{filed.ref[4:8]}-{filed.ref[8:]}"
    assert last("sms").text == (
        f"Hộ tịch Hà Nội: đã nộp hồ sơ {code} lúc 09:22. Giải quyết trong hôm nay 20/03. Tra cứu: {settings.PUBLIC_URL}/tra-cuu"
    )


def test_a_later_day_is_named_with_its_weekday(years, office):
    factories.submitted(office, at=hanoi(20, 15, 0, 1))
    tell()
    assert "Giải quyết trong thứ Hai 23/03/2026." in last("sms").text


def test_telling_twice_queues_nothing_twice(filed):
    assert tell() == 1
    assert tell() == 0
    assert OutgoingMessage.objects.count() == 2


def test_a_change_told_but_not_marked_is_not_queued_again(filed):
    tell()
    StateChange.objects.update(told_at=None)
    tell()
    assert OutgoingMessage.objects.count() == 2


def test_told_and_queued_stand_or_fall_together(filed, monkeypatch):
    def out_of_order(messages):
        list(messages)
        raise OSError("disk full")

    monkeypatch.setattr(notifications, "queue", out_of_order)
    with pytest.raises(OSError, match="disk full"):
        tell()
    assert StateChange.objects.filter(told_at=None).count() == 1
    assert not OutgoingMessage.objects.exists()


def test_the_offices_own_business_is_told_to_nobody(issued):
    tell()
    assert not StateChange.objects.filter(told_at=None).exists()
    told = {int(key.split(":")[1]) for key in OutgoingMessage.objects.values_list("idempotency_key", flat=True)}
    assert set(StateChange.objects.filter(pk__in=told).values_list("verb", flat=True)) == {"submit", "receive", "sign"}


def test_reception_gives_the_dossier_code(filed, binh):
    received = actions.receive(filed.pk, by=acting(binh), at=hanoi(20, 9, 40))
    tell()
    assert f"mã {received.dossier_code}" in last("sms").text
    assert received.dossier_code in last("email").subject


def test_a_supplement_lists_what_is_missing(asked):
    tell()
    assert "cần bổ sung: Ảnh mặt sau căn cước; Tên gọi khác của cha." in last("sms").text
    assert "1. Ảnh mặt sau căn cước\n2. Tên gọi khác của cha" in last("email").text
    assert "Lý do: Chưa đủ để tìm sổ." in last("email").text


def test_a_long_list_is_counted_in_the_sms(filed, binh):
    items = [f"Giấy tờ số {n} với một tên rất dài để không vừa tin nhắn" for n in range(8)]
    actions.ask_for_supplement(filed.pk, items=items, reason="x", by=acting(binh), at=hanoi(20, 10))
    tell()
    assert "cần bổ sung 8 giấy tờ, thông tin" in last("sms").text


def test_the_post_is_told_with_number_and_money(posted):
    tell()
    assert "mã EB123456785VN. Chuẩn bị 42.000\u00a0đồng và căn cước khi nhận." in last("sms").text


def test_a_refusal_tells_no_reason_in_a_message(refused):
    tell()
    assert "không giải quyết được" in last("sms").text
    assert "Không có trong sổ" not in last("sms").text + last("email").text


def test_english_is_written_in_english_where_there_is_a_translation(filed):
    Application.objects.filter(pk=filed.pk).update(language="en")
    tell()
    assert "/en/tra-cuu" in last("sms").text


def every_change(application: Application) -> list[StateChange]:
    detail = {
        "due_at": hanoi(23, 17).isoformat(),
        "items": ["Ảnh mặt sau căn cước"],
        "tracking_number": "EB123456785VN",
        "code": "H26.00256-260320-0047",
    }
    states = {"from_state": "submitted", "to_state": "submitted"}
    return [
        StateChange(id=n, application=application, verb=verb, at=hanoi(), detail=detail, reason="Lý do", **states)
        for n, verb in enumerate(notifications.TEXTS, start=1)
    ]


def test_every_message_fits_three_parts_has_no_name_and_no_hole(filed):
    filed.dossier_code = "H26.00256-260320-0047"
    for change in every_change(filed):
        sms, mail = notifications.messages_about(change, at=hanoi())
        assert sms_parts(sms.text) <= 3, sms.text
        assert filed.dossier_code in sms.text
        for text in (sms.text, mail.subject, mail.text, mail.html):
            assert text.strip()
            assert "Dương" not in text
            assert "  " not in text.replace("\n", "") or text == mail.html
            assert "None" not in text
        assert "\n" not in sms.text + mail.subject
        assert mail.text.endswith("không cần trả lời.")


def test_words_of_officials_cannot_become_markup(filed):
    change = next(change for change in every_change(filed) if change.verb == "ask_for_supplement")
    change.detail["items"], change.reason = ["<b>x</b>"], "<script>alert(1)</script> & thêm"
    sms, mail = notifications.messages_about(change, at=hanoi())
    assert "<b>x</b>" in sms.text
    assert "<script>alert(1)</script> & thêm" in mail.text
    assert "<script>" not in mail.html


def test_a_batch_takes_the_same_number_of_queries_however_long(years, office, filed):
    def queries(count: int) -> int:
        for _ in range(count):
            factories.submitted(office, requester_email="a@hotich.example")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            tell()
        return len(captured)

    assert queries(2) == queries(20)
