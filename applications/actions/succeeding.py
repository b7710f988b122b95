"""A unit ends in mid-case: its successor takes the dossiers over, with code, clock and history unchanged.

Everything that is not finished goes along as it is: drafts and proposals wait for the successor's leader, papers that were
signed stay as they are. Source: domain reference §4.3; NQ 1656/NQ-UBTVQH15; NĐ 120/2025/NĐ-CP.
"""

from collections import defaultdict
from datetime import date, datetime
from itertools import chain

from django.db import transaction

from applications.actions.collecting import COMPARED
from applications.actions.correcting import open_correction
from applications.actions.moves import Move, locked, write_history
from applications.models import Application, Correction
from applications.states import FINAL, OPEN, State
from civil_registry.succeeding import pass_on_paper
from portal.accounts.absences import DESK
from portal.accounts.actors import SYSTEM, Actor
from portal.accounts.models import Posting
from portal.background import nudge
from portal.days import local_day
from portal.offices.models import Office
from portal.offices.succession import heirs_of, trace
from portal.sweeping import sweep

UNFINISHED = frozenset(State) - FINAL - {State.DRAFT}
Left = dict[int, list[int]]  # of units that have ended: the ids of their dossiers


def left_behind(day: date) -> Left:
    """Dossiers not finished, or with a correction to be decided on, whose unit has ended before that local day."""
    running = Application.objects.real().filter(state__in=UNFINISHED, office__valid_to__lt=day)
    corrected = Correction.objects.filter(decided_at__isnull=True, application__office__valid_to__lt=day)
    corrected = corrected.exclude(office__in=Office.sandboxes())
    found = defaultdict(set)
    for office_id, pk in running.values_list("office_id", "pk"):
        found[office_id].add(pk)
    for office_id, pk in corrected.values_list("application__office_id", "application_id"):
        found[office_id].add(pk)
    return {office_id: sorted(pks) for office_id, pks in found.items()}


def pass_on_ended(*, at: datetime) -> int:
    """Give every dossier left behind to its unit's one successor, or the one with the greater part.

    Returns how many; may run twice. What a person must choose for stays in left_behind() (portal/offices/choosing.py).
    """
    left = left_behind(local_day(at))
    heirs = heirs_of(left, local_day(at)) if left else {}
    return sum(_pass_on_all(left[office_id], office_id, heir, by=SYSTEM, at=at) for office_id, heir in heirs.items())


def take_over(application_id: int, heir: Office, *, by: Actor, at: datetime) -> bool:
    """A dossier that its unit had finished, and that its successor needs again: a copy was wrong, a letter got lost.

    False where the unit stands, or `heir` is not the one who goes on with what it left.
    """
    left_id = Application.objects.values_list("office_id", flat=True).get(pk=application_id)
    is_heir = heirs_of([left_id], local_day(at)).get(left_id) == heir
    return is_heir and _pass_on(application_id, left_id, heir, by=by, at=at, is_needed=True)


def _pass_on_all(pks: list[int], left_id: int, heir: Office, *, by: Actor, at: datetime) -> int:
    passed = []

    def pass_on(pk: int) -> None:
        passed.append(_pass_on(pk, left_id, heir, by=by, at=at))

    sweep(pks, pass_on, fault="not_passed_to_successor")
    return sum(passed)


def _pass_on(application_id: int, left_id: int, heir: Office, *, by: Actor, at: datetime, is_needed: bool = False) -> bool:
    """False where somebody was quicker, or nothing is left to do and nobody needs it.

    The version moves, so that a page of the former unit is read anew.
    """
    with transaction.atomic():
        application = locked(application_id)
        is_left = is_needed or application.state not in FINAL or open_correction(application_id)
        if application.office_id != left_id or application.state == State.DRAFT or not is_left:
            return False
        moving = Move(application, reason=_why(left_id, heir, at), not_before=application.last_event_at)
        moving.detail = {"from": left_id, "to": heir.pk} | _compared_there(application)
        if application.state in OPEN:  # it goes out of one unit's figures and comes into the other's
            moving.left_office_id, moving.left_promised_on = left_id, application.promised_on or application.due_on
        application.office, application.version = heir, application.version + 1
        if not _works_there(application.assigned_to_id, heir, at):
            application.assigned_to = None
        application.save()
        _take_papers_along(application, heir)
        nudge("postal.tasks.follow_dossier", application.pk)
        write_history(moving, "pass_to_successor", before=application.state, by=by, at=at)
    return True


def _take_papers_along(application: Application, heir: Office) -> None:
    """What nobody has signed yet will be signed there; its printed pages name the former unit and are let go."""
    application.slips.filter(issued_at__isnull=True, declined_at__isnull=True).update(office=heir, draft=None)
    corrections = application.corrections.values_list("wrong_copy_id", "draft_id")
    for copy_id in sorted({application.extract_id, *chain.from_iterable(corrections)} - {None}):
        pass_on_paper(copy_id, heir)
    application.corrections.filter(decided_at__isnull=True).update(office=heir)


def _compared_there(application: Application) -> dict:
    """Originals that were seen and a register that was signed are not asked for again."""
    before = application.history.filter(COMPARED, dossier_office=application.office_id).last()
    return {"compared": before.detail.get("compared", [])} if before else {}


def _works_there(user_id: int | None, heir: Office, at: datetime) -> bool:
    here = Posting.objects.in_force_on(local_day(at)).filter(user_id=user_id, office=heir, role__in=DESK)
    return user_id is not None and here.exists()


def _why(left_id: int, heir: Office, at: datetime) -> str:
    """For the history that staff read: "Phường Nguyễn Du, quận Hai Bà Trưng: Nhập vào phường …, từ …, NQ …"."""
    left = Office.objects.select_related("parent").get(pk=left_id)
    ways = [way for way in trace(left, local_day(at)).candidates if way.office == heir]
    return f"{left.full_name}: {'; '.join(step.sentence for step in ways[0].steps[1:])}." if ways else left.full_name
