"""Finding an application by what a person types: a reference or a dossier code, with the telephone given at filing."""

import re
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare

from applications.actions.filing import REF_LENGTH
from applications.models import Application, StateChange
from applications.states import State
from portal.days import HANOI
from portal.offices.models import Office

PASSED_ON_WITHIN = timedelta(days=90)  # of reception
_SEPARATORS = re.compile(r"[\s.\-–—_/]+")
_DOSSIER = re.compile(r"(?P<agency>[A-Z0-9]+?)(?P<day>\d{6})(?P<serial>\d{4})")


def find_filed(typed: str, phone: str) -> Application | None:
    """The filed application with this code and this requester's telephone; None also where only one of them fits."""
    code = squeezed(typed)
    application = _by_ref(code) or _by_dossier_code(code)
    if application is None or not constant_time_compare(application.requester_phone, phone):
        return None
    return application


def squeezed(typed: str) -> str:
    """ "h26.00256 - 260320 - 0047" -> "H26002562603200047": letters and digits, capitals."""
    return _SEPARATORS.sub("", typed).upper()


def _filed():
    return Application.objects.real().exclude(state=State.DRAFT).select_related("office")


def _by_ref(code: str) -> Application | None:
    return _filed().filter(ref=code).first() if len(code) == REF_LENGTH else None


def _by_dossier_code(code: str) -> Application | None:
    """Agency codes hold full stops that people leave out, so the code is put together again from those there are."""
    parts = _DOSSIER.fullmatch(code)
    if parts is None:
        return None
    agencies = {
        squeezed(agency): agency for agency in Office.objects.exclude(agency_code="").values_list("agency_code", flat=True)
    }
    agency = agencies.get(parts["agency"])
    if agency is None:
        return None
    dossier_code = f"{agency}-{parts['day']}-{parts['serial']}"
    return _filed().filter(dossier_code=dossier_code).first() or _by_code_before_transfer(dossier_code, parts["day"])


def _by_code_before_transfer(dossier_code: str, day: str) -> Application | None:
    """The citizen may still hold the slip of the office that passed it on. The days keep it to a range of an index."""
    try:
        given_at = datetime.strptime(day, "%y%m%d").replace(tzinfo=HANOI)
    except ValueError:
        return None
    passed_on = StateChange.objects.real().filter(to_state=State.SUBMITTED, at__range=(given_at, given_at + PASSED_ON_WITHIN))
    moved = passed_on.filter(verb="transfer", detail__old_code=dossier_code).values("application")
    return _filed().filter(pk__in=moved).first()
