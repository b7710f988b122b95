"""Signed files for partners that fetch and bring files: EXCHANGE_DIR/<code>/out is theirs to read, in/ theirs to write.

A file is UTF-8 JSON lines. The first is its head: {"from", "to", "made_at", "signature"}; the signature (see seals.py) covers
name, from, to, moment and all that follows. Each other line is {"message": {key, kind, payload}}, {"received": key} or
{"refused": key, "why"}. Whoever writes a file gives it a name that begins with a dot and renames it when it is whole.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from portal.exchange.content import as_json, read_json
from portal.exchange.errors import BadMessage, NoSecret
from portal.exchange.models import OutgoingMessage, Partner
from portal.exchange.results import Failed, Result, Written
from portal.exchange.seals import is_sealed, seal

US = "HOTICH-HN"
IN, OUT, DONE, BAD = "in", "out", "done", "bad"
SUFFIX = ".jsonl"


def folder(partner: Partner, name: str) -> Path:
    """One of the partner's folders, made when missing."""
    path = Path(settings.EXCHANGE_DIR) / partner.code / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def write(partner: Partner, batch: list[OutgoingMessage], *, at: datetime) -> Result:
    lines = [{"message": {"key": one.key, "kind": one.kind, "payload": one.payload}} for one in batch]
    try:
        write_lines(partner, f"tin-{batch[0].pk}-{batch[-1].pk}", lines, at=at)
    except (OSError, NoSecret) as fault:
        return Failed(type(fault).__name__, is_partners=True)
    return Written()


def write_lines(partner: Partner, stem: str, lines: Iterable[dict], *, at: datetime) -> Path:
    """A signed file that is there whole or not at all. Raises OSError, NoSecret."""
    name = f"{at:%Y%m%dT%H%M%S}-{stem}{SUFFIX}"
    body = b"".join(as_json(line) + b"\n" for line in lines)
    head = {"from": US, "to": partner.code, "made_at": at.isoformat()}
    head["signature"] = seal(_signed_text(name, head, body), partner.code)
    path = folder(partner, OUT) / name
    unfinished = path.with_name(f".{name}.tmp")
    with unfinished.open("wb") as file:
        file.write(as_json(head) + b"\n" + body)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return path


def lines_of(partner: Partner, name: str, content: bytes) -> list[dict]:
    """The lines of a file that is truly the partner's, for us. Raises BadMessage."""
    first, _, body = content.partition(b"\n")
    head = read_json(first)
    if not isinstance(head, dict) or not all(
        isinstance(head.get(part), str) for part in ("from", "to", "made_at", "signature")
    ):
        raise BadMessage("the first line is no head")
    is_ours = (head["from"], head["to"]) == (partner.code, US)
    if not is_sealed(_signed_text(name, head, body), head["signature"], partner.code) or not is_ours:
        raise BadMessage("signature")
    lines = [read_json(line) for line in body.split(b"\n") if line.strip()]
    if not all(isinstance(line, dict) for line in lines):
        raise BadMessage("a line is no object")
    return lines


def _signed_text(name: str, head: dict, body: bytes) -> bytes:
    return "\n".join([name, head["from"], head["to"], head["made_at"], ""]).encode("utf-8", "replace") + body
