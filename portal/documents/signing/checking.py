"""Asks `reading.py` what the signatures of a PDF prove: in a process of its own, killed when it takes too long.

The file may come from anybody. Nothing of it is kept.
"""

import base64
import json
import subprocess  # nosec B404
import sys
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore

from cryptography.hazmat.primitives.serialization import Encoding

from portal.documents.signing import trust

PROGRAM = Path(__file__).with_name("reading.py")
MEMORY_MB, CPU_SECONDS, WALL_SECONDS, MOST_SIGNATURES = 600, 8, 15, 10
AT_ONCE, WAIT_SECONDS = 2, 10  # in one web process
_places = BoundedSemaphore(AT_ONCE)


class Fault(StrEnum):
    NONE = ""
    NOT_PDF = "not_pdf"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_MANY = "too_many"  # signatures
    TOO_HEAVY = "too_heavy"  # ran out of memory or time
    BUSY = "busy"  # others are being checked


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. Moments are aware; `said_at` is what the signer's own clock said."""

    name: str
    issuer: str
    serial: str
    is_intact: bool
    trust: str  # trusted, untrusted, expired, revoked
    organisation: str = ""
    is_whole: bool = False
    root: str = ""
    said_at: datetime | None = None
    timed_at: datetime | None = None
    has_unknown_timestamp: bool = False

    @property
    def is_good(self) -> bool:
        return self.is_intact and self.is_whole and self.trust == "trusted"


@dataclass(frozen=True, slots=True)
class Report:
    fault: Fault = Fault.NONE
    signatures: list[Signature] = field(default_factory=list)
    knows_revocations: bool = False


def check_pdf(content: bytes) -> Report:
    """What the signatures of a file prove against the trusted roots. Takes half a second; at most WALL_SECONDS."""
    if b"%PDF-" not in content[:1024]:
        return Report(Fault.NOT_PDF)
    if not _places.acquire(timeout=WAIT_SECONDS):
        return Report(Fault.BUSY)
    try:
        return _asked(content)
    finally:
        _places.release()


def _asked(content: bytes) -> Report:
    lists = [base64.b64encode(crl.public_bytes(Encoding.DER)).decode() for crl in trust.revocation_lists()]
    terms = {
        "roots": [root.public_bytes(Encoding.PEM).decode() for root in trust.trusted_roots()],
        "lists": lists,
        "memory_mb": MEMORY_MB,
        "seconds": CPU_SECONDS,
        "most": MOST_SIGNATURES,
    }
    command = [sys.executable, "-I", "-B", str(PROGRAM)]
    try:  # our own program, no shell, no word of the command from outside
        answer = subprocess.run(  # noqa: S603  # nosec B603
            command,
            input=json.dumps(terms).encode() + b"\n" + content,
            capture_output=True,
            timeout=WALL_SECONDS,
            env={"LANG": "C.UTF-8"},  # no secrets
            check=True,
        )
        said = json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Report(Fault.TOO_HEAVY)
    return Report(Fault(said["fault"]), [_signature(row) for row in said["signatures"]], knows_revocations=bool(lists))


def _signature(row: dict) -> Signature:
    moments = {name: datetime.fromisoformat(row[name]) if row.get(name) else None for name in ("said_at", "timed_at")}
    return Signature(**row | moments)
