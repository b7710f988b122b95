"""S7: hand-over and delivery by post as the Department and districts see them, on a page and as files. Sums and units only."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.reports.forms import ReportForm
from portal.accounts.guards import serves
from portal.offices.calendar import calendar_for
from postal.money_access import SUPERVISORS, units_for_supervisor
from postal.supervision import DEFINITIONS, Supervision, supervise
from postal.supervision_files import table, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PeriodForm(ReportForm):
    """The period alone."""

    def __init__(self, data: dict, *, today: date) -> None:
        super().__init__(data, today=today)
        for name in ("don_vi", "loai", "day_du"):
            del self.fields[name]


@serves("GET", to=SUPERVISORS)
def way(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    context = {"form": form, "definitions": DEFINITIONS, "query": request.GET.urlencode(), "asked_at": timezone.now()}
    if form.is_valid():
        context |= {"found": _count(request, form), "first": form.cleaned_data["tu"], "last": form.cleaned_data["den"]}
    return render(request, "postal/supervision.html", context)


@serves("GET", to=SUPERVISORS)
def way_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, "csv")


@serves("GET", to=SUPERVISORS)
def way_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(request, "xlsx")


def _file(request: HttpRequest, kind: str) -> HttpResponse:
    form = PeriodForm(request.GET.dict(), today=timezone.localdate())
    if not form.is_valid():
        return redirect(f"{reverse('postal:way')}?{request.GET.urlencode()}")
    first, last, found = form.cleaned_data["tu"], form.cleaned_data["den"], _count(request, form)
    title = f"Bàn giao và giao qua bưu điện, {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
    content, media = (table(found), "text/csv; charset=utf-8") if kind == "csv" else (workbook(found, title=title), XLSX)
    name = f"giao-qua-buu-dien-{first:%Y%m%d}-{last:%Y%m%d}.{kind}"
    return HttpResponse(content, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _count(request: HttpRequest, form: PeriodForm) -> Supervision:
    asked = {"first": form.cleaned_data["tu"], "last": form.cleaned_data["den"], "at": timezone.now()}
    return supervise(units_for_supervisor(request), **asked, calendar=calendar_for(None))
