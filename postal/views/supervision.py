"""S7: hand-over and delivery by post as the Department and districts see them, on a page and as files: sums and units.

Behind each number its rows: codes and moments, no person.
"""

import re
from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.reports.forms import ReportForm, asked_again, without
from applications.reports.scope import Scope
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from postal.behind_supervision import ROWS
from postal.known_ways import Known
from postal.money_access import SUPERVISORS, units_for_supervisor
from postal.supervision import DEFINITIONS, Supervision, Tally, supervise
from postal.supervision_files import table, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


COLUMNS = {
    "hand_overs": "Đợt",
    "parcels": "Phong bì",
    "unconfirmed": "Chưa xác nhận",
    "differences": "Chênh lệch",
    "delivered": "Đã giao",
    "mean_days": "Bình quân",
    "median_days": "Trung vị",
    "returned": "Chuyển hoàn",
    "fallen_out": "Mất, hỏng",
    "late": "Quá hạn giao",
    "complaints": "Khiếu nại",
    "complaints_open": "Chưa trả lời",
    "complaints_late": "Quá hạn",
}
TITLES = {
    "hand_overs": "Đợt bàn giao",
    "parcels": "Phong bì bàn giao",
    "unconfirmed": "Đợt bàn giao chưa xác nhận",
    "differences": "Chênh lệch",
    "delivered": "Phong bì đã giao",
    "returned": "Phong bì chuyển hoàn",
    "fallen_out": "Phong bì mất, hỏng",
    "late": "Phong bì quá hạn giao",
    "complaints": "Khiếu nại",
    "complaints_open": "Khiếu nại chưa trả lời",
    "complaints_late": "Khiếu nại quá hạn trả lời",
}
A_PAGE = 50


class PeriodForm(ReportForm):
    """The period and the moment alone."""

    def __init__(self, data: dict, *, today: date) -> None:
        super().__init__(data, today=today)
        for name in ("don_vi", "loai", "day_du"):
            del self.fields[name]


@serves("GET", to=SUPERVISORS)
def way(request: HttpRequest) -> HttpResponse:
    now = timezone.now().replace(microsecond=0)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate(now))
    context = {"form": form, "definitions": DEFINITIONS, "query": request.GET.urlencode(), "asked_at": now}
    if form.is_valid():
        found, at = _count(request, form, now), _moment(form, now)
        query = _asked_again(form, at)
        total = {cell["name"]: cell for cell in _cells(found.total, query)}
        context |= {"found": found, "first": form.cleaned_data["tu"], "last": form.cleaned_data["den"], "asked_at": at}
        context |= {"columns": COLUMNS, "total": total, "total_cells": list(total.values())}
        context |= {
            "by_office": [(name, _cells(tally, query, co_quan=place)) for place, name, tally in found.by_office],
            "by_post": [(name, _cells(tally, query, buu_dien=place)) for place, name, tally in found.by_post],
        }
    return render(request, "postal/supervision.html", context)


@serves("GET", to=SUPERVISORS)
def way_behind(request: HttpRequest, name: str) -> HttpResponse:
    """The rows behind a number: codes and moments. ?co_quan= and ?buu_dien= ids; every look is recorded."""
    now = timezone.now().replace(microsecond=0)
    form = PeriodForm(request.GET.dict(), today=timezone.localdate(now))
    if name not in TITLES:
        raise Http404
    back = f"{reverse('postal:way')}?{without(request.GET, 'trang', 'co_quan', 'buu_dien')}"
    if not form.is_valid():
        return redirect(back)
    at, units, post = _moment(form, now), _units_asked(request), _id(request, "buu_dien")
    known = Known.of_days(form.cleaned_data["tu"], form.cleaned_data["den"], at=at, units=units, post=post)
    rows = sorted(ROWS[name](known), key=lambda row: (row[2], row[0]))
    number = sum(row[4] for row in rows)
    record("report.dossiers_seen", subject=f"report:post-{name}", by=request.actor, at=now, number=number)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    offices = Office.objects.select_related("parent").in_bulk({row[1] for row in page.object_list})
    query = without(request.GET, "trang")
    context = {
        "title_of_list": TITLES[name],
        "number": number,
        "first": form.cleaned_data["tu"],
        "last": form.cleaned_data["den"],
        "asked_at": at,
        "rows": [(code, offices[office], moment, words) for code, office, moment, words, _amount in page.object_list],
        "back": back,
        "pages": f"Trang {page.number} / {page.paginator.num_pages}",
        "previous_url": f"?{query}&trang={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{query}&trang={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "postal/supervision_behind.html", context)


@serves("GET", to=SUPERVISORS)
def way_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, "csv")


@serves("GET", to=SUPERVISORS)
def way_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx")


def _file(request: HttpRequest, kind: str) -> HttpResponse:
    now = timezone.now()
    form = PeriodForm(request.GET.dict(), today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('postal:way')}?{request.GET.urlencode()}")
    first, last, found = form.cleaned_data["tu"], form.cleaned_data["den"], _count(request, form, now)
    title = f"Bàn giao và giao qua bưu điện, {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
    content, media = (table(found), "text/csv; charset=utf-8") if kind == "csv" else (workbook(found, title=title), XLSX)
    name = f"giao-qua-buu-dien-{first:%Y%m%d}-{last:%Y%m%d}.{kind}"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _count(request: HttpRequest, form: PeriodForm, now: datetime) -> Supervision:
    asked = {"first": form.cleaned_data["tu"], "last": form.cleaned_data["den"], "at": _moment(form, now)}
    return supervise(units_for_supervisor(request), **asked, calendar=calendar_for(None))


def _moment(form: PeriodForm, now: datetime) -> datetime:
    return min(form.cleaned_data["luc"] or now, now)


def _asked_again(form: PeriodForm, at: datetime) -> str:
    return asked_again(Scope(form.cleaned_data["tu"], form.cleaned_data["den"], at))


def _cells(tally: Tally, query: str, **which: int) -> list[dict]:
    """Each number with its heading; a whole one that is not nought leads to its rows."""
    narrowed = query + "".join(f"&{name}={value}" for name, value in which.items())

    def cell(name: str, label: str) -> dict:
        number = getattr(tally, name)
        if name not in TITLES:
            words = "–" if number is None else f"{number:.1f}".replace(".", ",")
            return {"name": name, "label": label, "number": number, "words": words, "to": ""}
        to = f"{reverse('postal:way_behind', args=[name])}?{narrowed}" if number else ""
        return {"name": name, "label": label, "number": number, "words": "", "to": to}

    return [cell(*column) for column in COLUMNS.items()]


def _units_asked(request: HttpRequest) -> list[int] | None:
    """One office where it is named, of those that one supervises; nothing of any other."""
    seen, asked = units_for_supervisor(request), _id(request, "co_quan")
    if asked is None:
        return seen
    return [asked] if seen is None or asked in seen else []


def _id(request: HttpRequest, name: str) -> int | None:
    written = request.GET.get(name, "")
    if not written:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", written):
        raise Http404
    return int(written)
