"""Opening a case for every filing of a linked procedure. The road runs downstream: filing knows nothing of it, we look."""

from datetime import datetime

from django.db import transaction

from applications.deadlines import due
from applications.linked.actions.advancing import advance
from applications.linked.models import ChildCase, ChildMove, LinkedCase
from applications.linked.plans import Plan, linked_codes, plan_for
from applications.linked.states import ChildState
from applications.models import Application
from applications.states import State
from portal.accounts.actors import SYSTEM
from portal.audit.trail import record
from portal.days import local_day
from portal.offices.calendar import CalendarMissing, calendar_for

BATCH = 200


def open_cases(*, at: datetime) -> int:
    """Open what was filed and has no case yet. Returns how many; runs as often as it likes, and two at once open one each."""
    opened = 0
    for pk, code, submitted_at in without_case().values_list("pk", "procedure_code", "submitted_at"):
        if opened == BATCH:  # what can have no case does not count: it would stand before what can
            break
        plan = plan_for(code, local_day(submitted_at))
        if plan is not None and _open(pk, plan, at=at):
            opened += 1
    return opened


def without_case():
    """Filed applications of a linked procedure that have no case, the oldest first; of training nothing goes to anybody.

    What stays here was filed on a day on which its procedure had no version in force: the radar shows it.
    """
    filed = Application.objects.real().filter(procedure_code__in=linked_codes(), linked_case__isnull=True)
    return filed.exclude(state=State.DRAFT).select_related("office").order_by("submitted_at", "pk")


def _open(application_id: int, plan: Plan, *, at: datetime) -> bool:
    with transaction.atomic():
        application = Application.objects.select_for_update(of=("self",)).select_related("office").get(pk=application_id)
        if LinkedCase.objects.filter(application=application).exists():
            return False  # another worker has just opened it
        try:
            due_on = due(application.submitted_at, calendar_for(application.office), plan.overall).due_on
        except CalendarMissing:
            return False  # the radar shows it until the calendar is decided
        case = LinkedCase.objects.create(application=application, plan_version=plan.version, opened_at=at, due_on=due_on)
        for place, part in enumerate(plan.children, start=1):
            number = f"{application.ref}-{place}"
            child = ChildCase.objects.create(case=case, key=part.key, number=number, kind=part.authority, last_event_at=at)
            waits = {"from_state": ChildState.WAITING, "to_state": ChildState.WAITING, "at": at, "known_at": at}
            ChildMove.objects.create(child=child, verb="open", role=SYSTEM.role, **waits)
        record("linked.open", subject=f"application:{application.ref}", by=SYSTEM, at=at, plan=plan.version)
        advance(case, at=at)
    return True
