"""Booking a half-day, giving it back, and what the desk notes. One verb is one transaction: lock, check, save, evidence.

Locks are taken in one order: the dossier, its appointment, then half-days by their number:
two verbs never wait for each other.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django_fsm import TransitionNotAllowed

from applications.models import Application
from applications.visits.capacity import Capacities
from applications.visits.errors import (
    NothingToCancel,
    NotOffered,
    NotPossibleNow,
    SlotClosed,
    SlotFull,
    TooManyChanges,
)
from applications.visits.halves import halves_ahead
from applications.visits.messages import tell_booked, tell_moved
from applications.visits.models import LIVE, Appointment, End, Slot
from applications.visits.offers import purpose_for
from portal.accounts.actors import SYSTEM, Actor
from portal.audit.trail import record
from portal.days import local_day
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendar_for, current_stamp

MOST_CHANGES = 6  # of one dossier in 24 hours: each is told by SMS


def book(application_id: int, *, on: date, half: str, by: Actor, at: datetime) -> Appointment:
    """Take a place in a half-day of the dossier's office; a live appointment for the same is given back in the same moment.

    Choosing the half-day one already has changes nothing. Raises NotOffered, SlotClosed, SlotFull, TooManyChanges.
    """
    with transaction.atomic():
        application = Application.objects.select_for_update(of=("self",)).select_related("office").get(pk=application_id)
        purpose = purpose_for(application)
        if purpose is None:
            raise NotOffered
        live = _live(application_id, purpose)
        if live and (live.slot.office_id, live.slot.on, live.slot.half) == (application.office_id, on, half):
            return live
        calendar, stamp = calendar_for(application.office), current_stamp() or ""
        if not any((one.on, one.half) == (on, half) for one in halves_ahead(calendar, at=at)):
            raise SlotClosed
        if application.visits.filter(booked_at__gt=at - timedelta(days=1)).count() >= MOST_CHANGES:
            raise TooManyChanges
        slot, old = _lock_slots(application.office_id, on, half, live)
        if live:
            _give_back(live, old, End.CHANGED, at=at)
        _take_place(slot, Capacities(application.office_id).of(on, half), stamp)
        made = Appointment.objects.create(
            application=application,
            purpose=purpose,
            slot=slot,
            booked_at=at,
            reminded_at=at if _is_soon(on, calendar, at) else None,  # the confirmation says the same on the same day
        )
        _record("book", made, by=by, at=at)
        tell_booked(made, application, at=at)
    return made


def cancel(application_id: int, *, by: Actor, at: datetime) -> Appointment:
    """The person gives his place back. Raises NothingToCancel."""
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=application_id)
        purpose = purpose_for(application)
        live = _live(application_id, purpose) if purpose else None
        if live is None:
            raise NothingToCancel
        _give_back(live, _locked_slot(live), End.CITIZEN, at=at)
        _record("cancel", live, by=by, at=at)
    return live


def mark(appointment_id: int, verb: str, *, by: Actor, at: datetime) -> Appointment:
    """What the desk notes: "arrive", "finish", "miss" (not before the day itself). Raises NotPossibleNow."""
    with transaction.atomic():
        _application, one = _locked(appointment_id)
        if one.slot.on > local_day(at):
            raise NotPossibleNow
        try:
            {"arrive": one.arrive, "finish": one.finish, "miss": one.miss}[verb](at=at)
        except TransitionNotAllowed as fault:
            raise NotPossibleNow from fault
        if one.is_live and _live(one.application_id, one.purpose, but=one.pk):
            raise NotPossibleNow  # noted as missing, and a new appointment was made since
        one.save()
        _record(verb, one, by=by, at=at)
    return one


def release(appointment_id: int, why: End, *, at: datetime) -> bool:
    """By the clock: the office does not work then, or the dossier went on. Told where the person must choose anew."""
    with transaction.atomic():
        application, one = _locked(appointment_id)
        if one.state not in LIVE:
            return False
        if why == End.NOT_NEEDED:
            _give_back(one, _locked_slot(one), why, at=at)
        else:
            try:
                one.move(why, at=at)
            except TransitionNotAllowed:
                return False  # the person is at the desk
            _free(one, _locked_slot(one))
            tell_moved(one, application, at=at)
        _record("release", one, by=SYSTEM, at=at)
    return True


def _is_soon(on: date, calendar: WorkingCalendar, at: datetime) -> bool:
    """Today or on the next working day; today, where the days after it are not decided yet."""
    try:
        return on <= calendar.next_working_day(local_day(at))
    except CalendarMissing:
        return True


def _locked(appointment_id: int) -> tuple[Application, Appointment]:
    """The dossier, which also holds off another booking, then its appointment."""
    dossiers = Application.objects.select_for_update(of=("self",)).select_related("office")
    application = dossiers.get(visits__pk=appointment_id)
    one = Appointment.objects.select_for_update(of=("self",)).select_related("slot__office").get(pk=appointment_id)
    return application, one


def _live(application_id: int, purpose: str, *, but: int | None = None) -> Appointment | None:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("slot")
    return rows.filter(application_id=application_id, purpose=purpose, state__in=LIVE).exclude(pk=but).first()


def _lock_slots(office_id: int, on: date, half: str, live: Appointment | None) -> tuple[Slot, Slot | None]:
    """The half-day wanted and the one to be given back."""
    Slot.objects.bulk_create([Slot(office_id=office_id, on=on, half=half)], ignore_conflicts=True)
    wanted = Slot.objects.values_list("pk", flat=True).get(office_id=office_id, on=on, half=half)
    ids = [wanted, live.slot_id] if live else [wanted]
    slots = {slot.pk: slot for slot in Slot.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    return slots[wanted], slots[live.slot_id] if live else None


def _locked_slot(one: Appointment) -> Slot:
    return Slot.objects.select_for_update().get(pk=one.slot_id)


def _take_place(slot: Slot, capacity: int, stamp: str) -> None:
    """Raises SlotFull. Where the office has lowered its number, those who have booked keep their places."""
    if slot.booked >= capacity:
        raise SlotFull
    slot.booked, slot.capacity, slot.calendar_stamp = slot.booked + 1, capacity, stamp
    slot.save()


def _give_back(one: Appointment, slot: Slot, why: End, *, at: datetime) -> None:
    one.cancel(why, at=at)
    _free(one, slot)


def _free(one: Appointment, slot: Slot) -> None:
    one.save()
    slot.booked -= 1
    slot.save()


def _record(verb: str, one: Appointment, *, by: Actor, at: datetime) -> None:
    about = {"visit": one.pk, "purpose": one.purpose, "on": one.slot.on.isoformat(), "half": one.slot.half}
    record(f"visit.{verb}", subject=f"application:{one.application.ref}", by=by, at=at, **about)
