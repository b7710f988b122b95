"""The targets by day, for the Department: what stands, what is to come; a new one is shown with whom it reaches, then saved."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.overviews.audience import DEPARTMENT
from applications.overviews.models import PunctualTarget
from applications.overviews.target_form import TargetForm
from applications.overviews.target_keeping import (
    TargetFault,
    check_target,
    in_force,
    in_words,
    set_target,
    take_back_target,
    touched_by,
)
from applications.overviews.targets import DEFAULT
from portal.accounts.guards import serves
from portal.accounts.models import Role

KEEPERS = [Role.DEPARTMENT_ADMIN]


@serves("GET", to=DEPARTMENT)
def targets(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = list(PunctualTarget.objects.order_by("-valid_from", "procedure_code", "level"))
    context = {
        "rows": [(row, in_words(row)) for row in rows],
        "in_force": in_force(rows, today),
        "default": DEFAULT,
        "may_keep": Role.DEPARTMENT_ADMIN in request.roles,
        "today": today,
    }
    return render(request, "overviews/targets.html", context)


@serves("GET", "POST", to=KEEPERS)
def add(request: HttpRequest) -> HttpResponse:
    form, now = TargetForm(request.POST if request.method == "POST" else None), timezone.now()
    context = {"form": form}
    if form.is_valid():
        new = form.new_target()
        try:
            if request.POST.get("seen") == form.mark():
                messages.success(request, f"Đã đặt mục tiêu {in_words(set_target(new, by=request.actor, at=now))}.")
                return redirect("overviews:targets")
            check_target(new, today=timezone.localdate(now))
            context |= {"said": in_words(new), "touched": touched_by(new, at=now), "seen": form.mark(), "asked_at": now}
        except TargetFault as fault:
            form.add_error(fault.field, str(fault))
    return render(request, "overviews/target_form.html", context, status=400 if form.errors else 200)


@serves("POST", to=KEEPERS)
def take_back(request: HttpRequest, target_id: int) -> HttpResponse:
    try:
        messages.success(request, f"Đã rút mục tiêu {take_back_target(target_id, by=request.actor, at=timezone.now())}.")
    except PunctualTarget.DoesNotExist as gone:
        raise Http404 from gone
    except TargetFault as fault:
        messages.error(request, str(fault))
    return redirect("overviews:targets")
