"""The two lists that a page carries to check seals with the network off: the keys, and the copies that were cancelled.

Each is dated and signed by the root key, which is kept off the network: `written` makes the bytes to sign, `signed` signs
them on whatever machine holds the root key, `publish` takes the result. The list of cancelled copies is exact: numbers are
dense, so their gaps take less room than any filter, and no paper is ever accused wrongly.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import cbor2
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from civil_registry import cose
from civil_registry.cose import ES256, NotGenuine
from civil_registry.models import CopyState, ExtractCopy, SealKey, SealList
from portal.offices.models import Level, Office

ROOT_KID = 0
_STATUS = {SealKey.Status.ACTIVE: 1, SealKey.Status.RETIRED: 2, SealKey.Status.COMPROMISED: 3}
FRESH = timedelta(hours=20)  # an unchanged list is signed again after this, so that its day stays young


@dataclass(frozen=True, slots=True)
class Opened:
    """A list that the root signed. `body` is what follows name and moment."""

    kind: str
    issued_at: datetime
    body: list


def written(kind: str, *, at: datetime) -> bytes:
    """The list as it stands, to be signed: [name, seconds since 1970, …]."""
    body = _keys() if kind == SealList.Kind.KEYS else [_cancelled()]
    return cbor2.dumps([str(kind), int(at.timestamp()), *body])


def signed(payload: bytes, root: ec.EllipticCurvePrivateKey) -> bytes:
    return cose.sign(payload, kid=ROOT_KID, key=root)


def opened(content: bytes, public_key: bytes) -> Opened:
    """Raises NotGenuine unless the root signed it."""
    envelope = cose.opened(content)
    cose.verify(envelope, public_key)
    match cose.strictly(envelope.payload):
        case ["keys" | "cancelled" as kind, int(seconds), *body]:
            return Opened(kind, datetime.fromtimestamp(seconds, UTC), body)
    raise NotGenuine("not a list of ours")


@transaction.atomic
def publish(content: bytes) -> SealList:
    """Put a signed list on the page; keys named in it may seal from now on.

    Raises NotGenuine where the root did not sign it, or where a newer one is already out.
    """
    public_key = root_public_key()
    if public_key is None:
        raise NotGenuine("no root key is set")
    told = opened(content, public_key)
    newest = newest_list(told.kind)
    if newest and newest.issued_at > told.issued_at:
        raise NotGenuine("a newer list is already out")
    if told.kind == SealList.Kind.KEYS:
        named = {public.hex() for _, _, public, *_ in told.body[0]}
        SealKey.objects.filter(public_key__in=named, published_at__isnull=True).update(published_at=told.issued_at)
    return SealList.objects.create(kind=told.kind, issued_at=told.issued_at, content=content)


def refresh(*, at: datetime) -> list[SealList]:
    """Sign and publish what has changed or grown old, where the root key lies on this machine (a demo)."""
    root = root_key()
    if root is None:
        return []
    changed = [payload for kind in SealList.Kind.values if _is_due(payload := written(kind, at=at), kind, at=at)]
    return [publish(signed(payload, root)) for payload in changed]


def newest_list(kind: str) -> SealList | None:
    return SealList.objects.filter(kind=kind).order_by("-issued_at", "-pk").first()


def root_public_key() -> bytes | None:
    """What the page checks the lists with: from the settings, on a demo from the key file beside the database."""
    if settings.SEAL_ROOT_PUBLIC_KEY:
        return bytes.fromhex(settings.SEAL_ROOT_PUBLIC_KEY)
    root = root_key()
    return cose.point(root) if root else None


def root_key() -> ec.EllipticCurvePrivateKey | None:
    """The root key where this machine has it: never in production."""
    path = Path(settings.SEAL_ROOT_KEY_FILE) if settings.SEAL_ROOT_KEY_FILE else None
    return read_root(path.read_bytes()) if path and path.exists() else None


def new_root(password: bytes | None = None) -> bytes:
    """A root key as PEM, encrypted where a password is given."""
    way = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, way)


def read_root(pem: bytes, password: bytes | None = None) -> ec.EllipticCurvePrivateKey:
    """Raises ValueError or TypeError for another password or no key."""
    return serialization.load_pem_private_key(pem, password)


def gaps(serials: Iterable[int]) -> bytes:
    """Rising numbers as gaps of seven bits a byte: [3, 4, 300] -> 03 01 a8 02."""
    packed, last = bytearray(), 0
    for serial in sorted(serials):
        gap, last = serial - last, serial
        while gap > 0x7F:
            packed.append(gap & 0x7F | 0x80)
            gap >>= 7
        packed.append(gap)
    return bytes(packed)


def _is_due(payload: bytes, kind: str, *, at: datetime) -> bool:
    newest = newest_list(kind)
    if newest is None or at - newest.issued_at >= FRESH:
        return True
    return cbor2.loads(cose.opened(bytes(newest.content)).payload)[2:] != cbor2.loads(payload)[2:]


def _keys() -> list:
    """Keys, and the names of the offices that seals name by code: [[code, first day, name], …]."""
    keys = [
        [
            key.kid,
            ES256,
            bytes.fromhex(key.public_key),
            [key.office.code] if key.office else [],
            _day(key.from_on),
            _day(key.to_on),
            _STATUS[SealKey.Status(key.status)],
        ]
        for key in SealKey.objects.select_related("office").order_by("kid")
    ]
    issuers = Q(valid_to=None) | Q(pk__in=ExtractCopy.objects.filter(seal__isnull=False).values("office"))
    offices = Office.objects.filter(issuers).exclude(level=Level.POST).order_by("code", "valid_from")
    return [keys, [[office.code, _day(office.valid_from), office.authority_name] for office in offices]]


def _cancelled() -> list:
    """[[office code, year, suffix, gaps], …]."""
    groups: dict[tuple, set[int]] = defaultdict(set)
    copies = ExtractCopy.objects.filter(state=CopyState.CANCELLED, office__is_training=False)
    for code, year, suffix, serial in copies.values_list("office__code", "serial_year", "serial_suffix", "serial"):
        groups[code, year, suffix].add(serial)
    return [[*scope, gaps(serials)] for scope, serials in sorted(groups.items())]


def _day(day: date | None) -> int:
    return day.year * 10000 + day.month * 100 + day.day if day else 0
