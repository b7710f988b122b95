"""Linked parts by authority and appointments by office, for a period and as of a moment: sums, no dossier and no person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.reports.definitions import BESIDE
from applications.reports.forms import ReportForm
from applications.reports.together import linked, visits
from applications.reports.units import all_units
from portal.accounts.guards import serves
from portal.accounts.models import Role

ASKED = ("ky", "ngay", "tu", "den", "luc", "don_vi", "pham_vi")
OF_PARTS = ("linked_filed", "linked_done", "linked_open", "linked_unconfirmed")
OF_VISITS = ("visits_booked", "visits_kept", "visits_missed", "visits_given_back")


@serves("GET", to=[Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN])
def together(request: HttpRequest) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    given = {name: request.GET[name] for name in ASKED if name in request.GET}
    form = ReportForm(given, today=timezone.localdate(now))
    choices = [(str(unit.pk), unit.full_name) for unit in all_units()]
    context = {"form": form, "choices": choices, "asked_at": now}
    if form.is_valid():
        scope = form.scope(now)
        rows, total = visits(scope)
        context |= {
            "scope": scope,
            "linked": linked(scope),
            "visits": rows,
            "visits_total": total,
            "parts_legend": [BESIDE[name] for name in OF_PARTS],
            "visits_legend": [BESIDE[name] for name in OF_VISITS],
            "asked_at": scope.as_of,
        }
    return render(request, "reports/together.html", context)
