"""What the person is told of an appointment: that it stands, again on the working day before, that the office closed it.

Queued in the transaction of what it tells, with a key, so it is told once; in the language of the dossier.
"""

from datetime import datetime

from django.conf import settings

from applications.models import Application
from applications.notifications import Telling, messages_of
from applications.visits.halves import half_on
from applications.visits.models import Appointment
from portal.messaging.queue import queue
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
    telling = Telling(application, name, lambda: _context(one, application), occasion, must_reach)
    queue(messages_of(telling, at=at))


def _context(one: Appointment, application: Application) -> dict:
    hours = half_on(one.slot.on, one.slot.half, calendar_for(one.slot.office))
    return {
        "application": application,
        "office": application.office.authority_name,
        "place": application.office.address,
        "code": application.dossier_code or code_groups(application.ref),
        "half": str(one.slot.get_half_display()).lower(),
        "day": day(one.slot.on),
        "hours": f"{hours.starts_at:%H:%M}–{hours.ends_at:%H:%M}" if hours else "",
        "purpose": one.get_purpose_display(),
        "is_collecting": one.purpose == "collect",
        "money": application.due_total_vnd,
        "site": settings.PUBLIC_URL + ("/en" if application.language == "en" else ""),
    }
