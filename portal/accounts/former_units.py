"""Working with what a unit left that has ended: its finished dossiers, its old records, its books of money.

What was not finished is the successor's own already (applications/actions/succeeding.py). The successor's people enter the
former unit for a session, in the roles they have at their own; nothing new is filed there, and nothing is signed in its name.
Source: domain reference §4.3.
"""

from collections.abc import Iterable
from copy import copy
from datetime import date

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from portal.accounts.models import Posting, Role
from portal.offices.lineage import with_predecessors
from portal.offices.models import Office
from portal.offices.succession import heirs_of

FORMER_KEY = "former_unit_id"  # session: the unit worked for now
ROLES = (Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER, Role.ACCOUNTANT)


def former_units_of(office: Office, day: date) -> list[Office]:
    """Units that ended before that local day, had people on the portal, and whose work the office goes on with: the one
    successor, or the one with the greater part; nobody while the Department has not chosen. The youngest first."""
    ended = Office.objects.filter(pk__in=with_predecessors(office, day) - {office.pk}, valid_to__lt=day)
    had_people = Exists(Posting.objects.filter(office=OuterRef("pk")))
    units = list(ended.filter(had_people).select_related("parent").order_by("-valid_to", "name"))
    heirs = heirs_of([unit.pk for unit in units], day)
    return [unit for unit in units if heirs.get(unit.pk) == office]


def postings_in(unit_id: int, postings: Iterable[Posting], day: date) -> list[Posting]:
    """The same roles, worked in for the former unit; none where it is not their office's. Not saved: nobody is posted there."""
    unit, heir = Office.objects.filter(pk=unit_id).select_related("parent").first(), heirs_of([unit_id], day).get(unit_id)
    theirs = [posting for posting in postings if posting.role in ROLES and posting.office_id == getattr(heir, "pk", None)]
    return [_there(posting, unit) for posting in theirs]


def own_office(request: HttpRequest) -> Office:
    """Where the person really works: the posting in a former unit has the id of that at its successor."""
    return Posting.objects.select_related("office").get(pk=request.posting.pk).office


def _there(posting: Posting, unit: Office) -> Posting:
    there = copy(posting)
    there.office = unit
    return there
