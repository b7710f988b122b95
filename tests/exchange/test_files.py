"""Signed files: what goes out counts when a receipt has come back; what comes in is read once in effect; bad files go aside."""

import json
from pathlib import Path

import pytest

from portal.exchange import file_drop, file_reading, outgoing
from portal.exchange.content import as_json
from portal.exchange.file_drop import US
from portal.exchange.models import IncomingMessage, OutgoingMessage, Partner
from portal.exchange.retention import empty_old
from portal.exchange.seals import seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(insurance, clock) -> OutgoingMessage:
    message = outgoing.queue("BHXH", "the-bhyt", {"ten": "Nguyễn Văn An"}, "the:1", at=clock())
    outgoing.send_due(insurance.pk, clock=clock)
    message.refresh_from_db()
    return message


def bring(partner, *lines, name: str = "20261122-1.jsonl", **head) -> Path:
    """A file as the partner's system writes it."""
    body = b"".join(line if isinstance(line, bytes) else as_json(line) + b"\n" for line in lines)
    head = {"from": partner.code, "to": US, "made_at": "2026-11-22T08:00:00+07:00"} | head
    text = "\n".join([name, head["from"], head["to"], head["made_at"], ""]).encode() + body
    path = file_drop.folder(partner, "in") / name
    path.write_bytes(as_json({"signature": seal(text, partner.code)} | head) + b"\n" + body)
    return path


def message(key: str = "kq:1", **payload) -> dict:
    return {"message": {"key": key, "kind": "ket-qua", "payload": payload}}


def files(partner, name: str) -> list[str]:
    return sorted(path.name for path in file_drop.folder(partner, name).iterdir())


def read_out(partner) -> list[dict]:
    paths = sorted(file_drop.folder(partner, "out").iterdir())
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()[1:]]


def test_a_written_message_is_not_sent_before_its_receipt_has_come(queued, insurance, clock):
    assert (queued.sent_at, queued.acknowledged_at) == (clock(), None)
    assert read_out(insurance) == [{"message": {"key": "the:1", "kind": "the-bhyt", "payload": {"ten": "Nguyễn Văn An"}}}]
    bring(insurance, {"received": "the:1"})
    file_reading.read_all(clock=clock)
    queued.refresh_from_db()
    assert queued.acknowledged_at == clock()


def test_what_we_write_is_signed_for_the_partner_and_whole(queued, insurance):
    (name,) = files(insurance, "out")
    content = (file_drop.folder(insurance, "out") / name).read_bytes()
    head = json.loads(content.partition(b"\n")[0])
    assert (head["from"], head["to"]) == (US, "BHXH")
    text = "\n".join([name, US, "BHXH", head["made_at"], ""]).encode() + content.partition(b"\n")[2]
    assert head["signature"] == seal(text, "BHXH")


def test_without_a_receipt_for_a_day_it_is_written_again(queued, insurance, clock):
    clock.pass_(hours=23)
    outgoing.send_due(insurance.pk, clock=clock)
    assert len(read_out(insurance)) == 1
    clock.pass_(hours=2)
    outgoing.send_due(insurance.pk, clock=clock)
    assert [line["message"]["key"] for line in read_out(insurance)] == ["the:1", "the:1"]


def test_a_refusal_in_a_file_waits_for_a_person(queued, insurance, clock):
    bring(insurance, {"refused": "the:1", "why": "no such office"}, {"refused": "không có"}, {"received": 5})
    file_reading.read_all(clock=clock)
    queued.refresh_from_db()
    assert (queued.refused_at, queued.fault) == (clock(), "no such office")


def test_a_message_in_a_file_is_kept_and_gets_a_receipt(insurance, clock):
    bring(insurance, message(ten="An"))
    assert file_reading.read_all(clock=clock) == 1
    assert IncomingMessage.objects.get().payload == {"ten": "An"}
    assert [line["received"] for line in read_out(insurance)] == ["kq:1"]
    assert (files(insurance, "in"), files(insurance, "done")) == ([], ["20261122-1.jsonl"])


def test_a_file_that_is_read_twice_changes_nothing(insurance, clock):
    path = bring(insurance, message(ten="An"))
    content = path.read_bytes()
    file_reading.read_all(clock=clock)
    path.write_bytes(content)
    file_reading.read_all(clock=clock)
    assert IncomingMessage.objects.count() == 1


def test_a_bad_line_stops_no_good_one_and_is_told_in_the_receipt(insurance, clock):
    bring(insurance, message("mã"), message("kq:2"), {"message": 5}, {}, message("kq:2", khac=1))
    file_reading.read_all(clock=clock)
    assert IncomingMessage.objects.get().key == "kq:2"
    told = [next(iter(line.items())) for line in read_out(insurance)]
    assert ("received", "kq:2") in told
    assert [line["why"] for line in read_out(insurance) if "why" in line][-1] == "key is taken"


@pytest.mark.parametrize(
    ("head", "line", "why"),
    [
        ({"signature": "0" * 64}, b"", "signature"),
        ({"from": US, "to": "BHXH"}, b"", "signature"),
        ({"from": "CATP"}, b"", "signature"),
        ({"made_at": 5}, b"", "the first line is no head"),
        ({}, b"{\n", "no JSON"),
        ({}, b"[]\n", "a line is no object"),
        ({}, b"\xff\n", "no JSON"),
    ],
)
def test_a_file_that_is_not_the_partners_goes_aside_with_a_reason(insurance, clock, head, line, why, monkeypatch):
    path = bring(insurance, message(), line, **({} if "made_at" in head else head))
    if "made_at" in head:
        path.write_bytes(path.read_bytes().replace(b'"2026-11-22T08:00:00+07:00"', b"5"))
    file_reading.read_all(clock=clock)
    assert files(insurance, "bad") == ["20261122-1.jsonl", "20261122-1.jsonl.reason.txt"]
    assert (file_drop.folder(insurance, "bad") / "20261122-1.jsonl.reason.txt").read_text().strip() == why
    assert not IncomingMessage.objects.exists()


def test_a_file_under_another_name_a_link_and_an_unfinished_one_are_not_read(insurance, clock, tmp_path):
    bring(insurance, message()).rename(file_drop.folder(insurance, "in") / "khac.jsonl")
    secret = tmp_path / "secret"
    secret.write_text("{}")
    (file_drop.folder(insurance, "in") / "link.jsonl").symlink_to(secret)
    (file_drop.folder(insurance, "in") / ".dang-ghi.jsonl").write_text("{")
    file_reading.read_all(clock=clock)
    assert (files(insurance, "in"), secret.exists()) == ([".dang-ghi.jsonl"], True)
    assert not IncomingMessage.objects.exists()


def test_what_cannot_even_be_put_aside_keeps_no_other_file_waiting(insurance, clock):
    (file_drop.folder(insurance, "in") / "1.jsonl").mkdir()
    (file_drop.folder(insurance, "bad") / "1.jsonl").write_text("an older one")
    bring(insurance, message())
    assert file_reading.read_all(clock=clock) == 1
    assert IncomingMessage.objects.get().key == "kq:1"


def test_a_partner_whose_time_has_ended_is_read_no_more(insurance, clock):
    bring(insurance, message())
    Partner.objects.update(valid_to="2021-01-01")
    assert file_reading.read_all(clock=clock) == 0
    assert files(insurance, "in") == ["20261122-1.jsonl"]


def test_a_folder_among_the_files_goes_like_them(insurance, clock, settings):
    (file_drop.folder(insurance, "in") / "1.jsonl").mkdir()
    file_reading.read_all(clock=clock)
    clock.pass_(days=settings.EXCHANGE_KEEP_DAYS + 1)
    empty_old(at=clock())
    assert files(insurance, "bad") == []


def test_old_files_go_with_their_contents(queued, insurance, clock, settings):
    bring(insurance, {"received": "the:1"}, message())
    file_reading.read_all(clock=clock)
    clock.pass_(days=settings.EXCHANGE_KEEP_DAYS + 1)
    empty_old(at=clock())
    queued.refresh_from_db()
    assert (queued.payload, files(insurance, "out"), files(insurance, "done")) == ({}, [], [])
