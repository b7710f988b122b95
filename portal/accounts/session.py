"""How long a person who has logged in stays so: thirty minutes from the last page, told two minutes before they end."""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

SEEN_KEY = "seen_at"
SEEN_EVERY_SECONDS = 60  # a session is prolonged at most once a minute: reading pages stays free of writing


def stay_logged_in(request: HttpRequest) -> None:
    """Count the thirty minutes from now."""
    if SESSION_KEY not in request.session:
        return
    now = int(time.time())
    if now - request.session.get(SEEN_KEY, 0) >= SEEN_EVERY_SECONDS:
        request.session[SEEN_KEY] = now


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends, by the last page that prolonged it; 0 for a stranger."""
    if SESSION_KEY not in request.session:
        return 0
    now = int(time.time())
    return max(0, request.session.get(SEEN_KEY, now) + settings.SESSION_COOKIE_AGE - now)
