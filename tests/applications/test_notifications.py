"""What the citizen is told after each move: which verbs, which words, and once."""

import pytest
from django.db import transaction

from applications import actions, notifications
from applications.models import Application, StateChange
from applications.notifications import TEXTS
from applications.tasks import tell_pending
from portal.accounts.actors import CITIZEN, SYSTEM, Actor
from portal.messaging.models import Channel, Letter, MessageStatus, OutgoingMessage
from portal.messaging.sms import MOST_PARTS, sms_parts
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
EMAIL = "duong@hotich.example"
PARCEL = "EB123456785VN"


@pytest.fixture
def dossier(years, office) -> Application:
    """Filed on Friday 20/03/2026 at 09:22, due the same day; 42.000 đồng on delivery."""
    return factories.submitted(office, at=hanoi(20, 9, 22), requester_email=EMAIL)


@pytest.fixture
def received(dossier, binh) -> Application:
    return actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))


@pytest.fixture
def issued(received, office, binh, dung) -> Application:
    entry = factories.birth_entry(office)
    actions.draw_up(received.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
    actions.send_for_signature(received.pk, by=acting(binh), at=hanoi(20, 10, 5))
    return actions.sign(received.pk, by=acting(dung), at=hanoi(20, 11, 5))


def told(verb: str, channel: str = Channel.SMS, *, at=None) -> OutgoingMessage:
    """The message of the last change with that verb."""
    notifications.tell_pending(at=at or hanoi(20, 12))
    change = StateChange.objects.filter(verb=verb).latest("id")
    return OutgoingMessage.objects.get(idempotency_key=f"change:{change.pk}:{channel}")


def test_filing_is_told_with_the_promise(dossier):
    grouped = f"{dossier.ref[:4]}-{dossier.ref[4:8]}-{dossier.ref[8:]}"
    assert told("submit").text == (
        f"Hộ tịch Hà Nội: đã nộp hồ sơ {grouped} lúc 09:22. Giải quyết trong hôm nay 20/03. Tra cứu: http://127.0.0.1:8000/tra-cuu"
    )
    mail = told("submit", Channel.EMAIL)
    assert mail.subject == f"Đã nộp hồ sơ {grouped}"
    assert "Chuẩn bị 42.000\u00a0đồng và giấy tờ tùy thân khi nhận." in mail.text
    assert f'<h1 style="font-size:22px;line-height:1.35;margin:0 0 12px">{mail.subject}</h1>' in mail.html


def test_a_promise_of_another_day_is_told_with_its_date(years, office):
    factories.submitted(office, at=hanoi(20, 16, 0))
    assert "Giải quyết trong thứ Hai 23/03/2026." in told("submit").text


def test_the_office_is_named_in_the_language_of_the_dossier(received):
    Application.objects.filter(pk=received.pk).update(language="en")
    text = told("receive", Channel.EMAIL).text
    assert "People’s Committee of Hai Bà Trưng Ward" in text
    assert "Ủy ban nhân dân" not in text


def test_a_day_told_late_is_not_called_today(dossier):
    assert "Giải quyết trong thứ Sáu 20/03/2026." in told("submit", at=hanoi(21, 8)).text


def test_reception_is_told_with_the_dossier_code(received):
    text = told("receive").text
    assert text.startswith("Hộ tịch Hà Nội: đã tiếp nhận hồ sơ, mã H26.00256-260320-0001. Giải quyết trong hôm nay 20/03.")
    assert "Ủy ban nhân dân phường Hai Bà Trưng đã tiếp nhận hồ sơ." in told("receive", Channel.EMAIL).text


def test_what_is_missing_is_listed(dossier, binh):
    items = ["ảnh mặt sau căn cước", "giấy ủy quyền <có chứng thực>"]
    actions.ask_for_supplement(dossier.pk, items=items, reason="Ảnh bị mờ.", by=acting(binh), at=hanoi(20, 10))
    text = told("ask_for_supplement").text
    assert "cần bổ sung: ảnh mặt sau căn cước; giấy ủy quyền <có chứng thực>. Kính mời ông/bà bổ sung tại" in text
    mail = told("ask_for_supplement", Channel.EMAIL)
    assert "1. ảnh mặt sau căn cước\n2. giấy ủy quyền <có chứng thực>\n\nLý do: Ảnh bị mờ.\n" in mail.text
    assert "&lt;có chứng thực&gt;" in mail.html


def test_a_list_too_long_for_an_sms_is_counted_and_kept_whole_in_the_mail(dossier, binh):
    items = [f"giấy tờ thứ {number} có chứng thực của cơ quan" for number in range(1, 16)]
    actions.ask_for_supplement(dossier.pk, items=items, reason="Thiếu giấy tờ.", by=acting(binh), at=hanoi(20, 10))
    assert "cần bổ sung 15 giấy tờ, thông tin" in told("ask_for_supplement").text
    assert "15. giấy tờ thứ 15" in told("ask_for_supplement", Channel.EMAIL).text


def test_the_new_promise_after_a_supplement_is_told(dossier, binh):
    actions.ask_for_supplement(dossier.pk, items=["ảnh"], reason="Thiếu ảnh.", by=acting(binh), at=hanoi(20, 10))
    actions.resubmit(dossier.pk, answers={}, by=Actor(CITIZEN), at=hanoi(23, 16))
    text = told("resubmit", at=hanoi(23, 16, 1)).text
    assert "đã nhận phần bổ sung" in text
    assert "Giải quyết trong thứ Ba 24/03/2026." in text


def test_the_way_of_the_envelope_is_told(issued, tu):
    by = acting(tu)
    actions.hand_to_post(issued.pk, tracking_number=PARCEL, by=by, at=hanoi(20, 16))
    actions.note_failed_delivery(issued.pk, reason="Vắng nhà", by=by, at=hanoi(21, 9))
    actions.deliver(issued.pk, by=by, at=hanoi(21, 15))
    assert told("sign").text.endswith("Bản sao sẽ được giao cho bưu điện, có tin nhắn khi giao.")
    code = issued.dossier_code
    assert told("hand_to_post").text == (
        f"Hồ sơ {code} đã giao bưu điện. Số hiệu bưu gửi: {PARCEL}. Chuẩn bị 42.000 đồng và giấy tờ tùy thân khi nhận."
    )
    assert "bưu tá chưa giao được và sẽ gọi lại" in told("fail_delivery").text
    assert "bưu điện báo đã giao bản sao" in told("deliver").text


def test_who_pays_nothing_is_not_told_to_have_money_ready(issued, tu):
    Application.objects.filter(pk=issued.pk).update(fee_vnd=0, postage_vnd=0)
    actions.hand_to_post(issued.pk, tracking_number=PARCEL, by=acting(tu), at=hanoi(20, 16))
    assert told("hand_to_post").text.endswith("Chuẩn bị giấy tờ tùy thân khi nhận; không phải trả khoản nào.")


@pytest.mark.parametrize(("fee_vnd", "sms", "mail"), [(16000, " và 16.000 đồng.", " và 16.000\u00a0đồng."), (0, ".", ".")])
def test_who_is_asked_to_come_is_told_what_to_bring(issued, binh, fee_vnd, sms, mail):
    Application.objects.filter(pk=issued.pk).update(fee_vnd=fee_vnd, delivery_method="desk")
    actions.invite_to_collect(issued.pk, by=acting(binh), at=hanoi(20, 14))
    assert told("make_ready_for_collection").text.endswith(f", mang theo giấy tờ tùy thân{sms}")
    assert (
        f"Khi đến, ông/bà mang theo giấy tờ tùy thân{mail} Người nhận thay"
        in told("make_ready_for_collection", Channel.EMAIL).text
    )


def test_a_refusal_is_told_without_its_reasons(received, binh, dung):
    reason = "Bà Nguyễn Thị Thùy Dương không có tên trong sổ."
    slip = actions.propose_refusal(received.pk, reason=reason, next_way="", by=acting(binh), at=hanoi(20, 10))
    actions.sign_refusal(slip.pk, by=acting(dung), at=hanoi(20, 11))
    assert "không giải quyết được" in told("refuse").text
    assert "không giải quyết được" in told("refuse", Channel.EMAIL).subject
    notifications.tell_pending(at=hanoi(20, 12))
    assert not OutgoingMessage.objects.filter(text__contains="Thùy Dương").exists()


def test_withdrawal_is_told(dossier):
    actions.withdraw(dossier.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 10))
    assert told("withdraw").text.endswith("đã được rút theo yêu cầu. Không phải trả khoản nào.")
    assert "hoàn lại" not in told("withdraw", Channel.EMAIL).text


@pytest.mark.parametrize("verb", ["withdraw", "refuse", "lapse"])
def test_whoever_paid_ahead_is_told_that_it_is_given_back(received, binh, dung, verb):
    actions.pay(received.pk, amount_vnd=16000, paid_at=hanoi(20, 9, 45), by=SYSTEM, at=hanoi(20, 9, 45))
    if verb == "withdraw":
        actions.withdraw(received.pk, reason="", by=Actor(CITIZEN), at=hanoi(20, 10))
    elif verb == "refuse":
        slip = actions.propose_refusal(received.pk, reason="Không có.", next_way="", by=acting(binh), at=hanoi(20, 10))
        actions.sign_refusal(slip.pk, by=acting(dung), at=hanoi(20, 11))
    else:
        actions.ask_for_supplement(received.pk, items=["ảnh"], reason="Thiếu.", by=acting(binh), at=hanoi(20, 10))
        actions.lapse_unanswered(at=hanoi(20, 1, 40, month=4))
    mail = told(verb, Channel.EMAIL, at=hanoi(20, 2, month=4)).text
    assert "Không phải trả khoản nào" in mail
    assert " Cơ quan hoàn lại 16.000\u00a0đồng phí đã nộp.\n\n" in mail
    if verb == "withdraw":
        assert told(verb).text.endswith("Không phải trả khoản nào. Cơ quan hoàn lại 16.000 đồng phí đã nộp.")


def test_who_has_neither_telephone_nor_email_gets_a_letter_of_what_he_must_do(dossier, binh):
    lives = {"requester": {"province": "01", "commune_name": "Phường Bạch Mai", "detail": "Số 12 ngõ 45 Võ Thị Sáu"}}
    Application.objects.update(requester_phone="", requester_email="", answers=lives)
    actions.ask_for_supplement(dossier.pk, items=["Ảnh"], reason="Ảnh bị mờ.", by=acting(binh), at=hanoi(20, 10))
    notifications.tell_pending(at=hanoi(20, 12))
    notifications.tell_pending(at=hanoi(20, 12, 1))
    assert "Ảnh bị mờ." in Letter.objects.get().ladder.text
    assert not OutgoingMessage.objects.exists()


def test_what_the_office_does_within_is_not_told(received, binh):
    actions.assign(received.pk, to_id=binh.pk, by=acting(binh), at=hanoi(20, 9, 50))
    notifications.tell_pending(at=hanoi(20, 12))
    change = StateChange.objects.get(verb="assign")
    assert change.told_at == hanoi(20, 12)
    assert not OutgoingMessage.objects.filter(idempotency_key__startswith=f"change:{change.pk}:").exists()


def test_without_an_e_mail_address_there_is_an_sms_only(years, office):
    factories.submitted(office, at=hanoi(20, 9, 22))
    notifications.tell_pending(at=hanoi(20, 9, 23))
    message = OutgoingMessage.objects.get()
    assert (message.channel, message.recipient, message.status) == (Channel.SMS, "0912345678", MessageStatus.PENDING)
    assert message.next_try_at == hanoi(20, 9, 23)


def test_telling_twice_writes_nothing_new(received):
    assert notifications.tell_pending(at=hanoi(20, 12)) == 2
    assert notifications.tell_pending(at=hanoi(20, 12, 1)) == 0
    assert OutgoingMessage.objects.count() == 4


def test_a_mark_that_was_lost_does_not_double_the_messages(received):
    notifications.tell_pending(at=hanoi(20, 12))
    StateChange.objects.update(told_at=None)
    assert notifications.tell_pending(at=hanoi(20, 12, 1)) == 2
    assert OutgoingMessage.objects.count() == 4


def test_many_changes_are_told_in_few_queries(years, office, django_assert_max_num_queries):
    for _number in range(12):
        factories.submitted(office, at=hanoi(20, 9, 22))
    with django_assert_max_num_queries(12), transaction.atomic():
        assert notifications.tell_pending(at=hanoi(20, 12)) == 12


def test_a_move_is_told_and_sent_as_soon_as_it_is_committed(
    years, office, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.OUTBOX_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        factories.submitted(office, at=hanoi(20, 9, 22))
    assert OutgoingMessage.objects.get().status == MessageStatus.SENT
    assert len(list(tmp_path.glob("*-sms.txt"))) == 1
    assert tell_pending() == 0


LONGEST = {
    "due_at": "2026-12-31T10:00:00+00:00",
    "items": ["giấy tờ chứng minh quan hệ với người được cấp bản sao trích lục"] * 30,
    "tracking_number": "9" * 30,
    "collect_vnd": 99_999_999,
    "next_way": "Đăng ký lại khai sinh " * 20,
}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("delivery_method", ["post", "desk"])
@pytest.mark.parametrize("verb", TEXTS)
def test_every_verb_has_a_letter_and_an_sms_of_at_most_three_parts(dossier, settings, verb, delivery_method, language):
    settings.PUBLIC_URL = "https://dichvucong-hotich.hanoi.gov.vn"
    dossier.dossier_code, dossier.language, dossier.delivery_method = "H26.00256.1234-261231-12345", language, delivery_method
    change = StateChange(
        pk=1, application=dossier, verb=verb, at=hanoi(31, 23, 59, month=12), reason="Lý do " * 300, detail=LONGEST
    )
    sms, mail = notifications.messages_about(change, at=hanoi(31, 23, 59, month=12))
    assert sms_parts(sms.text) <= MOST_PARTS, len(sms.text)
    assert dossier.dossier_code in sms.text
    assert dossier.dossier_code in mail.subject
    assert len(mail.subject) <= 200
    assert f"{settings.PUBLIC_URL}{'/en' if language == 'en' else ''}/tra-cuu" in mail.text
    assert mail.html.rstrip().endswith("</html>")
    for text in (sms.text, mail.subject, mail.text):
        assert "{" not in text
        assert "Thùy Dương" not in text
        assert "0912345678" not in text
        assert "001190012345" not in text


def test_a_change_that_no_words_can_be_made_of_stops_no_other(office, years, monkeypatch):
    broken, whole = (factories.submitted(office) for _ in range(2))
    telling_of = notifications._telling

    def fails_for_the_first(change, at):
        if change.application_id == broken.pk:
            raise KeyError("no such word")
        return telling_of(change, at)

    monkeypatch.setattr(notifications, "_telling", fails_for_the_first)
    monkeypatch.setattr(notifications, "BATCH", 1)  # a whole batch of such changes is stepped over too
    assert notifications.tell_pending(at=hanoi()) == 1
    assert OutgoingMessage.objects.filter(subject_ref=f"application:{whole.ref}").exists()
    monkeypatch.undo()
    assert notifications.tell_pending(at=hanoi()) == 1  # mended, it is told
    assert OutgoingMessage.objects.filter(subject_ref=f"application:{broken.ref}").exists()
