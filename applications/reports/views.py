"""The Department's page S1 and its workbook. Only sums and units: no dossier and no person."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.overviews.targets import target_on
from applications.reports.charts import MOST_MARKS, days_chart, ranking_chart
from applications.reports.definitions import DEFINITIONS, LEGAL_SOURCE
from applications.reports.figures import KIND_GROUPS, Figures, Scope, figures
from applications.reports.forms import CUSTOM, ReportForm
from applications.reports.units import all_units, ranking, silent_units, unit_rows
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.calendar import calendar_for
from portal.offices.calendar_year import decision_missing
from portal.offices.models import Office

SHORT_TABLE = 12  # more units than that: the least punctual first, all on asking
DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]


@serves("GET", to=DEPARTMENT)
def overview(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = ReportForm(request.GET.dict(), today=timezone.localdate(now))
    units = all_units()
    context = {"form": form, "choices": _choices(units), "asked_at": now, "missing": decision_missing(timezone.localdate(now))}
    if form.is_valid():
        context |= _report(form, units, now) | {"query": request.GET.urlencode()}
    return render(request, "reports/overview.html", context)


@serves("GET", to=DEPARTMENT)
def overview_xlsx(request: HttpRequest) -> HttpResponse:
    from applications.reports.xlsx import MEDIA_TYPE, workbook  # noqa: PLC0415  11 MB that few workers need

    now = timezone.now()
    form = ReportForm(request.GET.dict(), today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('reports:overview')}?{request.GET.urlencode()}")
    counted = _count(form, now)
    content = workbook(counted, unit_rows(counted, all_units()), title=_title(form), asked_at=now)
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    name = f"bao-cao-trich-luc-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _report(form: ReportForm, units: list[Office], now: datetime) -> dict:
    counted = _count(form, now)
    rows = unit_rows(counted, units)
    enough, ranked = ranking(rows)
    target = target_on(counted.scope.last_on)
    is_short = len(rows) > SHORT_TABLE and not form.cleaned_data["day_du"]
    return {
        "title_of_report": _title(form),
        "figures": counted,
        "rows": (ranked or rows)[:MOST_MARKS] if is_short else rows,
        "is_short": is_short,
        "silent": silent_units(counted, units),
        "enough": enough,
        "ranked": ranked[:MOST_MARKS],
        "target": target.percent,
        "same_period": same_period(form),
        "days_chart": days_chart(counted.days),
        "ranking_chart": ranking_chart(ranked, target.percent),
        "kinds": _kinds(counted),
        "definitions": DEFINITIONS,
        "legal_source": LEGAL_SOURCE,
    }


def _count(form: ReportForm, now: datetime) -> Figures:
    asked = form.cleaned_data
    office = asked["don_vi"]
    scope = Scope(asked["tu"], asked["den"], now, office.pk if office else None, asked["loai"])
    return figures(scope, calendar_for(None))


def same_period(form: ReportForm) -> str:
    """The query of the same question without its unit: one is added by the link."""
    asked = form.cleaned_data
    return urlencode({"ky": CUSTOM, "tu": f"{asked['tu']:%d/%m/%Y}", "den": f"{asked['den']:%d/%m/%Y}", "loai": asked["loai"]})


def _title(form: ReportForm) -> str:
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    if first == last:
        return f"Cấp bản sao trích lục hộ tịch: {first:%d/%m/%Y}"
    start = f"{first:%d}" if (first.year, first.month) == (last.year, last.month) else f"{first:%d/%m/%Y}"
    return f"Cấp bản sao trích lục hộ tịch: {start}–{last:%d/%m/%Y}"


def _choices(units: list[Office]) -> list[dict]:
    return [{"value": str(unit.pk), "name": unit.full_name, "is_former": unit.valid_to is not None} for unit in units]


def _kinds(counted: Figures) -> list[dict]:
    received = counted.total.received
    return [
        {
            "name": name,
            "received": counted.by_kind[key].received,
            "percent": round(100 * counted.by_kind[key].received / received) if received else 0,
        }
        for key, (name, _events) in KIND_GROUPS.items()
    ]
