"""What must reach its person: SMS and e-mail, then a letter, then the call list; one rung for one loss."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from portal.audit.append_only import EvidenceIsKept
from portal.messaging import delivery, ladder
from portal.messaging.models import Call, CallAttempt, Channel, Ladder, Letter, MessageStatus, OutgoingMessage
from portal.messaging.press import letter_pdf, print_letter
from portal.messaging.queue import queue
from portal.messaging.tasks import deliver_pending, print_pending_letters
from tests.documents import judges
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
ADDRESS = "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội"
_occasions = itertools.count(1)


@pytest.fixture
def told(office):
    """`told()`: an SMS and an e-mail about one matter, queued with their ladder."""

    def tell(*channels: str, address: str = ADDRESS) -> Ladder:
        occasion = f"change:{next(_occasions)}"
        words = {"subject": "Mời đến nhận bản sao", "text": "Bản sao đã sẵn sàng.\n\nMang theo giấy tờ tùy thân."}
        about = {"office": office, "subject_ref": "application:7QK4M92XAB", "code": "H26.00256-260320-0001"}
        person = {"person": "Nguyễn Thị Thùy Dương", "address": address, "phone": "0912345678"}
        rungs = Ladder(occasion=occasion, made_at=hanoi(), **words, **about, **person)
        to = {Channel.SMS: "0912345678", Channel.EMAIL: "an@hotich.example"}
        queue(
            OutgoingMessage(
                idempotency_key=f"{occasion}:{channel}",
                channel=channel,
                recipient=to[channel],
                text="Mời đến nhận",
                subject_ref=rungs.subject_ref,
                ladder=rungs,
                next_try_at=hanoi(),
            )
            for channel in channels or (Channel.SMS, Channel.EMAIL)
        )
        return Ladder.objects.get(occasion=occasion)

    return tell


@pytest.fixture
def nothing_arrives(gateway, mailbox):
    gateway.answers = [400]
    mailbox.refused = "an@hotich.example"


def test_who_is_reached_by_one_way_gets_no_letter(gateway, mailbox, told):
    mailbox.refused = "an@hotich.example"
    told()
    deliver_pending()
    assert OutgoingMessage.objects.filter(status=MessageStatus.FAILED).count() == 1
    assert not Letter.objects.exists()


def test_when_both_are_lost_a_letter_is_printed_once(nothing_arrives, told, tmp_path):
    told()
    deliver_pending()
    letter = Letter.objects.get()
    assert (letter.posted_at, Call.objects.count()) == (None, 0)
    print_pending_letters()
    print_pending_letters()
    letter.refresh_from_db()
    assert print_letter(letter.pk) == letter.document
    (tmp_path / "thu.pdf").write_bytes(letter.document.read())
    words = judges.text(tmp_path / "thu.pdf")
    assert f"Nguyễn Thị Thùy Dương {ADDRESS}" in words
    assert "Mang theo giấy tờ tùy thân." in words


def test_without_an_address_somebody_telephones_at_once(nothing_arrives, told):
    told(address="")
    deliver_pending()
    assert not Letter.objects.exists()
    assert Call.objects.get().outcome == ""


def test_a_message_still_under_way_waits_for_its_own_end(gateway, mailbox, told):
    gateway.answers, mailbox.refused = [503], "an@hotich.example"
    told()
    deliver_pending()
    assert not Letter.objects.exists()
    for _try in delivery.WAITS_MINUTES:
        OutgoingMessage.objects.update(next_try_at=timezone.now())
        deliver_pending()
    assert Letter.objects.count() == 1


def test_a_channel_that_is_off_is_a_loss(told, settings, outbox_dir):
    settings.SMS_IS_OFF = True
    told(Channel.SMS)
    deliver_pending()
    assert Letter.objects.count() == 1


def test_what_need_not_reach_anybody_climbs_nowhere(gateway, queued):
    gateway.answers = [400]
    queued()
    deliver_pending()
    assert not Ladder.objects.exists()
    assert not Call.objects.exists()


def test_the_same_matter_queued_twice_is_one_ladder(nothing_arrives, told):
    rungs = told()
    message = rungs.messages.first()
    queue([OutgoingMessage(idempotency_key=message.idempotency_key, ladder=rungs, next_try_at=hanoi(), channel="sms")])
    assert (Ladder.objects.count(), OutgoingMessage.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_losses_at_the_same_moment_lead_to_one_letter_each(nothing_arrives, told):
    for _matter in range(4):
        told()

    def work(_worker: int) -> None:
        try:
            deliver_pending()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert OutgoingMessage.objects.filter(status=MessageStatus.FAILED).count() == 8
    assert (Letter.objects.count(), Call.objects.count()) == (4, 0)


def test_the_database_refuses_a_second_rung_of_a_kind(told):
    rungs = told()
    Letter.objects.create(ladder=rungs, asked_at=hanoi())
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(ladder=rungs, asked_at=hanoi())


def test_a_letter_that_comes_back_is_on_the_call_list_once(nothing_arrives, told, binh):
    told()
    deliver_pending()
    letter = Letter.objects.get()
    print_letter(letter.pk)
    assert ladder.post_letters([letter.pk], by=acting(binh), at=hanoi(21)) == 1
    assert ladder.post_letters([letter.pk], by=acting(binh), at=hanoi(21)) == 0
    ladder.fail_letter(letter.pk, by=acting(binh), at=hanoi(25))
    with pytest.raises(ladder.AlreadyNoted):
        ladder.fail_letter(letter.pk, by=acting(binh), at=hanoi(25))
    assert Call.objects.count() == 1


def test_notes_of_calls_are_never_changed(told, binh):
    call = Call.objects.create(ladder=told(), asked_at=hanoi(), call_from=hanoi())
    ladder.note_call(call.pk, "not_reached", by=acting(binh), at=hanoi())
    with pytest.raises(EvidenceIsKept):
        CallAttempt.objects.update(note="khác")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_callattempt SET note = 'khác'")


def test_a_long_letter_goes_on_to_a_second_sheet(told, tmp_path):
    rungs = told()
    rungs.text = "\n\n".join(f"{number}. Ảnh giấy tờ chụp rõ bốn góc." for number in range(32))
    (tmp_path / "thu.pdf").write_bytes(letter_pdf(rungs))
    assert judges.pages(tmp_path / "thu.pdf") == 2
    assert "31. Ảnh giấy tờ" in judges.text(tmp_path / "thu.pdf")
