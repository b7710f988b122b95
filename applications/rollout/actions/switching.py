"""Opening and closing a service at a unit from a day on. What people see follows by date: they read ServiceActivation.

Source: seed 1 ("từ ngày 1/8/2018 … chính thức triển khai"); screens S9.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from applications.rollout.errors import AlreadySo, InThePast, NotReady
from applications.rollout.models import Basis, Phase, Switch
from applications.rollout.readiness import missing
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.days import local_day
from portal.offices.models import Office, ServiceActivation
from portal.offices.succession import is_live

DAY = timedelta(days=1)


def switch_on(office_id: int, *, phase: Phase, from_on: date, by: Actor, at: datetime) -> Switch:
    """Open the phase's procedure at a unit from a local day, today or later. Raises InThePast, AlreadySo, NotReady."""
    with transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office_id)
        if from_on < local_day(at):
            raise InThePast
        if lacking := missing(office, online_level=phase.online_level, on=from_on):
            raise NotReady(lacking)
        if is_live(office, phase.procedure_code, from_on):
            raise AlreadySo(is_on=True)
        # A later opening that was planned is overtaken.
        ServiceActivation.objects.filter(office=office, procedure_code=phase.procedure_code, valid_from__gt=from_on).delete()
        ServiceActivation.objects.create(
            office=office,
            procedure_code=phase.procedure_code,
            online_level=phase.online_level,
            valid_from=from_on,
            phase=phase.code,
            basis=Basis.DECIDED,
        )
        return _told(office, phase.procedure_code, phase, is_on=True, from_on=from_on, reason="", by=by, at=at)


def switch_off(office_id: int, *, procedure_code: str, from_on: date, reason: str, by: Actor, at: datetime) -> Switch:
    """Take no more dossiers from a local day, today or later; those sent before are dealt with as promised.

    Raises InThePast, AlreadySo.
    """
    with transaction.atomic():
        office = Office.objects.select_for_update().get(pk=office_id)
        if from_on < local_day(at):
            raise InThePast
        if not is_live(office, procedure_code, from_on):
            raise AlreadySo(is_on=False)
        last = _end_own(office, procedure_code, from_on)
        if is_live(office, procedure_code, from_on):
            _end_inherited(office, procedure_code, from_on)
        phase = Phase.objects.filter(code=last.phase).first() if last else None
        return _told(office, procedure_code, phase, is_on=False, from_on=from_on, reason=reason, by=by, at=at)


def _end_own(office: Office, procedure_code: str, from_on: date) -> ServiceActivation | None:
    """End what was opened for the office itself; what had not begun by then never was. Returns the last one."""
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=from_on)
    rows = ServiceActivation.objects.filter(running, office=office, procedure_code=procedure_code).order_by("valid_from")
    last = None
    for last in rows:
        if last.valid_from >= from_on:
            last.delete()
        else:
            last.valid_to = from_on - DAY
            last.save()
    return last


def _end_inherited(office: Office, procedure_code: str, from_on: date) -> None:
    """It was open because a predecessor was: its own last day says that this is over."""
    day = from_on - DAY
    before = {"online_level": 4, "valid_to": day, "phase": "", "basis": Basis.DECIDED}
    ServiceActivation.objects.create(office=office, procedure_code=procedure_code, valid_from=day, **before)


def _told(office: Office, procedure_code: str, phase: Phase | None, *, is_on: bool, by: Actor, at: datetime, **said) -> Switch:
    said |= {"is_on": is_on, "procedure_code": procedure_code, "phase": phase}
    switch = Switch.objects.create(office=office, by_id=by.user_id, at=at, **said)
    verb = "service.opened" if is_on else "service.closed"
    record(verb, subject=f"office:{office.code}", by=by, at=at, procedure=procedure_code, from_on=said["from_on"].isoformat())
    return switch
