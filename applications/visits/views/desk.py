"""The desk's side: who comes today or on another day, what is noted of them, and how many people a half-day holds."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from applications.views.desk.queue import DESK
from applications.visits import actions
from applications.visits.access import appointments_here, get_appointment
from applications.visits.capacity import WEEKDAYS, Capacities, set_capacity
from applications.visits.day_list import day_list, last_weeks
from applications.visits.errors import VisitFault
from applications.visits.forms import CapacityForm
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.offices.calendar import calendar_for

STAFF = [*DESK, Role.OFFICE_LEADER]
VERBS = {"den": ("arrive", "Đã ghi: đã đến."), "xong": ("finish", "Đã ghi: xong."), "khong-den": ("miss", "Đã ghi: không đến.")}
ONE_DAY = timedelta(days=1)


@serves("GET", to=STAFF)
def day(request: HttpRequest) -> HttpResponse:
    """Today's list, or that of `?ngay=2026-03-23`."""
    today = timezone.localdate()
    shown = _asked_day(request.GET.get("ngay", ""), today)
    mine, calendar = appointments_here(request), calendar_for(request.office)
    record("visit.list_viewed", subject=f"office:{request.office.code}", by=request.actor, on=shown.isoformat())
    context = {
        "day": shown,
        "today": today,
        "before": shown - ONE_DAY,
        "after": shown + ONE_DAY,
        "lists": day_list(mine, request.office.pk, shown, calendar, today=today),
        "exceptional": calendar.exceptions.get(shown),
        "counts": last_weeks(mine, today),
    }
    return render(request, "visits/day.html", context)


@serves("POST", to=DESK)
def mark(request: HttpRequest, appointment_id: int, verb: str) -> HttpResponseRedirect:
    one = get_appointment(request, appointment_id)
    if verb not in VERBS:
        raise Http404
    name, said = VERBS[verb]
    try:
        actions.mark(one.pk, name, by=request.actor, at=timezone.now())
        messages.success(request, f"{one.application.requester_name}: {said}")
    except VisitFault as fault:
        messages.error(request, str(fault))
    return redirect(f"{reverse('visits_desk:day')}?ngay={one.slot.on.isoformat()}")


@serves("GET", "POST", to=STAFF)
def capacity(request: HttpRequest) -> HttpResponse:
    """By weekday, from a day on. Who has booked keeps his place."""
    today, capacities = timezone.localdate(), Capacities(request.office.pk)
    now = {weekday: capacities.on_weekday(weekday, today) for weekday in range(len(WEEKDAYS))}
    initial = {"valid_from": today.isoformat()}
    form = CapacityForm(request.POST if request.method == "POST" else None, today=today, now=now, initial=initial)
    if request.method == "POST" and form.is_valid():
        valid_from = date.fromisoformat(form.cleaned_data["valid_from"])
        rows = set_capacity(request.office.pk, form.places(), valid_from=valid_from, by=request.actor, at=timezone.now())
        said = f"Đã ghi, áp dụng từ {valid_from:%d/%m/%Y}." if rows else "Không có số nào thay đổi."
        messages.success(request, f"{said} Người đã đặt lịch giữ nguyên chỗ.")
        return redirect("visits_desk:capacity")
    to_come = [(row, WEEKDAYS[row.weekday]) for row in capacities.to_come(today)]
    context = {"form": form, "to_come": to_come}
    return render(request, "visits/capacity.html", context, status=400 if form.errors else 200)


def _asked_day(typed: str, today: date) -> date:
    """Today where nothing or no day was asked for; years beyond a calendar's are none."""
    try:
        asked = date.fromisoformat(typed)
    except ValueError:
        return today
    return asked if abs((asked - today).days) <= 3660 else today
