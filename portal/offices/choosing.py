"""Who goes on with what a divided unit left, where the data cannot tell: the Department chooses, once for everything.

The choice is kept as data (`is_main`, basis "department"): dossiers, books, letters and what is suggested follow.
Source: domain reference §4.3.
"""

from datetime import datetime
from itertools import pairwise

from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.days import local_day
from portal.offices.models import Office, OfficeSuccession
from portal.offices.succession import trace

DEPARTMENT = "department"


class NoSuccessor(ValueError):
    """The one named took nothing over from the unit."""


def choose_successor(office: Office, heir: Office, *, by: Actor, at: datetime) -> None:
    """From now on `heir` has the greater part of what `office` left, all the way. Chosen twice, the later word counts.

    Raises NoSuccessor.
    """
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # filings go on meanwhile
        ways = [way for way in trace(office, local_day(at)).candidates if way.office == heir]
        if not ways or heir == office:
            raise NoSuccessor(f"Office {heir.pk} took over nothing from office {office.pk}.")
        units = [step.office for step in ways[0].steps]
        for former, taker in pairwise(units):
            parts = OfficeSuccession.objects.filter(predecessor=former)
            parts.exclude(successor=taker).update(is_main=False, main_basis=DEPARTMENT)
            parts.filter(successor=taker).update(is_main=True, main_basis=DEPARTMENT)
        record("office.successor_chosen", subject=f"office:{office.code}", by=by, at=at, successor=heir.code)
