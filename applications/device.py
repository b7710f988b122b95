"""The device a draft was begun on: a random token in a signed HttpOnly cookie; the database keeps only its hash."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-device" if settings.IS_PRODUCTION else "device"
MAX_AGE_SECONDS = 400 * 24 * 3600  # longer is not kept by browsers


def device_hash(request: HttpRequest) -> str:
    """The hash of this device's token; empty where it has none (or a forged one)."""
    token = request.get_signed_cookie(COOKIE, default="", salt="device", max_age=MAX_AGE_SECONDS)
    return _hashed(token) if token else ""


def new_token() -> str:
    return secrets.token_urlsafe(32)


def remember(response: HttpResponse, token: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        token,
        salt="device",
        max_age=MAX_AGE_SECONDS,
        secure=settings.IS_PRODUCTION,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def device_for(request: HttpRequest) -> tuple[str, str]:
    """(hash, token to remember): the hash of this device, and a new token where it has none yet (else empty)."""
    known = device_hash(request)
    if known:
        return known, ""
    token = new_token()
    return _hashed(token), token


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
