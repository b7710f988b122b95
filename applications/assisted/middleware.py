"""What every page of a sitting does: it counts as a sign of life, is kept nowhere, and leaves the screen after silence."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from applications.assisted.actions import touch
from applications.assisted.sittings import KEY, forget, sitting_here
from portal.accounts.middleware import ASK_BY_THEMSELVES

TOUCH_EVERY = timedelta(minutes=1)  # reading pages stays free of writing, as with sessions
SHOWS_THE_PERSON = {"applications", "assisted"}  # URL namespaces
WIPE = '"cache", "storage"'  # not "cookies": the official stays logged in


class SittingMiddleware:
    """Sets `request.sitting`: the open sitting that this browser serves, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        serves_one = settings.SESSION_COOKIE_NAME in request.COOKIES and KEY in request.session
        request.sitting = SimpleLazyObject(lambda: sitting_here(request)) if serves_one else None
        response = self.get_response(request)
        return _of_a_sitting(request, response) if serves_one else response


def _of_a_sitting(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    if KEY not in request.session:  # ended, or logged out, by this very request
        return response
    if not request.sitting:  # ended by silence, or in another window
        forget(request)
        response["Clear-Site-Data"] = WIPE
        return response
    now, match = timezone.now(), request.resolver_match
    asks_by_itself = match and request.method == "GET" and match.view_name in ASK_BY_THEMSELVES
    if now - request.sitting.last_seen_at >= TOUCH_EVERY and not asks_by_itself:
        touch(request.sitting.pk, at=now)
    if match and SHOWS_THE_PERSON.intersection(match.namespaces) and response.get("Content-Type", "").startswith("text/html"):
        response.setdefault("Refresh", f"{settings.SITTING_MINUTES * 60 + 60}; url={reverse('assisted:home')}")
    return response
