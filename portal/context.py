"""What every template knows: the moment by the server's clock, who acts, and where."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.former_units import FORMER_KEY
from portal.accounts.guards import log_in_route
from portal.accounts.middleware import POSTING_KEY
from portal.accounts.session import seconds_left
from portal.offices.models import Office


def portal(request: HttpRequest) -> dict:
    return {
        "now": timezone.localtime(),
        "office": getattr(request, "office", None),
        "posting": getattr(request, "posting", None),
        "roles": getattr(request, "roles", frozenset()),
        "is_training": _is_training(request),
        "former_unit": _former_unit(request),
        "seconds_left": seconds_left(request) if hasattr(request, "session") else 0,
        "log_in_url": reverse(log_in_route(getattr(request.resolver_match, "func", None))),
        "saves_data": getattr(request, "saves_data", False),
        "public_url": settings.PUBLIC_URL,
        "is_demo": not settings.IS_PRODUCTION,
    }


def _former_unit(request: HttpRequest) -> Office | None:
    """The unit that has ended and is worked for in this session; asked of no other session."""
    former = getattr(request, "session", {}).get(FORMER_KEY)
    return request.office if former and request.office and request.office.pk == former else None


def _is_training(request: HttpRequest) -> bool:
    """Asked only of a session that chose where to work: pages of citizens ask no more of the database than before."""
    office = getattr(request, "office", None) if POSTING_KEY in getattr(request, "session", ()) else None
    return bool(office and office.is_training)
