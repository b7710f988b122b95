"""Private keys are encrypted at rest: a stolen copy of the database alone signs nothing. As the second factor's secrets are."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def close(secret: bytes) -> str:
    return _vault().encrypt(secret).decode()


def open_secret(closed: str) -> bytes:
    """Raises cryptography.fernet.InvalidToken where SECRET_KEY is not, and was not, the one that closed it."""
    return _vault().decrypt(closed.encode())


def _vault() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"signing-key:{key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
