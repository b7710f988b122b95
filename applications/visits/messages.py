"""What the person is told of an appointment: that it stands, again on the working day before, that the office closed it.

Queued in the transaction of what it tells, with a key, so it is told once; in the language of the dossier.
"""

from datetime import datetime

from django.conf import settings

from applications.models import Application
from applications.notifications import Telling, asked_at_the_desk, tell
from applications.visits.halves import half_on
from applications.visits.models import Appointment, End, Purpose
from portal.offices import naming
from portal.offices.calendar import calendar_for
from portal.templatetags.portal import code_groups, day

BOOKED, REMINDER, MOVED = "messages/visit_booked", "messages/visit_reminder", "messages/visit_moved"


def tell_booked(one: Appointment, application: Application, *, at: datetime) -> None:
    _tell(one, application, BOOKED, at=at)


def tell_moved(one: Appointment, application: Application, *, at: datetime) -> None:
    """Asks the person to do something, so it goes up the whole ladder where it does not arrive."""
    _tell(one, application, MOVED, at=at, must_reach=True)


def remind(one: Appointment, application: Application, *, at: datetime) -> None:
    _tell(one, application, REMINDER, at=at)


def _tell(one: Appointment, application: Application, name: str, *, at: datetime, must_reach: bool = False) -> None:
    if application.office.is_training:
        return
    occasion = f"visit:{one.pk}:{name.rpartition('_')[2]}"
    tell([Telling(application, name, lambda: _context(one, application), occasion, must_reach)], at=at)


def _context(one: Appointment, application: Application) -> dict:
    hours = half_on(one.slot.on, one.slot.half, calendar_for(one.slot.office))
    return asked_at_the_desk(application) | {
        "application": application,
        "office": naming.authority_name(application.office),
        "place": application.office.address,
        "code": application.dossier_code or code_groups(application.ref),
        "half": str(one.slot.get_half_display()).lower(),
        "day": day(one.slot.on),
        "hours": f"{hours.starts_at:%H:%M}–{hours.ends_at:%H:%M}" if hours else "",
        "purpose": one.get_purpose_display(),
        "is_collecting": one.purpose == Purpose.COLLECT,
        "is_elsewhere": one.end == End.OFFICE_CHANGED,
        "money": application.due_total_vnd,
        "site": settings.PUBLIC_URL + ("/en" if application.language == "en" else ""),
    }
