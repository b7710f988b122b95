"""Signed messages between two systems: HMAC-SHA256 over moment and body, with a secret both know. Both directions alike.

Headers: X-Timestamp (Unix seconds), X-Signature (hex). A message older or newer than ten minutes is refused; within them
the sender's message id keeps a replay from counting twice.
"""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings

WINDOW_SECONDS = 600
TIMESTAMP, SIGNATURE = "X-Timestamp", "X-Signature"


class NotFromTheCarrier(Exception):
    """Unsigned, signed with another secret, or out of its time."""


def secrets_of(post_office_code: str) -> list[str]:
    """The secrets in force, the newest first: while one is being changed, both hold (CARRIER_SECRETS)."""
    return settings.CARRIER_SECRETS.get(post_office_code, "").split()


def signed_headers(body: bytes, *, post_office_code: str, at: datetime) -> dict[str, str]:
    """Raises NotFromTheCarrier where no secret is set: an unsigned message is never sent."""
    secrets = secrets_of(post_office_code)
    if not secrets:
        raise NotFromTheCarrier("no secret")
    moment = str(int(at.timestamp()))
    return {TIMESTAMP: moment, SIGNATURE: _signature(secrets[0], moment, body)}


def check(body: bytes, *, moment: str, signature: str, post_office_code: str, at: datetime) -> None:
    """Raises NotFromTheCarrier. Takes the same time whatever is wrong with the signature."""
    good = [_signature(secret, moment, body).encode() for secret in secrets_of(post_office_code)]
    is_ours = sum(hmac.compare_digest(one, signature.encode()) for one in good) > 0
    is_fresh = moment.isascii() and moment.isdigit() and len(moment) <= 12
    is_fresh = is_fresh and abs(int(moment) - at.timestamp()) <= WINDOW_SECONDS
    if not (is_ours and is_fresh):
        raise NotFromTheCarrier


def _signature(secret: str, moment: str, body: bytes) -> str:
    return hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
