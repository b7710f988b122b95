"""The desk's list of one day: each half-day with its places and who comes; and how many came in the last weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from applications.visits.capacity import Capacities
from applications.visits.halves import OpenHalf, half_on
from applications.visits.models import GAVE_BACK, Appointment, Half, State
from portal.marks import Chip
from portal.offices.calendar import WorkingCalendar

COUNTED = timedelta(days=30)
CHIPS = {
    State.BOOKED: Chip("next", "clock", State.BOOKED.label),
    State.ARRIVED: Chip("today", "person-check", State.ARRIVED.label),
    State.DONE: Chip("done", "check-circle", State.DONE.label),
    State.NO_SHOW: Chip("hold", "dash", State.NO_SHOW.label),
    State.UNMARKED: Chip("hold", "question-circle", State.UNMARKED.label),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An appointment with its chip and what may be noted of it now: (verb, words)."""

    appointment: Appointment
    chip: Chip
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HalfList:
    """`open` is None where the office does not work then; people may still be listed who came before it was closed."""

    label: str
    open: OpenHalf | None
    capacity: int
    rows: list[Row]


def day_list(appointments: QuerySet[Appointment], office_id: int, day: date, calendar: WorkingCalendar, *, today: date):
    """The half-days of a day, morning first. Two queries."""
    capacities = Capacities(office_id)
    there = list(appointments.filter(slot__on=day).exclude(state__in=GAVE_BACK).order_by("booked_at", "id"))
    lists = []
    for half in Half:
        open_half = half_on(day, half, calendar)
        rows = [_row(one, is_past_or_today=day <= today) for one in there if one.slot.half == half]
        if open_half or rows:
            lists.append(HalfList(str(half.label), open_half, capacities.of(day, half) if open_half else 0, rows))
    return lists


def last_weeks(appointments: QuerySet[Appointment], today: date) -> dict[str, int]:
    """Of the last 30 days: how many came, did not come, were not noted."""
    past = appointments.filter(slot__on__gte=today - COUNTED, slot__on__lte=today).order_by()
    return past.aggregate(
        came=Count("pk", filter=Q(state__in=[State.ARRIVED, State.DONE])),
        missed=Count("pk", filter=Q(state=State.NO_SHOW)),
        unmarked=Count("pk", filter=Q(state=State.UNMARKED)),
    )


def _row(one: Appointment, *, is_past_or_today: bool) -> Row:
    steps: dict[str, tuple[tuple[str, str], ...]] = {
        State.BOOKED: (("den", "Đã đến"), ("xong", "Xong"), ("khong-den", "Không đến")),
        State.ARRIVED: (("xong", "Xong"),),
        State.NO_SHOW: (("den", "Đến muộn"),),
        State.UNMARKED: (("den", "Đã đến"),),
    }
    return Row(one, CHIPS[State(one.state)], steps.get(one.state, ()) if is_past_or_today else ())
