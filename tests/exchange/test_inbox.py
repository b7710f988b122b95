"""What a partner tells us: kept first, handled once, in any order; a fault of ours loses nothing."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from portal.audit.append_only import EvidenceIsKept
from portal.exchange import inbox
from portal.exchange.content import Told
from portal.exchange.errors import KeyTaken, NotYet, Refused
from portal.exchange.models import IncomingMessage, Outcome
from portal.exchange.retention import empty_old

pytestmark = pytest.mark.django_db


def tell(partner, clock, key="a", kind="ket-qua", **payload) -> IncomingMessage:
    return inbox.take(partner, Told(key, kind, payload), at=clock())


@pytest.fixture
def done(handler) -> list[str]:
    """Keys in the order in which they were handled; "b" needs "a"."""
    keys: list[str] = []

    def handle(message, *, at):
        if message.key == "b" and "a" not in keys:
            raise NotYet("chờ a")
        keys.append(message.key)

    handler("ket-qua", handle)
    return keys


def test_a_message_is_kept_once_and_handled_once(police, clock, done):
    assert tell(police, clock).pk == tell(police, clock).pk
    inbox.handle_waiting(clock=clock)
    inbox.handle_waiting(clock=clock)
    assert done == ["a"]
    assert IncomingMessage.objects.get().outcome == Outcome.DONE


def test_another_content_under_the_same_key_is_refused(police, clock, done):
    tell(police, clock)
    with pytest.raises(KeyTaken):
        tell(police, clock, khac=1)


def test_the_same_key_of_another_partner_is_another_message(police, insurance, clock, done):
    assert tell(police, clock).pk != tell(insurance, clock).pk


def test_what_came_too_early_is_done_when_what_it_waits_for_has_come(police, clock, done):
    tell(police, clock, "b")
    inbox.handle_waiting(clock=clock)
    assert done == []
    tell(police, clock, "a")
    inbox.handle_waiting(clock=clock)
    assert done == ["a", "b"]


def test_a_refusal_is_final_and_says_why(police, clock, handler):
    def refuse(message, *, at):
        raise Refused("no such case")

    handler("ket-qua", refuse)
    message = tell(police, clock)
    inbox.handle_waiting(clock=clock)
    message.refresh_from_db()
    assert (message.outcome, message.fault) == (Outcome.REFUSED, "no such case")


def test_a_fault_of_ours_undoes_what_it_wrote_and_is_tried_again(police, clock, handler):
    def faulty(message, *, at):
        message.partner.name = "Khác"
        message.partner.save()
        raise ZeroDivisionError("Nguyễn Văn An")

    handler("ket-qua", faulty)
    message = tell(police, clock)
    inbox.handle_waiting(clock=clock)
    message.refresh_from_db()
    police.refresh_from_db()
    assert (message.outcome, message.fault) == (Outcome.WAITING, "lỗi khi xử lý: ZeroDivisionError")
    assert (police.name, message.next_attempt_at > clock()) == ("Công an thành phố Hà Nội", True)


def test_a_kind_nobody_handles_yet_waits_for_the_version_that_does(police, clock, done, handler):
    tell(police, clock, kind="moi")
    inbox.handle_waiting(clock=clock)
    message = IncomingMessage.objects.get()
    assert (message.outcome, message.fault) == (Outcome.WAITING, inbox.NO_HANDLER)
    handler("moi", lambda message, *, at: None)
    clock.pass_(hours=1)
    assert inbox.handle_waiting(clock=clock) == 1


@pytest.mark.parametrize("change", [{"key": "z"}, {"payload": {"x": 1}}, {"kind": "khac"}])
def test_the_database_refuses_to_change_what_was_told(police, clock, done, change):
    tell(police, clock)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        IncomingMessage.objects.update(**change)


def test_what_was_told_is_not_deleted(police, clock):
    message = tell(police, clock)
    for delete in (message.delete, IncomingMessage.objects.all().delete):
        with pytest.raises(EvidenceIsKept):
            delete()


def test_contents_go_after_the_time_they_are_kept_and_keys_stay(police, clock, done, settings):
    settings.EXCHANGE_KEEP_DAYS = 90
    tell(police, clock, "a", ten="Nguyễn Văn An")
    tell(police, clock, "c", kind="khong-ai-lam", ten="Trần Thị Bình")
    inbox.handle_waiting(clock=clock)
    assert empty_old(at=clock()) == 0
    clock.pass_(days=91)
    assert empty_old(at=clock()) == 1
    kept = dict(IncomingMessage.objects.values_list("key", "payload"))
    assert kept == {"a": {}, "c": {"ten": "Trần Thị Bình"}}
    assert tell(police, clock, "a", ten="Nguyễn Văn An").outcome == Outcome.DONE
