"""The Department's page S1, its workbook, and the dossiers behind each number: codes and the clock, no person."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.overviews.targets import target_on
from applications.procedures import procedures
from applications.reports.charts import MOST_MARKS, days_chart, ranking_chart
from applications.reports.definitions import DEFINITIONS, LEGAL_SOURCE, LISTED
from applications.reports.definitions import FIGURES as FORMULAS
from applications.reports.dossiers import BEHIND, Cursor, count_of, page_of
from applications.reports.figures import KIND_GROUPS, Figures, Scope, figures
from applications.reports.forms import CUSTOM, ReportForm, at_its_moment, without
from applications.reports.satisfaction import satisfaction
from applications.reports.units import all_units, ranking, silent_units, unit_rows
from applications.reports.way_back import way_back
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.offices.calendar import calendar_for
from portal.offices.calendar_year import decision_missing
from portal.offices.models import Office

SHORT_TABLE = 12  # more units than that: the least punctual first, all on asking
OF_THE_TABLE = ("total", "received", "carried", "resolved", "punctual_kinds", "pending", "overdue", "punctual", "worked")
DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]


@serves("GET", to=DEPARTMENT)
def overview(request: HttpRequest) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    form = ReportForm(request.GET.dict(), today=timezone.localdate(now))
    units = all_units()
    context = {"form": form, "choices": _choices(units), "asked_at": now, "missing": decision_missing(timezone.localdate(now))}
    if form.is_valid():
        scope = form.scope(now)
        context |= _report(form, scope, units) | {
            "query": request.GET.urlencode(),
            "link_query": at_its_moment(request.GET, scope),
        }
    return render(request, "reports/overview.html", context)


@serves("GET", to=DEPARTMENT)
def dossiers(request: HttpRequest, name: str) -> HttpResponse:
    """The rows behind a number; every look at them is recorded."""
    now = timezone.now().replace(microsecond=0)
    form = ReportForm(request.GET.dict(), today=timezone.localdate(now))
    if name not in BEHIND:
        raise Http404
    if not form.is_valid():
        return redirect(way_back(request.GET))
    scope, after = form.scope_of_row(now), _cursor(request.GET.get("sau", ""))
    page, number = page_of(name, scope, after=after), count_of(name, scope)
    record("report.dossiers_seen", subject=f"report:{name}", by=request.actor, at=now, shown=len(page.lines), number=number)
    context = {
        "title_of_list": LISTED[name],
        "period": _span(form),
        "scope": scope,
        "of_unit": form.unit_of_list,
        "number": number,
        "page": page,
        "copies": sum(line.row.copies for line in page.lines),
        "back": way_back(request.GET),
        "next_url": f"?{without(request.GET, 'sau')}&sau={_written(page.following)}" if page.following else "",
        "first_url": f"?{without(request.GET, 'sau')}" if after else "",
    }
    return render(request, "reports/dossiers.html", context)


@serves("GET", to=DEPARTMENT)
def overview_xlsx(request: HttpRequest) -> HttpResponse:
    from applications.reports.xlsx import MEDIA_TYPE, workbook  # noqa: PLC0415  11 MB that few workers need

    now = timezone.now()
    form = ReportForm(request.GET.dict(), today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('reports:overview')}?{request.GET.urlencode()}")
    counted, said = figures(form.scope(now), calendar_for(None)), satisfaction(form.scope(now)).by_office
    content = workbook(counted, unit_rows(counted, all_units()), title=_title(form), asked_at=now, said=said)
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    name = f"bao-cao-trich-luc-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _report(form: ReportForm, scope: Scope, units: list[Office]) -> dict:
    counted = figures(scope, calendar_for(None))
    rows = unit_rows(counted, units)
    enough, ranked = ranking(rows)
    target = target_on(counted.scope.last_on)
    is_short = len(rows) > SHORT_TABLE and not form.cleaned_data["day_du"]
    return {
        "title_of_report": _title(form),
        "figures": counted,
        "satisfaction": satisfaction(scope),
        "rows": (ranked or rows)[:MOST_MARKS] if is_short else rows,
        "is_short": is_short,
        "silent": silent_units(counted, units),
        "enough": enough,
        "ranked": ranked[:MOST_MARKS],
        "target": target.percent,
        "same_period": same_period(form),
        "days_chart": days_chart(counted.days),
        "ranking_chart": ranking_chart(ranked, target.percent, target.minimum),
        "kinds": _kinds(counted),
        "definitions": DEFINITIONS,
        "formulas": FORMULAS,
        "legend": [FORMULAS[name] for name in OF_THE_TABLE],
        "asked_at": scope.as_of,
        "legal_source": LEGAL_SOURCE,
    }


def _written(cursor: Cursor) -> str:
    return f"{cursor[0].timestamp():.6f}_{cursor[1]}"


def _cursor(written: str) -> Cursor | None:
    """Where a page begins; what cannot be read is the beginning."""
    found = re.fullmatch(r"(\d{1,11}\.\d{6})_(\d{1,18})", written)
    return (datetime.fromtimestamp(float(found[1]), tz=UTC), int(found[2])) if found else None


def same_period(form: ReportForm) -> str:
    """The query of the same question without its unit: one is added by the link."""
    asked = form.cleaned_data
    return urlencode({"ky": CUSTOM, "tu": f"{asked['tu']:%d/%m/%Y}", "den": f"{asked['den']:%d/%m/%Y}", "loai": asked["loai"]})


def _title(form: ReportForm) -> str:
    known = procedures().get(form.cleaned_data["thu_tuc"])
    return f"{known.name if known else 'Giải quyết hồ sơ hộ tịch'}: {_span(form)}"


def _span(form: ReportForm) -> str:
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    if first == last:
        return f"{first:%d/%m/%Y}"
    start = f"{first:%d}" if (first.year, first.month) == (last.year, last.month) else f"{first:%d/%m/%Y}"
    return f"{start}–{last:%d/%m/%Y}"


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
