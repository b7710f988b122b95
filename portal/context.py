"""What every template knows: the moment by the server's clock, who acts, and where."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.middleware import POSTING_KEY
from portal.accounts.session import seconds_left


def portal(request: HttpRequest) -> dict:
    return {
        "now": timezone.localtime(),
        "office": getattr(request, "office", None),
        "posting": getattr(request, "posting", None),
        "roles": getattr(request, "roles", frozenset()),
        "is_training": POSTING_KEY in getattr(request, "session", ()) and bool(request.office and request.office.is_training),
        "seconds_left": seconds_left(request) if hasattr(request, "session") else 0,
        "saves_data": getattr(request, "saves_data", False),
        "public_url": settings.PUBLIC_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }
