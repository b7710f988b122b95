"""P14: the published on-time figures, and the same as open data. Public; nothing here is counted in a request."""

import csv
from io import StringIO

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from applications.overviews.models import PublishedMonth, PublishedUnit
from applications.overviews.open_figures import HEAD, months_chart, rows_of_month
from portal.accounts.guards import PUBLIC, serves
from portal.csv_files import spreadsheet_safe
from portal.language import page_language

KEPT_SECONDS = 3600
SHOWN_MONTHS = 12


@serves("GET", to=PUBLIC)
def published(request: HttpRequest) -> HttpResponse:
    months = list(PublishedMonth.objects.all())
    asked = request.GET.get("thang", "")
    month = next((one for one in months if f"{one.first_on:%Y-%m}" == asked), None) if asked else next(iter(months), None)
    if asked and month is None:
        raise Http404
    context = {"months": months, "month": month}
    if month:
        key = f"published:{month.pk}:{month.as_of:%y%m%d%H%M%S}:{page_language()}"
        rows = cache.get_or_set(key, lambda: rows_of_month(month), KEPT_SECONDS)
        context |= {"rows": rows, "chart": months_chart(months[:SHOWN_MONTHS][::-1])}
    return render(request, "overviews/published.html", context)


@serves("GET", to=PUBLIC)
@cache_control(public=True, max_age=KEPT_SECONDS)
def published_csv(request: HttpRequest) -> HttpResponse:
    """Every published month, one line for each unit; the line without a unit is the city's. Times in minutes."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(HEAD)
    units = PublishedUnit.objects.select_related("month", "office__parent").order_by("-month__first_on", "office__code")
    for month in PublishedMonth.objects.all():
        table.writerow(_line(month, month, "", "Toàn thành phố"))
    for unit in units:
        table.writerow(_line(unit.month, unit, unit.office.code, unit.office.full_name))
    headers = {"Content-Disposition": 'attachment; filename="dung-han-theo-don-vi.csv"'}
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _line(month: PublishedMonth, row: PublishedMonth | PublishedUnit, code: str, name: str) -> list:
    share = "" if row.share is None else f"{row.share:.4f}"
    median = "" if row.median_minutes is None else row.median_minutes
    ratings = ["" if number is None else number for number in (row.rated, row.content)]
    as_of = month.as_of.isoformat(timespec="seconds")
    return [f"{month.first_on:%Y-%m}", code, spreadsheet_safe(name), row.resolved, row.punctual, share, median, as_of, *ratings]
