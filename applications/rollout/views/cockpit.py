"""S9: the phases and how far each has come; one phase with its units; new phases and plans that move."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.rollout import actions
from applications.rollout.access import KEEPERS, READERS, get_phase_for, phases_for, units_for
from applications.rollout.charts import progress_chart
from applications.rollout.checklist import LABELS, SHORT, Standing, UnitRow, keys_of, rows_of, standings_of, sums_of
from applications.rollout.filters import Filters, districts_in, shown
from applications.rollout.forms import JoinForm, PhaseForm, PlanForm
from applications.rollout.models import PaperKind, Phase
from applications.rollout.reference import SERVICES
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.reference import EXTRACT_COPY

MOST_WAITING = 10


@serves("GET", to=READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Every phase with its progress, and the units that wait to be opened."""
    today = timezone.localdate()
    counted = [(phase, _standings_in(request, phase, today)) for phase in phases_for(request)]
    cards = [{"phase": phase, "sums": sums, "percent": _percent(sums)} for phase, rows in counted for sums in [sums_of(rows)]]
    waiting = _waiting(row for _phase, rows in counted for row in rows)
    context = {
        "cards": cards,
        "services": SERVICES,
        "waiting": [rows_of([row.unit], row.unit.phase, today=today)[0] for row in waiting[:MOST_WAITING]],
        "waiting_total": len(waiting),
        "may_keep": Role.DEPARTMENT_ADMIN in request.roles,
        "today": today,
    }
    return render(request, "rollout/overview.html", context)


@serves("GET", to=READERS)
def phase(request: HttpRequest, code: str) -> HttpResponse:
    found, today = get_phase_for(request, code), timezone.localdate()
    rows, filters = _rows(request, found, today), Filters.read(request.GET)
    sums, keys = sums_of(rows), keys_of(found)
    context = {
        "phase": found,
        "service": SERVICES.get(found.procedure_code, found.procedure_code),
        "sums": sums,
        "chart": progress_chart(found, sums),
        "filters": filters,
        "shown": shown(rows, filters, keys),
        "columns": [(LABELS[key], SHORT[key]) for key in keys],
        "missing_choices": [(key, LABELS[key]) for key in keys],
        "standings": _standings(sums),
        "districts": districts_in(rows),
        "courses": found.courses.all(),
        "kinds": PaperKind.choices if found.procedure_code == EXTRACT_COPY else [],
        "standing_units": sum(row.standing != Standing.ENDED for row in rows),
        "may_keep": Role.DEPARTMENT_ADMIN in request.roles,
        "today": today,
    }
    return render(request, "rollout/phase.html", context)


@serves("GET", "POST", to=KEEPERS)
def add_phase(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = PhaseForm(request.POST or None, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        made = actions.add_phase(**form.cleaned_data, by=request.actor, at=now)
        messages.success(request, f"Đã lập đợt “{made.name}” với {made.units.count()} đơn vị.")
        return redirect("rollout:phase", code=made.code)
    return render(request, "rollout/phase_form.html", {"form": form, "phase": None})


@serves("GET", "POST", to=KEEPERS)
def plan(request: HttpRequest, code: str) -> HttpResponse:
    found = get_phase_for(request, code)
    form = PlanForm(request.POST or None, initial={"name": found.name, "planned_on": found.planned_on})
    if request.method == "POST" and form.is_valid():
        actions.move_plan(found, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, "Đã lưu kế hoạch của đợt.")
        return redirect("rollout:phase", code=code)
    return render(request, "rollout/phase_form.html", {"form": form, "phase": found})


@serves("GET", "POST", to=KEEPERS)
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Units that join a phase."""
    found, now = get_phase_for(request, code), timezone.now()
    form = JoinForm(request.POST or None, phase=found, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        joined = actions.add_units(found, form.cleaned_data["offices"], by=request.actor, at=now)
        messages.success(request, f"Đã thêm {joined} đơn vị vào đợt.")
        return redirect("rollout:phase", code=code)
    return render(request, "rollout/phase_form.html", {"form": form, "phase": found})


def _waiting(rows: Iterable[UnitRow]) -> list[UnitRow]:
    """Units that wait or were closed, each once: in its latest phase."""
    found: dict[int, UnitRow] = {}
    for row in rows:
        if row.standing in {Standing.WAITING, Standing.CLOSED}:
            found.setdefault(row.office.pk, row)
    return list(found.values())


def _standings_in(request: HttpRequest, phase: Phase, today: date) -> list[UnitRow]:
    return standings_of(list(units_for(request).filter(phase=phase).order_by("office__search_name", "pk")), phase, today=today)


def _rows(request: HttpRequest, phase: Phase, today: date) -> list[UnitRow]:
    units = units_for(request).filter(phase=phase).order_by("office__search_name", "pk")
    return rows_of(list(units), phase, today=today)


def _standings(sums: Counter) -> list[tuple[str, str, int]]:
    """(key, words, how many units) of those that occur."""
    counted = ((key, words[0], sums[f"standing:{key}"]) for key, words in Standing.words.items())
    return [row for row in counted if row[2]]


def _percent(sums: Counter) -> int:
    return 100 * sums["opened"] // sums["units"] if sums["units"] else 0
