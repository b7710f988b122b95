"""Signed requests between two systems, both directions alike: HMAC-SHA256 with a secret both know.

Signed are method, path, moment, key and the SHA-256 of the body, one a line. While a secret is being changed two hold: we
sign with the first of EXCHANGE_SECRETS and take both. Out of EXCHANGE_SKEW_SECONDS a signature is worth nothing; within
them the key keeps a replay from counting twice.
"""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings

from portal.exchange.errors import NoSecret, NotSigned

TIMESTAMP, KEY, SIGNATURE = "X-Exchange-Timestamp", "X-Exchange-Key", "X-Exchange-Signature"


def secrets_of(partner_code: str) -> list[str]:
    """The secrets in force: the one we sign with first."""
    return settings.EXCHANGE_SECRETS.get(partner_code, "").split()


def signed_headers(method: str, path: str, *, key: str, body: bytes, partner_code: str, at: datetime) -> dict[str, str]:
    """Raises NoSecret."""
    moment = str(int(at.timestamp()))
    return {TIMESTAMP: moment, KEY: key, SIGNATURE: seal(_text(method, path, moment, key, body), partner_code)}


def check(method: str, path: str, *, headers, body: bytes, partner_code: str, at: datetime) -> str:
    """The key of a request that is truly the partner's. Raises NotSigned; takes as long whatever is wrong."""
    moment, key = headers.get(TIMESTAMP, ""), headers.get(KEY, "")
    is_ours = is_sealed(_text(method, path, moment, key, body), headers.get(SIGNATURE, ""), partner_code)
    is_fresh = moment.isascii() and moment.isdigit() and len(moment) <= 12
    is_fresh = is_fresh and abs(int(moment) - at.timestamp()) <= settings.EXCHANGE_SKEW_SECONDS
    if not (is_ours and is_fresh):
        raise NotSigned
    return key


def seal(content: bytes, partner_code: str) -> str:
    """Raises NoSecret."""
    secrets = secrets_of(partner_code)
    if not secrets:
        raise NoSecret("no secret")
    return _hmac(secrets[0], content)


def is_sealed(content: bytes, signature: str, partner_code: str) -> bool:
    """An unknown partner has a secret too that nobody knows: he is refused in the same time."""
    secrets = secrets_of(partner_code)
    told = signature.encode("utf-8", "replace")
    found = [hmac.compare_digest(_hmac(one, content).encode(), told) for one in secrets or [settings.SECRET_KEY]]
    return bool(secrets) and any(found)


def _hmac(secret: str, content: bytes) -> str:
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def _text(method: str, path: str, moment: str, key: str, body: bytes) -> bytes:
    return "\n".join([method, path, moment, key, hashlib.sha256(body).hexdigest()]).encode("utf-8", "replace")
