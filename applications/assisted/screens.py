"""The second screen: a random token in a signed HttpOnly cookie; the database keeps its hash, and for five minutes a code.

The screen shows the code and the official types it in: a stranger who guesses codes can do nothing with them.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse

from applications.assisted.actions import locked
from applications.assisted.errors import CodeUnknown
from applications.assisted.models import Screen

COOKIE = "__Host-screen" if settings.IS_PRODUCTION else "screen"
CODE_FOR = timedelta(minutes=5)
WORKING_DAY_SECONDS = 12 * 3600


def screen_of(request: HttpRequest) -> Screen | None:
    """The row of this browser, if it is a screen that is paired or shows a code."""
    token = request.get_signed_cookie(COOKIE, default="", salt="screen", max_age=WORKING_DAY_SECONDS)
    if not token:
        return None
    related = "sitting__application", "sitting__office", "sitting__official"
    return Screen.objects.select_related(*related).filter(token_hash=_hashed(token)).first()


def show_code(*, at: datetime) -> str:
    """A screen with a new code. Returns the token that its browser is to remember."""
    Screen.objects.filter(sitting__isnull=True, code_until__lte=at).delete()
    while True:
        token, code = secrets.token_urlsafe(32), f"{secrets.randbelow(1_000_000):06d}"
        try:
            with transaction.atomic():
                Screen.objects.create(token_hash=_hashed(token), code=code, code_until=at + CODE_FOR)
        except IntegrityError:
            continue  # another screen shows this code now
        return token


def pair(sitting_id: int, code: str, *, at: datetime) -> None:
    """Bind the screen that shows the code to a sitting; the one it had before is forgotten. Raises CodeUnknown, SittingOver."""
    with transaction.atomic():
        sitting = locked(sitting_id)
        waiting = Screen.objects.select_for_update().filter(sitting__isnull=True, code_until__gt=at, code=code).first()
        if waiting is None:
            raise CodeUnknown
        Screen.objects.filter(sitting=sitting).delete()
        waiting.sitting = sitting
        waiting.save()


def remember(response: HttpResponse, token: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        token,
        salt="screen",
        max_age=WORKING_DAY_SECONDS,
        secure=settings.IS_PRODUCTION,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
