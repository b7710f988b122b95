"""Units and periods side by side; the question stands in the address, so a comparison can be kept and sent."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.overviews.audience import DEPARTMENT
from applications.overviews.compare_form import CompareForm
from applications.overviews.comparison import Comparison, compare_units, small_multiples
from applications.overviews.targets import target_on
from applications.reports.definitions import BESIDE, DEFINITIONS
from applications.reports.definitions import FIGURES as FORMULAS
from applications.reports.units import all_units
from applications.reports.way_back import and_back
from portal.accounts.guards import serves

OF_THE_TABLE = ("received", "resolved", "punctual_kinds", "punctual", "pending", "worked")


@serves("GET", to=DEPARTMENT)
def compare(request: HttpRequest) -> HttpResponse:
    now, units = timezone.now().replace(microsecond=0), all_units()
    form = CompareForm(request.GET if request.GET else None, units=units, today=timezone.localdate(now))
    context = {"form": form, "asked_at": now}
    if form.is_bound and form.is_valid():
        found = _compared(form, now)
        target = target_on(timezone.localdate(now))
        context |= {"found": found, "charts": small_multiples(found, target.percent), "target": target}
        context |= {"query": request.GET.urlencode(), "and_back": and_back(request), "definitions": DEFINITIONS}
        context |= {
            "share_legend": [FORMULAS["punctual"], BESIDE["interval"]],
            "volume_legend": [FORMULAS["received"]],
            "legend": [*(FORMULAS[name] for name in OF_THE_TABLE), BESIDE["interval"]],
        }
    return render(request, "overviews/compare.html", context)


@serves("GET", to=DEPARTMENT)
def compare_xlsx(request: HttpRequest) -> HttpResponse:
    from applications.overviews.compare_xlsx import workbook  # noqa: PLC0415
    from applications.reports.xlsx import MEDIA_TYPE  # noqa: PLC0415  11 MB that few workers need

    now = timezone.now()
    form = CompareForm(request.GET, units=all_units(), today=timezone.localdate(now))
    if not form.is_valid():
        return redirect(f"{reverse('overviews:compare')}?{request.GET.urlencode()}")
    content = workbook(_compared(form, now), asked_at=now)
    headers = {"Content-Disposition": 'attachment; filename="so-sanh-don-vi.xlsx"'}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


def _compared(form: CompareForm, now: datetime) -> Comparison:
    return compare_units(form.cleaned_data["dv"], form.cleaned_data["ky"], as_of=now)
