"""S4 and the stuck radar: which offices keep people waiting, and reminding one of them. Sums and units only."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import nudges
from applications.errors import NotToBeReminded
from applications.linked.radar import linked_troubles
from applications.radar import Step, stuck_offices
from applications.reports.definitions import BESIDE
from applications.reports.overdue import overdue_offices
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.models import Office

LATE_LEGEND = [BESIDE[name] for name in ("late_now", "reappointed", "late_share")]
DEPARTMENT = [Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN]


@serves("GET", to=DEPARTMENT)
def overdue(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = overdue_offices(now=now)
    return render(
        request,
        "reports/overdue.html",
        {"rows": rows, "total": sum(row.late for row in rows), "asked_at": now, "legend": LATE_LEGEND},
    )


@serves("POST", to=DEPARTMENT)
def remind(request: HttpRequest, office_id: int) -> HttpResponseRedirect:
    office = get_object_or_404(Office, pk=office_id)
    try:
        nudges.remind_office(office, by=request.actor, at=timezone.now())
        messages.success(request, f"Đã gửi thư nhắc lãnh đạo {office.name_in_sentence}.")
    except NotToBeReminded as why:
        messages.warning(request, str(why))
    return redirect("reports:overdue")


@serves("GET", to=DEPARTMENT)
def stuck(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = stuck_offices(now=now)
    context = {
        "rows": rows,
        "steps": Step.labels,
        "totals": [(step.label, sum(row.by_step.get(step, 0) for row in rows)) for step in Step],
        "total": sum(row.total for row in rows),
        "hours": settings.STUCK_WORKING_HOURS,
        "linked": linked_troubles(now=now),
        "legend": [BESIDE["stuck"]],
        "asked_at": now,
        "today": timezone.localdate(now),
    }
    return render(request, "reports/stuck.html", context)
