"""S15: grades and words, for the Department by unit, for a leader of his own office. Never which dossier, never who."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.ratings.voices import voices
from applications.reports.definitions import FIGURES
from applications.reports.forms import ReportForm
from applications.reports.satisfaction import FEWEST, satisfaction
from applications.reports.units import all_units
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record

ASKED = ("ky", "ngay", "tu", "den", "luc")


@serves("GET", to=[Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN])
def of_the_city(request: HttpRequest) -> HttpResponse:
    return _page(request, (*ASKED, "don_vi"), None)


@serves("GET", to=[Role.OFFICE_LEADER])
def of_one_office(request: HttpRequest) -> HttpResponse:
    return _page(request, ASKED, request.office.pk)


def _page(request: HttpRequest, asked: tuple[str, ...], office_id: int | None) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    given = {name: request.GET[name] for name in asked if name in request.GET}
    form = ReportForm(given, today=timezone.localdate(now))
    context = {"form": form, "of_city": office_id is None, "fewest": FEWEST, "formula": FIGURES["satisfaction"]}
    if form.is_valid():
        scope = form.scope(now)
        if office_id is not None:
            scope = replace(scope, office_id=office_id)
        found = satisfaction(scope)
        heard = voices(scope)
        record("rating.words_seen", subject=f"office:{office_id or 'all'}", by=request.actor, at=now, shown=len(heard))
        rows = [(unit, found.by_office[unit.pk]) for unit in all_units() if unit.pk in found.by_office]
        context |= {"found": found, "voices": heard, "scope": scope, "asked_at": scope.as_of}
        context["rows"] = sorted(rows, key=lambda row: (not row[1].is_enough, row[1].share))
    return render(request, "ratings/voices.html", context)
