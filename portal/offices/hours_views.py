"""Opening hours as the Department enters and withdraws them (S11); and a year's decision from a CSV file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.accounts.guards import serves
from portal.offices.calendar_forms import HoursForm, ReasonForm
from portal.offices.calendar_views import KEEPERS, after, attempt, sent
from portal.offices.hours_keeping import enter_hours, withdraw_hours
from portal.offices.models import OpeningHours


@serves("GET", "POST", to=KEEPERS)
def enter(request: HttpRequest) -> HttpResponse:
    form = HoursForm(sent(request), today=timezone.localdate())
    if form.is_valid():
        new = form.new_hours()
        change = attempt(form, lambda: enter_hours(new, by=request.actor, at=timezone.now()))
        if change:
            return after(request, change, "Đã ghi giờ mở cửa", year=new.valid_from.year)
    return render(request, "calendar/form.html", {"form": form, "title": "Thêm giờ mở cửa", "button": "Lưu"})


@serves("GET", "POST", to=KEEPERS)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    hours = get_object_or_404(OpeningHours.objects.select_related("office__parent"), pk=pk)
    form = ReasonForm(sent(request))
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        change = attempt(form, lambda: withdraw_hours(pk, reason=reason, by=request.actor, at=timezone.now()))
        if change:
            return after(request, change, "Đã rút giờ mở cửa", year=timezone.localdate().year)
    words = {"title": "Rút giờ mở cửa", "button": "Rút", "is_danger": True, "hours": hours}
    return render(request, "calendar/form.html", {"form": form} | words)
