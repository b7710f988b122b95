"""What a message may hold, whichever way it comes: a key, a kind and a payload that both databases can keep."""

import hashlib
import json
import math
import re
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder

from portal.exchange.errors import BadMessage

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:~-]{0,79}")
KIND = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Told:
    key: str
    kind: str
    payload: dict


def told_by(message: object) -> Told:
    """{key, kind, payload}, checked. Raises BadMessage with a sentence for the other side."""
    if not isinstance(message, dict):
        raise BadMessage("a message is an object")
    if unknown := set(message) - {"key", "kind", "payload"}:
        raise BadMessage(f"a message has key, kind and payload and {len(unknown)} more")
    key, kind, payload = (message.get(name) for name in ("key", "kind", "payload"))
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise BadMessage("key: 1 to 80 letters, digits, . _ : ~ -")
    if not isinstance(kind, str) or not KIND.fullmatch(kind):
        raise BadMessage("kind: 1 to 40 small letters, digits, . _ -")
    if not isinstance(payload, dict):
        raise BadMessage("payload is an object")
    _check(payload, DEEPEST)
    return Told(key, kind, payload)


def read_json(body: bytes) -> object:
    """Strict: no NaN, no Infinity, UTF-8. Raises BadMessage."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as fault:
        raise BadMessage("no JSON") from fault


def as_json(content: object) -> bytes:
    """The same content always as the same bytes. Raises BadMessage where it is nothing that JSON can hold."""
    try:
        text = json.dumps(
            content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
        return text.encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise BadMessage("not to be written as JSON") from fault


def digest_of(kind: str, payload: dict) -> str:
    return hashlib.sha256(as_json([kind, payload])).hexdigest()


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _check(value: object, depth: int) -> None:
    """PostgreSQL keeps no NUL, no half of a surrogate pair and no endless number."""
    if depth == 0:
        raise BadMessage(f"payload: deeper than {DEEPEST}")
    if isinstance(value, str):
        if "\0" in value or any(0xD800 <= ord(sign) <= 0xDFFF for sign in value):
            raise BadMessage("payload: a character that is no text")
    elif isinstance(value, float) and not math.isfinite(value):
        raise BadMessage("payload: a number without end")
    elif isinstance(value, int) and abs(value) > 2**63:
        raise BadMessage("payload: a number too great")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check(name, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
