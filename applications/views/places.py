"""Suggestions while typing, as JSON: places of registration, and communes of today for addresses. Public facts only."""

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from portal.accounts.guards import PUBLIC, serves
from portal.offices.addresses import find_communes
from portal.offices.finder import find_places
from portal.offices.models import Level, Office
from portal.text import clean

SHOWN = 8
TYPED_LIMIT = 80


@serves("GET", to=PUBLIC)
def registration_places(request: HttpRequest) -> JsonResponse:
    """?q=dong&quan=<id>: communes by old or present name, best first."""
    query = clean(request.GET.get("q", ""))[:TYPED_LIMIT]
    district = _district(request.GET.get("quan", ""))
    found = find_places(query, level=Level.COMMUNE, district=district, day=timezone.localdate(), limit=SHOWN) if query else []
    rows = [
        {
            "id": place.office.pk,
            "name": place.name,
            "note": place.became or place.district,
            "former": place.is_former,
        }
        for place in found
    ]
    return JsonResponse({"results": rows})


@serves("GET", to=PUBLIC)
def communes(request: HttpRequest) -> JsonResponse:
    """?q=bach mai&tinh=01: communes of today in a province."""
    query = clean(request.GET.get("q", ""))[:TYPED_LIMIT]
    province = clean(request.GET.get("tinh", ""))[:2]
    found = find_communes(query, province_code=province, limit=SHOWN) if query else []
    return JsonResponse({"results": [{"id": row.code, "name": row.name, "note": "", "former": False} for row in found]})


def _district(value: str) -> Office | None:
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        return None
    return Office.objects.filter(pk=int(value), level=Level.DISTRICT).first()
