"""The seal: what stands on a paper, signed so compactly that it fits a QR code and is checked with the network off.

A COSE_Sign1 over [version, kind, office, suffix, serial, day of issue, box]. The box holds the lines about persons under
AES-GCM; its key is the check code printed beside the QR and not in it, so who photographs the QR alone learns no name.
It proves its lines, not the sheet: a real code can be copied onto another paper.
"""

import math
from dataclasses import dataclass
from datetime import date

import cbor2
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from civil_registry import cose
from civil_registry.checkcodes import is_well_formed
from civil_registry.cose import NotGenuine
from civil_registry.events import ExtractForm
from civil_registry.models import EventKind, ExtractCopy
from civil_registry.seal_facts import LAYOUTS, NUMBER_OF_KIND, Fact, day_number, facts_of
from civil_registry.seal_letters import pack, unpack

VERSION = 1
ROUNDS = 200_000  # of PBKDF2: 30^10 codes at that price each
_NONCE = bytes(12)  # a key is used for one text only: code and number are of one copy, and a copy never changes
_LARGEST_BITS = 365 * 8  # a QR code of version 14 at level M: 73 modules


@dataclass(frozen=True, slots=True)
class Signer:
    kid: int
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says to everybody. `box` opens with the check code only."""

    kid: int
    kind: EventKind
    office_code: str
    suffix: str
    serial: int
    signed_on: date
    head: bytes
    box: bytes


def make(copy: ExtractCopy, signer: Signer, *, prefix: str, form: ExtractForm | None = None) -> bytes:
    """The seal of a signed copy: the same bytes each time. `prefix` is the address in front of it on the paper;
    `form`: not the one it was drawn up in.

    Where names are very long, the last lines are left out until the code fits its box of 35 mm.
    """
    head = [
        VERSION,
        NUMBER_OF_KIND[EventKind(copy.kind)],
        pack(copy.office.code),
        pack(copy.serial_suffix),
        copy.serial,
        day_number(copy.signed_on.isoformat()),
    ]
    facts = [pack(fact) if isinstance(fact, str) else fact for fact in facts_of(copy, form)]
    cipher = _cipher(copy.check_code, cbor2.dumps(head))
    while True:
        box = cipher.encrypt(_NONCE, cbor2.dumps(facts), cbor2.dumps(head))
        envelope = cose.sign(cbor2.dumps([*head, box]), kid=signer.kid, key=signer.key)
        if len(envelope) <= room(prefix) or not facts:
            return envelope
        facts.pop()


def read(envelope: bytes, public_keys: dict[int, bytes]) -> Seal:
    """A seal as somebody signed it whose key is in the list. Raises NotGenuine; KeyError for a key that is not."""
    parts = cose.opened(envelope)
    cose.verify(parts, public_keys[parts.kid])
    match cose.strictly(parts.payload):
        case [1, int(kind), office, suffix, int(serial), int(day), bytes(box)] if kind in LAYOUTS:
            head = cbor2.dumps([VERSION, kind, office, suffix, serial, day])
            try:
                signed_on = date(day // 10000, day // 100 % 100, day % 100)
                return Seal(parts.kid, LAYOUTS[kind][0], unpack(office), unpack(suffix), serial, signed_on, head, box)
            except (ValueError, TypeError) as fault:
                raise NotGenuine("not a seal") from fault
    raise NotGenuine("not a seal")


def open_box(seal: Seal, check_code: str) -> list[Fact]:
    """The lines about persons. Raises NotGenuine for another code than the one printed beside the QR."""
    if not is_well_formed(check_code):
        raise NotGenuine("not a check code")
    try:
        facts = cose.strictly(_cipher(check_code, seal.head).decrypt(_NONCE, seal.box, seal.head))
    except InvalidTag as fault:
        raise NotGenuine("another check code") from fault
    return [unpack(fact) if isinstance(fact, bytes | str) else fact for fact in facts]


def to_digits(envelope: bytes) -> str:
    """One decimal number: digits are the densest that a web address can hold, and no scanner changes them."""
    return str(int.from_bytes(b"\x01" + envelope, "big"))


def from_digits(digits: str) -> bytes:
    """Raises NotGenuine."""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 2000 and not digits.startswith("0")):
        raise NotGenuine("not digits")
    number = int(digits)
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if data[0] != 1 or len(data) < 2:
        raise NotGenuine("another first byte")
    return data[1:]


def room(prefix: str) -> int:
    """How many bytes fit the largest code behind this address: a byte segment, then digits, three in ten bits."""
    bits = _LARGEST_BITS - (4 + 16 + 8 * len(prefix.encode())) - (4 + 12)
    digits = bits // 10 * 3 + (bits % 10 >= 4) + (bits % 10 >= 7)
    return math.floor((digits - math.log10(2)) / math.log10(256))  # the byte 01 in front is less than a digit


def _cipher(check_code: str, head: bytes) -> AESGCM:
    return AESGCM(PBKDF2HMAC(SHA256(), 32, head, ROUNDS).derive(check_code.encode()))
