"""What a dossier may be visited for now, which half-days its person may choose, and the card on the page that follows it."""

from dataclasses import dataclass
from datetime import date, datetime

from applications.actions.collecting import may_compare
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.states import State
from applications.visits.capacity import Capacities
from applications.visits.halves import OpenHalf, halves_ahead
from applications.visits.models import Appointment, Purpose, Slot
from applications.visits.models import State as VisitState
from portal.offices.calendar import calendar_for


@dataclass(frozen=True, slots=True)
class Choice:
    """A half-day with the places left in it; `is_own`: the one already taken."""

    half: OpenHalf
    left: int
    is_own: bool

    @property
    def is_full(self) -> bool:
        return self.left == 0 and not self.is_own


@dataclass(frozen=True, slots=True)
class VisitCard:
    """`appointment` where one is live; `moved` where the office closed it and nothing was chosen since."""

    purpose: Purpose
    appointment: Appointment | None
    moved: Appointment | None

    @property
    def purpose_label(self) -> str:
        return self.purpose.label


def purpose_for(application: Application) -> Purpose | None:
    """What its person is asked to the desk for at this step, if anything.

    Who has his paper sent comes before it is signed (actions.compare_originals); whoever else signs the register when he
    collects it.
    """
    if application.state == State.READY_FOR_COLLECTION:
        return Purpose.COLLECT
    is_sent = application.delivery_method == DeliveryMethod.POST
    return Purpose.SIGN if is_sent and may_compare(application) else None


def visit_card(application: Application) -> VisitCard | None:
    """The card of the page that follows a dossier; None where nobody is asked to come."""
    purpose = purpose_for(application)
    if purpose is None:
        return None
    last = application.visits.filter(purpose=purpose).select_related("slot").order_by("-id").first()
    appointment = last if last and last.is_live else None
    moved = last if last and last.state == VisitState.MOVED else None
    return VisitCard(purpose, appointment, moved)


def choices_for(application: Application, own: Appointment | None, *, at: datetime) -> list[tuple[date, list[Choice]]]:
    """The half-days that may be chosen now, by day, full ones included. Two queries beside the calendar's."""
    ahead = halves_ahead(calendar_for(application.office), at=at)
    if not ahead:
        return []
    capacities = Capacities(application.office_id)
    slots = Slot.objects.filter(office_id=application.office_id, on__gte=ahead[0].on, on__lte=ahead[-1].on)
    taken = {(slot.on, slot.half): slot.booked for slot in slots}
    own_key = (own.slot.on, own.slot.half) if own and own.slot.office_id == application.office_id else None
    days: dict[date, list[Choice]] = {}
    for half in ahead:
        left = max(0, capacities.of(half.on, half.half) - taken.get((half.on, half.half), 0))
        days.setdefault(half.on, []).append(Choice(half, left, (half.on, half.half) == own_key))
    return list(days.items())
