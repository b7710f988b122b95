"""What a change of the calendar does to open promises: shown first, then ordered. Sums and units only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import actions, recounting
from applications.models import Recount
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.models import CalendarVersion, Office

DAYS_SHOWN = OFFICES_SHOWN = 20


@serves("GET", to=[Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN, Role.DISTRICT_SUPERVISOR])
def change(request: HttpRequest, number: int) -> HttpResponse:
    version = get_object_or_404(CalendarVersion.objects.select_related("by"), number=number)
    order = Recount.objects.filter(version=number).select_related("ordered_by").first()
    ahead = recounting.preview(version, at=timezone.now())
    context = {
        "version": version,
        "order": order,
        "ahead": ahead,
        "days": sorted(ahead.by_day.items())[:DAYS_SHOWN],
        "offices": _named(ahead.by_office.most_common(OFFICES_SHOWN)),
        "more_offices": max(0, len(ahead.by_office) - OFFICES_SHOWN),
        "may_order": Role.DEPARTMENT_ADMIN in request.roles and order is None,
    }
    return render(request, "reports/calendar_change.html", context)


@serves("POST", to=[Role.DEPARTMENT_ADMIN])
def recount(request: HttpRequest, number: int) -> HttpResponse:
    version = get_object_or_404(CalendarVersion, number=number)
    actions.order_recount(version, by=request.actor, at=timezone.now())
    messages.success(request, "Đã bắt đầu tính lại hạn. Người nộp có ngày hẹn thay đổi sẽ được báo tin.")
    return redirect("reports:calendar_change", number)


def _named(counted: list[tuple[int, int]]) -> list[tuple[Office, int]]:
    offices = Office.objects.select_related("parent").in_bulk([office_id for office_id, _count in counted])
    return [(offices[office_id], count) for office_id, count in counted]
