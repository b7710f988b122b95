"""The tile map of units and the fair ranking: sums and units, no dossier and no person."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.overviews.audience import DEPARTMENT
from applications.overviews.shortfalls import open_shortfalls
from applications.overviews.targets import target_on
from applications.reports.definitions import BESIDE
from applications.reports.definitions import FIGURES as FORMULAS
from applications.reports.fairness import period_before, rank_fairly
from applications.reports.figures import Scope, figures
from applications.reports.forms import ReportForm, asked_again
from applications.reports.satisfaction import satisfaction
from applications.reports.tile_map import tile_map
from applications.reports.units import all_units, unit_rows
from applications.reports.views import same_period
from applications.reports.way_back import and_back
from portal.accounts.guards import serves
from portal.offices.calendar import calendar_for


@serves("GET", to=DEPARTMENT)
def units_map(request: HttpRequest) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    asked = {name: request.GET[name] for name in ("ky", "tu", "den", "loai") if name in request.GET}
    form = ReportForm(asked, today=timezone.localdate(now))
    context = {"form": form, "asked_at": now}
    if form.is_valid():
        context |= _pictures(form, now) | {"and_back": and_back(request)}
    return render(request, "overviews/map.html", context)


def _pictures(form: ReportForm, now: datetime) -> dict:
    asked = form.cleaned_data
    first, last, calendar = asked["tu"], asked["den"], calendar_for(None)
    earlier = period_before(first, last)
    scope = Scope(first, last, now, kind_group=asked["loai"])
    counted = figures(scope, calendar)
    before = figures(Scope(*earlier, now, kind_group=asked["loai"]), calendar)
    target, units = target_on(last), all_units()
    enough, ranked = rank_fairly(unit_rows(counted, units), before, target_percent=target.percent, minimum=target.minimum)
    return {
        "legend": [FORMULAS["resolved"], FORMULAS["punctual"]],
        "ranking_legend": [FORMULAS["resolved"], FORMULAS["punctual"], BESIDE["interval"], FORMULAS["satisfaction"]],
        "shortfall_legend": [BESIDE["below_target"]],
        "map": tile_map(counted, units, target_percent=target.percent),
        "ranked": ranked,
        "content": satisfaction(scope).by_office,
        "enough": enough,
        "target": target,
        "first": first,
        "last": last,
        "before_first": earlier[0],
        "before_last": earlier[1],
        "shortfalls": open_shortfalls(),
        "same_period": same_period(form),
        "link_query": asked_again(scope),
    }
