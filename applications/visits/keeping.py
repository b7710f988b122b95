"""What the clock does with appointments: ends those nobody needs, moves those the office closed, reminds, ends the day.

Each finds its work by a query over many rows and may run twice or at once.
"""

from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from applications.actions.collecting import COMPARED
from applications.models import StateChange
from applications.states import ON_THE_CLOCK, State
from applications.visits import messages
from applications.visits.actions import mark, release
from applications.visits.errors import NotPossibleNow
from applications.visits.halves import half_on
from applications.visits.models import LIVE, Appointment, End, Purpose, Slot
from applications.visits.models import State as VisitState
from portal.accounts.actors import SYSTEM
from portal.days import local_day
from portal.offices.calendar import CalendarMissing, WorkingCalendar, calendars_of, current_stamp

BATCH = 200
_COMPARED = StateChange.objects.filter(
    COMPARED, application=OuterRef("application"), dossier_office=OuterRef("application__office")
)
STILL_NEEDED = Q(purpose=Purpose.COLLECT, application__state=State.READY_FOR_COLLECTION) | Q(
    ~Exists(_COMPARED), purpose=Purpose.SIGN, application__state__in=ON_THE_CLOCK
)
SERVED = Q(purpose=Purpose.COLLECT, application__state=State.COLLECTED) | Q(Exists(_COMPARED), purpose=Purpose.SIGN)


def keep(*, at: datetime) -> int:
    """The sweep. Returns how many appointments it changed."""
    return _end_unneeded(at) + _follow_the_dossier(at) + move_closed(at=at) + _end_past_days(at)


def move_closed(*, at: datetime) -> int:
    """After a change of the calendar: those of half-days that are not worked any more are told to choose again.

    Half-days are looked at once per state of the calendar (its stamp), so a quiet day asks one query.
    """
    stamp, moved = current_stamp() or "", 0
    unseen = Slot.objects.filter(on__gte=local_day(at), booked__gt=0).exclude(calendar_stamp=stamp).order_by("on", "pk")
    slots = list(unseen)
    calendars = calendars_of({slot.office_id for slot in slots})
    for slot in slots:
        if half_on(slot.on, slot.half, calendars[slot.office_id]) is None:
            moved += sum(release(pk, End.OFFICE_CLOSED, at=at) for pk in _booked_in(slot))
        Slot.objects.filter(pk=slot.pk).update(calendar_stamp=stamp)  # each by itself: who changes an appointment holds two
    return moved


def remind(*, at: datetime) -> int:
    """On the last working day before it, once each. Returns how many people were reminded."""
    to_remind = _booked().filter(STILL_NEEDED, reminded_at__isnull=True, slot__on__gt=local_day(at))
    offices = to_remind.order_by().values_list("slot__office_id", flat=True).distinct()
    calendars = calendars_of(offices)
    day_of = {office_id: day for office_id, calendar in calendars.items() if (day := _next_day(calendar, at))}
    told = 0
    for day in sorted(set(day_of.values())):
        there = [office_id for office_id in day_of if day_of[office_id] == day]
        while number := _remind_batch(to_remind.filter(slot__on__lte=day, slot__office_id__in=there), at):
            told += number
    return told


def _remind_batch(due: QuerySet[Appointment], at: datetime) -> int:
    """Marked and told in one transaction; several workers take different rows."""
    with transaction.atomic():
        can_skip = connection.features.has_select_for_update_skip_locked
        rows = due.select_related("application__office", "slot__office").order_by("pk")
        batch = list(rows.select_for_update(of=("self",), skip_locked=can_skip)[:BATCH])
        for one in batch:
            messages.remind(one, one.application, at=at)
        Appointment.objects.filter(pk__in=[one.pk for one in batch]).update(reminded_at=at)
    return len(batch)


def _next_day(calendar: WorkingCalendar, at: datetime) -> date | None:
    try:
        return calendar.next_working_day(local_day(at))
    except CalendarMissing:
        return None


def _booked() -> QuerySet[Appointment]:
    return Appointment.objects.filter(state=VisitState.BOOKED)


def _booked_in(slot: Slot) -> list[int]:
    return list(_booked().filter(slot=slot).values_list("pk", flat=True))


def _end_unneeded(at: datetime) -> int:
    """The dossier was withdrawn, given out, sent by post: its place is for somebody else.

    What the desk gave or compared on the day itself was done with its person there, whether that was noted or not.
    """
    today, ended = local_day(at), 0
    unneeded = _booked().exclude(STILL_NEEDED).filter(slot__on__gte=today).annotate(has_come=SERVED & Q(slot__on=today))
    for pk, has_come in unneeded.values_list("pk", "has_come")[:BATCH]:
        ended += _finish(pk, at) if has_come else release(pk, End.NOT_NEEDED, at=at)
    return ended


def _finish(pk: int, at: datetime) -> bool:
    """False where the desk noted it in this very moment."""
    try:
        mark(pk, "finish", by=SYSTEM, at=at)
    except NotPossibleNow:
        return False
    return True


def _follow_the_dossier(at: datetime) -> int:
    """Another office has it now."""
    elsewhere = _booked().filter(STILL_NEEDED, slot__on__gte=local_day(at)).exclude(slot__office=F("application__office"))
    return sum(release(pk, End.OFFICE_CHANGED, at=at) for pk in elsewhere.values_list("pk", flat=True)[:BATCH])


def _end_past_days(at: datetime) -> int:
    """Nobody noted who came: it is neither held against the person nor left open."""
    past = Appointment.objects.filter(state__in=LIVE, slot__on__lt=local_day(at))
    ended = 0
    for pk in past.values_list("pk", flat=True)[:BATCH]:
        with transaction.atomic():
            one = Appointment.objects.select_for_update().get(pk=pk)
            if one.state == VisitState.BOOKED:
                one.pass_unmarked(at=at)
            elif one.state == VisitState.ARRIVED:
                one.finish(at=at)
            else:
                continue
            one.save()
            ended += 1
    return ended
