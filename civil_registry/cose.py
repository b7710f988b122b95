"""A COSE_Sign1 envelope with ES256 (RFC 9052, 9053) in one encoding only: what the seal and its lists travel in.

Sent without tag 18. Strict on purpose: two encodings of one thing are how forgeries begin.
"""

import io
from dataclasses import dataclass

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

ES256 = -7
_ALG, _KID = 1, 4
SIGNATURE_BYTES = 64
_HALF = SIGNATURE_BYTES // 2


class NotGenuine(ValueError):
    """Not an envelope of ours, or not as it was signed."""


@dataclass(frozen=True, slots=True)
class Envelope:
    kid: int
    payload: bytes
    protected: bytes
    signature: bytes  # never an identity: ECDSA lets anybody write the same signature in a second way


def sign(payload: bytes, *, kid: int, key: ec.EllipticCurvePrivateKey) -> bytes:
    """The envelope; the same input gives the same bytes (RFC 6979)."""
    protected = cbor2.dumps({_ALG: ES256, _KID: bytes([kid])})
    der = key.sign(_signed(protected, payload), ec.ECDSA(SHA256(), deterministic_signing=True))
    first, second = decode_dss_signature(der)
    return cbor2.dumps([protected, {}, payload, first.to_bytes(_HALF, "big") + second.to_bytes(_HALF, "big")])


def opened(envelope: bytes) -> Envelope:
    """The parts, not yet verified. Raises NotGenuine."""
    match strictly(envelope):
        case [bytes(protected), {**rest}, bytes(payload), bytes(signature)] if not rest and len(signature) == SIGNATURE_BYTES:
            header = strictly(protected)
        case _:
            raise NotGenuine("no COSE_Sign1")
    match header:
        case {1: -7, 4: bytes(kid), **rest} if not rest and len(kid) == 1:
            return Envelope(kid[0], payload, protected, signature)
    raise NotGenuine("another header")


def verify(envelope: Envelope, public_key: bytes) -> None:
    """Raises NotGenuine unless the holder of the key (x and y, 64 bytes) signed it."""
    first, second = (int.from_bytes(half, "big") for half in (envelope.signature[:_HALF], envelope.signature[_HALF:]))
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + public_key)
        key.verify(encode_dss_signature(first, second), _signed(envelope.protected, envelope.payload), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError) as fault:
        raise NotGenuine("the signature does not fit") from fault


def strictly(data: bytes):
    """What the bytes say, if they say it in the shortest way and nothing follows. Raises NotGenuine."""
    source = io.BytesIO(data)
    try:
        value = cbor2.load(source)
        is_shortest = cbor2.dumps(value) == data
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as fault:
        raise NotGenuine("no CBOR") from fault
    if not is_shortest:
        raise NotGenuine("not the shortest encoding")
    return value


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key as x and y, 64 bytes."""
    numbers = key.public_key().public_numbers()
    return numbers.x.to_bytes(_HALF, "big") + numbers.y.to_bytes(_HALF, "big")


def _signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])
