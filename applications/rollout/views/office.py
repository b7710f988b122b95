"""S5: one unit on one page; and opening or closing the service there."""

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.reports.figures import Figures, Scope, figures
from applications.rollout import actions
from applications.rollout.access import KEEPERS, READERS, get_office_for, units_for
from applications.rollout.checklist import rows_of
from applications.rollout.errors import NotReady, RolloutError
from applications.rollout.forms import CloseForm, OpenForm
from applications.rollout.models import PaperKind, Phase, Switch, UnitPaper
from applications.rollout.plugs import agreements_of, links_of
from applications.rollout.readiness import WITH_POST, missing
from civil_registry.holdings import holdings_of
from portal.accounts.guards import serves
from portal.accounts.models import Posting, Role
from portal.offices.calendar import calendar_for
from portal.offices.models import Office, ServiceActivation
from portal.offices.reference import EXTRACT_COPY
from portal.offices.succession import is_live

LISTED = 10


@serves("GET", to=READERS)
def office(request: HttpRequest, slug: str) -> HttpResponse:
    found, now = get_office_for(request, slug), timezone.now()
    today = timezone.localdate(now)
    seen_on = min(today, found.valid_to or today)
    live = is_live(found, EXTRACT_COPY, seen_on)
    context = {
        "unit": found,
        "has_ended": not found.stands_on(today),
        "live": live,
        "coming": _coming(found, today),
        "lacking": missing(found, online_level=WITH_POST, on=today) if found.stands_on(today) and not live else [],
        "figures": _month(found, now),
        "staff": _staff(found, seen_on),
        "agreement": agreements_of([found.pk], seen_on).get(found.pk, ""),
        "holdings": holdings_of(found),
        "phases": _phases(request, found, today),
        "history": Switch.objects.filter(office=found).select_related("by", "phase")[:LISTED],
        "papers": UnitPaper.objects.filter(office=found).select_related("document")[:LISTED],
        "kinds": PaperKind.choices,
        "links": links_of(found, request.roles),
        "may_keep": Role.DEPARTMENT_ADMIN in request.roles,
        "sees_reports": bool(request.roles.intersection((Role.DEPARTMENT_VIEWER, Role.DEPARTMENT_ADMIN))),
        "today": today,
        "asked_at": now,
    }
    return render(request, "rollout/office.html", context)


@serves("GET", "POST", to=KEEPERS)
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    found, now = get_office_for(request, slug), timezone.now()
    phases = Phase.objects.filter(units__office=found, procedure_code=EXTRACT_COPY)
    form = OpenForm(request.POST or None, phases=phases, initial={"phase": phases.first()})
    lacking = missing(found, online_level=WITH_POST, on=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.switch_on(found.pk, **form.cleaned_data, by=request.actor, at=now)
        except NotReady as fault:
            lacking = fault.missing
            form.add_error(None, "Chưa mở được đơn vị này: còn thiếu các điều kiện ghi dưới đây")
        except RolloutError as fault:
            form.add_error("from_on", str(fault))
        else:
            messages.success(request, f"{found.name} nhận hồ sơ trực tuyến từ ngày {made.from_on:%d/%m/%Y}.")
            return redirect("rollout:office", slug=slug)
    context = {"form": form, "unit": found, "lacking": lacking, "has_phase": phases.exists()}
    return render(request, "rollout/open.html", context, status=400 if form.errors else 200)


@serves("GET", "POST", to=KEEPERS)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    found, now = get_office_for(request, slug), timezone.now()
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.switch_off(found.pk, procedure_code=EXTRACT_COPY, **form.cleaned_data, by=request.actor, at=now)
        except RolloutError as fault:
            form.add_error("from_on", str(fault))
        else:
            messages.success(request, f"{found.name} tạm dừng nhận hồ sơ trực tuyến từ ngày {made.from_on:%d/%m/%Y}.")
            return redirect("rollout:office", slug=slug)
    return render(request, "rollout/close.html", {"form": form, "unit": found}, status=400 if form.errors else 200)


def _month(office: Office, now: datetime) -> Figures:
    today = timezone.localdate(now)
    return figures(Scope(today.replace(day=1), today, now, office.pk), calendar_for(office))


def _staff(office: Office, day: date) -> list[tuple[str, list[str]]]:
    """(role in words, names) in the order of the roles: no phone, no e-mail."""
    rows = Posting.objects.in_force_on(day).filter(office=office, user__is_active=True).select_related("user")
    by_role: dict[str, list[str]] = {}
    for row in rows.order_by("user__full_name"):
        by_role.setdefault(row.role, []).append(row.user.full_name)
    return [(role.label, by_role[role]) for role in Role if role in by_role]


def _phases(request: HttpRequest, office: Office, today: date) -> list:
    units = units_for(request).filter(office=office).order_by("-phase__planned_on")
    return [rows_of([unit], unit.phase, today=today)[0] for unit in units]


def _coming(office: Office, today: date) -> date | None:
    """From when it will be open, where that has been decided."""
    rows = ServiceActivation.objects.filter(office=office, procedure_code=EXTRACT_COPY, valid_from__gt=today)
    return rows.order_by("valid_from").values_list("valid_from", flat=True).first()
