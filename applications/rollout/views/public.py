"""The public page of a unit: where the QR code of its poster leads, with the way to file there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.fees import fee_per_copy
from applications.outlook import outlook
from applications.services import SERVICES
from portal.accounts.guards import PUBLIC, serves
from portal.offices.calendar import calendar_for
from portal.offices.finder import unit_standing
from portal.offices.models import Level, ServiceActivation
from portal.offices.reference import EXTRACT_COPY
from portal.offices.succession import is_live


@serves("GET", to=PUBLIC)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """By the code on the poster; only units that stand today and keep registers have one."""
    now = timezone.now()
    today = timezone.localdate(now)
    unit = unit_standing(code[:20], today)
    if unit is None or unit.level == Level.DEPARTMENT:
        raise Http404
    live = is_live(unit, EXTRACT_COPY, today)
    coming = ServiceActivation.objects.filter(office=unit, procedure_code=EXTRACT_COPY, valid_from__gt=today)
    context = {
        "unit": unit,
        "live": live,
        "opens_on": None if live else coming.order_by("valid_from").values_list("valid_from", flat=True).first(),
        "sessions": calendar_for(unit).hours_on(today).sessions,
        "outlook": outlook(now, unit) if live else None,
        "fee_vnd": fee_per_copy(EXTRACT_COPY, today),
        "services": SERVICES,
    }
    return render(request, "public/unit.html", context)
