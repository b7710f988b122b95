"""Linked parts by authority and appointments by office, for a period and as of a moment; and the rows behind each number."""

import re
from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.reports import together_rows
from applications.reports.definitions import BESIDE
from applications.reports.forms import ROW, ReportForm, at_its_moment, without
from applications.reports.together import Parts, Visits, linked, visits
from applications.reports.together_rows import FILED, NOBODY_YET, PARTS, TITLES, VISITS
from applications.reports.units import all_units
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record

ASKED = ("ky", "ngay", "tu", "den", "luc", "don_vi", "pham_vi", ROW)
OF_PARTS = ("linked_filed", "linked_done", "linked_open", "linked_unconfirmed")
OF_VISITS = ("visits_booked", "visits_kept", "visits_missed", "visits_given_back")
DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]


@serves("GET", to=DEPARTMENT)
def together(request: HttpRequest) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    form = ReportForm({name: request.GET[name] for name in ASKED if name in request.GET}, today=timezone.localdate(now))
    choices = [(str(unit.pk), unit.full_name) for unit in all_units()]
    context = {"form": form, "choices": choices, "asked_at": now}
    if form.is_valid():
        scope = form.scope(now)
        query = at_its_moment(request.GET, scope)
        parts, (rows, total) = linked(scope), visits(scope)
        context |= {
            "scope": scope,
            "filed": {"number": parts.filed, "to": _address(FILED, query) if parts.filed else ""},
            "parts_columns": PARTS,
            "parts": [(name, _cells(each, PARTS, query, co_quan=pk or NOBODY_YET)) for pk, name, each in parts.rows],
            "parts_total": _cells(parts.total, PARTS, query),
            "visits_columns": VISITS,
            "visits": [(unit.full_name, _cells(each, VISITS, query, **{ROW: unit.pk})) for unit, each in rows],
            "visits_total": _cells(total, VISITS, query),
            "booked": total.booked,
            "parts_legend": [BESIDE[name] for name in OF_PARTS],
            "visits_legend": [BESIDE[name] for name in OF_VISITS],
            "asked_at": scope.as_of,
        }
    return render(request, "reports/together.html", context)


@serves("GET", to=DEPARTMENT)
def together_behind(request: HttpRequest, name: str) -> HttpResponse:
    """?co_quan= the id of an authority, or the word for those with none yet; every look is recorded."""
    now = timezone.now().replace(microsecond=0)
    form = ReportForm({name: request.GET[name] for name in ASKED if name in request.GET}, today=timezone.localdate(now))
    authority = request.GET.get("co_quan", "")
    if name not in TITLES or not (authority in {"", NOBODY_YET} or re.fullmatch(r"[0-9]{1,9}", authority)):
        raise Http404
    back = f"{reverse('reports:together')}?{without(request.GET, 'trang', 'co_quan', ROW)}"
    if not form.is_valid():
        return redirect(back)
    scope = form.scope_of_row(now)
    found = together_rows.page_of(name, scope, authority=authority, page=request.GET.get("trang"))
    record(
        "report.dossiers_seen", subject=f"report:{name}", by=request.actor, at=now, shown=len(found.rows), number=found.number
    )
    query, page = without(request.GET, "trang"), found.page
    context = {
        "title_of_list": TITLES[name],
        "scope": scope,
        "of_unit": form.unit_of_list,
        "found": found,
        "back": back,
        "pages": f"Trang {page.number} / {page.paginator.num_pages}",
        "previous_url": f"?{query}&trang={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{query}&trang={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "reports/together_behind.html", context)


def _cells(numbers: Parts | Visits, columns: dict[str, str], query: str, **which: str | int) -> list[dict]:
    """Each number with its heading and, unless it is nought, the address of its rows."""
    narrowed = query + "".join(f"&{name}={value}" for name, value in which.items())
    told = asdict(numbers)
    return [
        {"label": label, "number": told[name], "to": _address(name, narrowed) if told[name] else ""}
        for name, label in columns.items()
    ]


def _address(name: str, query: str) -> str:
    return f"{reverse('reports:together_behind', args=[name])}?{query}"
