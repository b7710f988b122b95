"""The dossiers behind one cell of a report that its form counts by itself: codes, moments and amounts, no person."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.statutory.access import READERS, get_report
from applications.statutory.behind import narrowed
from applications.statutory.offered import all_forms
from applications.statutory.tables import BehindRow, Kind
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.offices.models import Office

A_PAGE = 50


@serves("GET", to=READERS)
def behind(request: HttpRequest, report_id: int) -> HttpResponse:
    """?dong= the key of the row, ?cot= that of the column; every look is recorded."""
    found, now = get_report(request, report_id), timezone.now()
    content, column = found.content, request.GET.get("cot", "")
    row = next((row for row in content["rows"] if row["key"] == request.GET.get("dong", "")), None)
    form = all_forms().get(content["form"])
    if row is None or form is None or column not in form.behind:
        raise Http404
    keys = [one["key"] for one in content["columns"]]
    asked, kind = narrowed(content, row["key"], found.asked)
    rows = form.behind[column](asked, kind)
    page = Paginator(_in_order(rows), A_PAGE).get_page(request.GET.get("trang"))
    number = _sum(rows)
    record("report.dossiers_seen", subject=f"report:{found.pk}", by=request.actor, at=now, column=column, number=number)
    units = Office.objects.select_related("parent").in_bulk({line[1] for line in page.object_list})
    query = urlencode({"dong": row["key"], "cot": column})
    context = {
        "report": found,
        "content": content,
        "row": row,
        "column": content["columns"][keys.index(column)],
        "number": number,
        "of_report": row["cells"][keys.index(column)],
        "lines": [(code, units.get(unit), at, words, amount) for code, unit, at, words, amount in page.object_list],
        "amount_head": _amount_head(content["columns"][keys.index(column)], page.object_list),
        "pages": f"Trang {page.number} / {page.paginator.num_pages}",
        "previous_url": f"?{query}&trang={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{query}&trang={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "statutory/behind.html", context)


def _amount_head(column: dict, rows: Sequence[BehindRow]) -> str:
    """Empty where each row counts once: a column of ones says nothing."""
    if column["kind"] == Kind.VND:
        return "Số tiền (đồng)"
    return "Số bản" if any(row[4] != 1 for row in rows) else ""


def _in_order(rows: Sequence[BehindRow]) -> Sequence[BehindRow]:
    """By moment, then code; a queryset of values_list() calls its columns so."""
    if isinstance(rows, QuerySet):
        return rows.order_by("moment", "code")
    return sorted(rows, key=lambda line: (line[2], line[0]))


def _sum(rows: Sequence[BehindRow]) -> int:
    if isinstance(rows, QuerySet):
        return rows.aggregate(number=Sum("amount", default=0))["number"]
    return sum(line[4] for line in rows)
