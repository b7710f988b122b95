"""R27: who is away and who stands in; the office's hours and the next days that are not as usual, to read."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import actions
from applications.forms.schedule import AbsenceForm
from applications.views.desk.files import STAFF
from portal.accounts import absences
from portal.accounts.guards import serves
from portal.accounts.models import Absence, Role
from portal.offices.calendar import WORKING_KINDS, WorkingCalendar, calendar_for

LOOKS_AHEAD = timedelta(days=180)
LISTED_DAYS = 12


@serves("GET", "POST", to=STAFF)
def schedule(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    people = list(absences.people_of(request.office.pk, today))
    own = None if Role.OFFICE_LEADER in request.roles else request.user
    initial = {"person": request.user.pk, "first_on": today.isoformat(), "last_on": today.isoformat()}
    form = AbsenceForm(request.POST or None, people=people, own=own, initial=initial)
    if request.method == "POST" and form.is_valid() and _entered(request, form, now):
        return redirect("desk:schedule")
    calendar = calendar_for(request.office)
    context = {
        "form": form,
        "absences": [(absence, _may_cancel(request, absence)) for absence in _still_to_come(request, today)],
        "today": today,
        "hours": calendar.hours_on(today),
        "unusual_days": _unusual_days(calendar, today),
    }
    return render(request, "desk/schedule.html", context)


@serves("POST", to=STAFF)
def cancel_absence(request: HttpRequest, absence_id: int) -> HttpResponseRedirect:
    """One's own, or as a leader anybody's of the office; others are not there."""
    absence = get_object_or_404(_still_to_come(request, timezone.localdate()), pk=absence_id)
    if not _may_cancel(request, absence):
        messages.error(request, "Chỉ người nghỉ hoặc lãnh đạo hủy được lịch nghỉ này.")
    elif absences.cancel(absence.pk, by=request.actor, at=timezone.now()):
        messages.success(request, f"Đã hủy lịch nghỉ {absences.span(absence)} của {absence.user}.")
    return redirect("desk:schedule")


def _entered(request: HttpRequest, form: AbsenceForm, at) -> bool:
    """Entered, and said so; or the reason why not is on the form."""
    cleaned = form.cleaned_data
    try:
        absence = actions.enter_absence(
            cleaned.get("person", request.user.pk),
            office_id=request.office.pk,
            substitute_id=cleaned["substitute"],
            by=request.actor,
            at=at,
            **form.days(),
        )
    except absences.AbsenceRefused as fault:
        form.add_error(fault.field, str(fault))
        return False
    messages.success(request, f"Đã ghi lịch nghỉ {absences.span(absence)} của {absence.user}.")
    return True


def _still_to_come(request: HttpRequest, today: date):
    """Absences of this office that are not over."""
    rows = Absence.objects.filter(office_id=request.office.pk, last_on__gte=today, cancelled_at__isnull=True)
    return rows.select_related("user", "substitute")


def _may_cancel(request: HttpRequest, absence: Absence) -> bool:
    return absence.user_id == request.user.pk or Role.OFFICE_LEADER in request.roles


def _unusual_days(calendar: WorkingCalendar, today: date) -> list[dict]:
    """The next days off and working Saturdays, with what they are."""
    days = sorted(day for day in calendar.exceptions if today <= day <= today + LOOKS_AHEAD)[:LISTED_DAYS]
    return [
        {
            "day": day,
            "name": calendar.exceptions[day].name_vi,
            "is_working": calendar.exceptions[day].kind in WORKING_KINDS,
        }
        for day in days
    ]
