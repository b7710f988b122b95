"""Letters and calls of the desk, from the moment a message is lost; through the front door."""

import pytest
from django.urls import reverse

from applications import actions, notifications
from portal.audit.models import Entry
from portal.messaging.models import Call, Channel, Ladder, Letter, MessageStatus, OutgoingMessage
from portal.messaging.tasks import deliver_pending, print_pending_letters
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
CALLS, LETTERS = reverse("reaching:calls"), reverse("reaching:letters")
AT_HOME = {"detail": "Số 12 ngõ 45 Võ Thị Sáu", "commune": "Phường Bạch Mai", "province_name": "Hà Nội"}


@pytest.fixture
def lost(years, office, an, binh, dung, settings):
    """`lost()`: An is invited to fetch a copy, and no message can be sent."""
    settings.SMS_IS_OFF = True
    entry = factories.birth_entry(office)

    def invite(**filed):
        dossier = factories.submitted(office, an, delivery_method="desk", **filed)
        actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 9, 40))
        actions.draw_up(dossier.pk, entry_id=entry.pk, by=acting(binh), at=hanoi(20, 10))
        actions.send_for_signature(dossier.pk, by=acting(binh), at=hanoi(20, 10, 5))
        actions.sign(dossier.pk, by=acting(dung), at=hanoi(20, 11, 5))
        actions.invite_to_collect(dossier.pk, by=acting(binh), at=hanoi(20, 12))
        notifications.tell_pending(at=hanoi(20, 12))
        deliver_pending()
        dossier.refresh_from_db()
        return dossier

    return invite


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def call_page(call: Call) -> str:
    return reverse("reaching:call", args=[call.pk])


def test_ready_for_collection_that_reaches_nobody_is_a_letter_to_post(desk, lost):
    dossier = lost(answers={"requester": AT_HOME})
    print_pending_letters()
    letter = Letter.objects.get()
    assert letter.ladder.address == "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội"
    assert f"Mời đến nhận bản sao của hồ sơ {dossier.dossier_code}" in desk.get(LETTERS).content.decode()
    assert desk.get(reverse("reaching:letter", args=[letter.pk])).content.startswith(b"%PDF")
    page = desk.post(reverse("reaching:posted"), {"letter": [letter.pk, "x", "999"]}, follow=True).content.decode()
    assert "Đã ghi gửi 1 thư" in page
    page = desk.post(reverse("reaching:failed", args=[letter.pk]), follow=True).content.decode()
    assert "danh sách phải gọi điện" in page
    assert Call.objects.get().ladder == letter.ladder


def test_what_only_informs_ends_with_the_message(lost):
    lost()
    assert Ladder.objects.get().subject.startswith("Mời đến nhận")
    assert OutgoingMessage.objects.filter(ladder=None, status=MessageStatus.OFF).exists()


def test_a_letter_that_is_not_printed_yet_cannot_be_posted(desk, lost):
    lost(answers={"requester": AT_HOME})
    Letter.objects.update(document=None)
    answer = desk.post(reverse("reaching:posted"), {"letter": [Letter.objects.get().pk]}, follow=True)
    assert "Chưa ghi thư nào" in answer.content.decode()


def test_the_number_is_seen_by_who_opens_the_call_and_that_is_kept(desk, lost):
    dossier = lost()
    call = Call.objects.get()
    listed = desk.get(CALLS).content.decode()
    assert "091••••678" in listed
    assert "0912345678" not in listed
    page = desk.get(call_page(call)).content.decode()
    assert 'href="tel:0912345678"' in page
    assert "Mời ông/bà đến nhận trong giờ làm việc." in page
    assert Entry.objects.get(action="call.opened").subject == f"application:{dossier.ref}"


def test_not_reached_is_tried_again_later_and_reached_is_done(desk, lost):
    dossier = lost()
    call = Call.objects.get()
    desk.post(call_page(call), {"outcome": "not_reached", "note": "Không nghe máy"})
    page = desk.get(CALLS).content.decode()
    assert "Gọi lại sau: 1" in page
    assert "Đã gọi 1 lần" in page
    desk.post(call_page(call), {"outcome": "reached"})
    assert "Không có ai phải gọi lúc này" in desk.get(CALLS).content.decode()
    assert "Đã nói với người nộp" in desk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()


def test_a_call_that_is_done_takes_no_second_outcome(desk, lost):
    lost()
    call = Call.objects.get()
    desk.post(call_page(call), {"outcome": "wrong_number"})
    answer = desk.post(call_page(call), {"outcome": "reached"}, follow=True)
    assert "vừa được người khác ghi" in answer.content.decode()
    call.refresh_from_db()
    assert (call.outcome, call.tries.count()) == ("wrong_number", 1)


@pytest.mark.parametrize("outcome", ["", "x", "\x00"])
def test_an_outcome_that_is_none_is_explained(desk, lost, outcome):
    lost()
    call = Call.objects.get()
    answer = desk.post(call_page(call), {"outcome": outcome, "note": "a" * 10})
    assert answer.status_code == 400
    assert "cần sửa" in answer.content.decode()


def test_the_dossier_shows_what_became_of_each_message(desk, lost):
    dossier = lost()
    OutgoingMessage.objects.filter(channel=Channel.SMS).update(status=MessageStatus.FAILED)
    page = desk.get(reverse("desk:dossier", args=[dossier.code])).content.decode()
    assert "Tin nhắn cho người nộp" in page
    assert "Chờ gọi" in page
    assert "091••••678" in page


def test_another_office_sees_nothing_of_it(client_of, chi, lost):
    lost(answers={"requester": AT_HOME})
    letter = Letter.objects.get()
    there = client_of(chi)
    assert letter.ladder.person not in there.get(LETTERS).content.decode()
    assert there.get(reverse("reaching:letter", args=[letter.pk])).status_code == 404
    assert there.post(reverse("reaching:failed", args=[letter.pk])).status_code == 404
    there.post(reverse("reaching:posted"), {"letter": [letter.pk]})
    letter.refresh_from_db()
    assert letter.posted_at is None


def test_who_reads_english_finds_it_below_the_vietnamese(lost):
    lost(language="en")
    words = Ladder.objects.get().text
    assert words.index("Mời ông/bà đến nhận") < words.index("identity")
