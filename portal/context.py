"""What every template knows: the moment by the server's clock, who acts, and where."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def portal(request: HttpRequest) -> dict:
    return {
        "now": timezone.localtime(),
        "office": getattr(request, "office", None),
        "posting": getattr(request, "posting", None),
        "roles": getattr(request, "roles", frozenset()),
        "saves_data": getattr(request, "saves_data", False),
        "public_url": settings.PUBLIC_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }
