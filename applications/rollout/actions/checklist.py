"""Telling what a unit has ready, and taking back what was told by mistake. Nothing told is ever changed."""

from datetime import date, datetime

from django.db import transaction

from applications.rollout.models import Coaching, Equipment, PhaseUnit, PublicNotice
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.models import StoredDocument
from portal.uploads import Checked

Told = PublicNotice | Equipment | Coaching


def tell_notice(
    unit: PhaseUnit, *, posted_on: date, place: str, photo: Checked | None = None, by: Actor, at: datetime
) -> PublicNotice:
    with transaction.atomic():
        kept = StoredDocument.keep(photo.content, kind="public_notice", content_type=photo.content_type) if photo else None
        told = PublicNotice.objects.create(unit=unit, posted_on=posted_on, place=place, photo=kept, **_who(by, at))
        _record("rollout.notice_told", unit, by, at)
    return told


def tell_equipment(
    unit: PhaseUnit, *, counted_on: date, computers: int, scanners: int, printers: int, by: Actor, at: datetime
) -> Equipment:
    counts = {"computers": computers, "scanners": scanners, "printers": printers}
    with transaction.atomic():
        told = Equipment.objects.create(unit=unit, counted_on=counted_on, **counts, **_who(by, at))
        _record("rollout.equipment_told", unit, by, at, **counts)
    return told


def tell_coaching(
    unit: PhaseUnit, *, coach: str, first_on: date, last_on: date, note: str = "", by: Actor, at: datetime
) -> Coaching:
    with transaction.atomic():
        said = {"coach": coach, "first_on": first_on, "last_on": last_on, "note": note}
        told = Coaching.objects.create(unit=unit, **said, **_who(by, at))
        _record("rollout.coaching_told", unit, by, at)
    return told


def withdraw(told: Told, *, by: Actor, at: datetime) -> None:
    """Take it back: it stays, and counts no more. What was taken back before stays as it is."""
    with transaction.atomic():
        row = type(told).objects.select_for_update().get(pk=told.pk)
        if row.withdrawn_at is not None:
            return
        row.withdrawn_by_id, row.withdrawn_at = by.user_id, at
        row.save()
        _record(f"rollout.{row._meta.model_name}_withdrawn"[:40], row.unit, by, at, row=row.pk)


def _who(by: Actor, at: datetime) -> dict:
    return {"told_by_id": by.user_id, "told_at": at}


def _record(action: str, unit: PhaseUnit, by: Actor, at: datetime, **detail) -> None:
    record(action, subject=f"phase_unit:{unit.pk}", by=by, at=at, **detail)
