"""Reading what partners bring as files: each once in effect, however often it is read; bad files go aside with a reason."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from portal.days import local_day
from portal.exchange import file_drop
from portal.exchange.content import told_by
from portal.exchange.errors import BadMessage, KeyTaken, NoSecret
from portal.exchange.inbox import take
from portal.exchange.models import OutgoingMessage, Partner, Transport
from portal.exchange.outgoing import settle
from portal.exchange.results import Confirmed, Refusal

FILES_AT_ONCE = 50
LONGEST_FILE = 20 * 1024 * 1024
MOST_LINES = 10_000

log = structlog.get_logger(__name__)


def read_all(*, clock: Callable[[], datetime]) -> int:
    """The sweep: files of all partners that bring files. Returns how many were read, good or bad."""
    partners = Partner.objects.filter(transport=Transport.FILES, is_paused=False).in_force(local_day(clock()))
    return sum(read_folder(partner, clock=clock) for partner in partners)


def read_folder(partner: Partner, *, clock: Callable[[], datetime]) -> int:
    places = sorted(file_drop.folder(partner, file_drop.IN).iterdir())
    found = [path for path in places if path.suffix == file_drop.SUFFIX and not path.name.startswith(".")][:FILES_AT_ONCE]
    read = 0
    for path in found:
        try:
            _read_or_put_aside(partner, path, clock())
            read += 1
        except (OSError, NoSecret) as fault:  # the disk is full, or no secret to sign the receipt with: again next time
            log.warning("exchange_file_waits", partner=partner.code, fault=type(fault).__name__)
    return read


def _read_or_put_aside(partner: Partner, path: Path, at: datetime) -> None:
    try:
        _read(partner, path, at)
    except BadMessage as fault:
        _put_aside(partner, path, str(fault))


def _read(partner: Partner, path: Path, at: datetime) -> None:
    """Everything in it is kept before the file goes: killed between, it is read again and changes nothing."""
    if path.is_symlink() or not path.is_file():
        raise BadMessage("no plain file")
    if path.stat().st_size > LONGEST_FILE:
        raise BadMessage(f"longer than {LONGEST_FILE} bytes")
    lines = file_drop.lines_of(partner, path.name, path.read_bytes())
    if len(lines) > MOST_LINES:
        raise BadMessage(f"more than {MOST_LINES} lines")
    receipts = [receipt for line in lines if (receipt := _taken(partner, line, at))]
    if receipts:
        file_drop.write_lines(partner, f"nhan-{path.stem[:60]}", receipts, at=at)
    path.replace(file_drop.folder(partner, file_drop.DONE) / path.name)


def _taken(partner: Partner, line: dict, at: datetime) -> dict | None:
    """What a receipt says of one line. A bad line among good ones stops none of them."""
    if "message" not in line:
        _learn(partner, line, at)
        return None
    key = line["message"].get("key") if isinstance(line["message"], dict) else None
    try:
        told = told_by(line["message"])
        message = take(partner, told, at=at)
    except (BadMessage, KeyTaken) as fault:
        why = "key is taken" if isinstance(fault, KeyTaken) else str(fault)
        return {"refused": key[:80] if isinstance(key, str) else "", "why": why}
    return {"received": told.key, "received_at": message.received_at.isoformat()}


def _learn(partner: Partner, line: dict, at: datetime) -> None:
    """Their receipt for a message of ours; of one that we do not know there is nothing to learn."""
    key, why = line.get("received", line.get("refused")), line.get("why")
    message = OutgoingMessage.objects.filter(partner=partner, key=key).first() if isinstance(key, str) else None
    if message is None:
        return
    reason = why[:60] if isinstance(why, str) and why.isascii() and why.isprintable() else ""
    settle(message.pk, Confirmed() if "received" in line else Refusal(reason), at=at)


def _put_aside(partner: Partner, path: Path, why: str) -> None:
    log.warning("exchange_file_bad", partner=partner.code, why=why)
    place = file_drop.folder(partner, file_drop.BAD)
    (place / f"{path.name}.reason.txt").write_text(f"{why}\n")
    path.replace(place / path.name)
