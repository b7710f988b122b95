"""Being away from the desk: the absence, and at once what it means for the dossiers in hand."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from applications import cover
from portal.accounts import absences
from portal.accounts.actors import Actor
from portal.accounts.models import Absence


def enter_absence(
    user_id: int, *, office_id: int, first_on: date, last_on: date, substitute_id: int | None, by: Actor, at: datetime
) -> Absence:
    """Enter an absence of whole local days; one that has begun passes the dossiers on now. Raises AbsenceRefused."""
    with transaction.atomic():
        absence = absences.enter(
            user_id, office_id=office_id, first_on=first_on, last_on=last_on, substitute_id=substitute_id, by=by, at=at
        )
        if first_on <= timezone.localdate(at):
            cover.pass_on(at=at, office_id=office_id)
    return absence
