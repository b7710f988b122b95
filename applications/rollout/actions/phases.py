"""New phases, units that join them, and a plan that moves: by the Department."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from applications.rollout.models import Basis, Phase, PhaseUnit
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.models import next_number
from portal.offices.models import Office


def add_phase(
    *,
    name: str,
    procedure_code: str,
    online_level: int,
    planned_on: date,
    offices: Iterable[Office],
    source: str = "",
    by: Actor,
    at: datetime,
) -> Phase:
    """A phase with its units; its code is made of month and number: "dot-2026-12-1"."""
    with transaction.atomic():
        month = f"{planned_on:%Y-%m}"
        code = f"dot-{month}-{next_number(f'rollout-phase:{month}')}"
        about = {"name": name, "procedure_code": procedure_code, "online_level": online_level, "source": source}
        phase = Phase.objects.create(code=code, planned_on=planned_on, made_by_id=by.user_id, made_at=at, **about)
        record("rollout.phase_added", subject=f"phase:{code}", by=by, at=at, planned_on=planned_on.isoformat())
        add_units(phase, offices, by=by, at=at)
    return phase


def add_units(phase: Phase, offices: Iterable[Office], *, by: Actor, at: datetime) -> int:
    """How many joined; who is in it already stays as he is."""
    with transaction.atomic():
        Phase.objects.select_for_update().get(pk=phase.pk)
        there = set(phase.units.values_list("office_id", flat=True))
        joining = [PhaseUnit(phase=phase, office=office, basis=Basis.DECIDED) for office in offices if office.pk not in there]
        PhaseUnit.objects.bulk_create(joining)
        if joining:
            codes = [unit.office.code for unit in joining]
            record("rollout.units_added", subject=f"phase:{phase.code}", by=by, at=at, offices=codes)
    return len(joining)


def move_plan(phase: Phase, *, name: str, planned_on: date, by: Actor, at: datetime) -> Phase:
    """Another name or day; the evidence keeps the day before."""
    with transaction.atomic():
        phase = Phase.objects.select_for_update().get(pk=phase.pk)
        before = phase.planned_on
        phase.name = name
        if planned_on != before:
            phase.planned_on, phase.precision = planned_on, "day"
        phase.save()
        days = {"before": before.isoformat(), "planned_on": planned_on.isoformat()}
        record("rollout.plan_moved", subject=f"phase:{phase.code}", by=by, at=at, **days)
    return phase
