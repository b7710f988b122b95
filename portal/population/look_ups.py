"""Looking somebody up in the national population database: with a purpose, logged before the call, kept for a short time.

When the database does not answer the work goes on: the look-up waits, is tried again by itself, and stands on the desk's list
until somebody has read what came. Source: NĐ 87/2020/NĐ-CP, Luật Căn cước 26/2023/QH15; domain reference §10.5.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.exchange.pauses import pause
from portal.offices.models import Office
from portal.population.adapters import HTTP, OFF, Question, Unanswered, ask
from portal.population.models import LookUp, Outcome
from portal.population.purposes import PURPOSES

LONGEST_PAUSE = timedelta(minutes=30)
AT_ONCE = 50
LEASE = timedelta(minutes=2)

log = structlog.get_logger(__name__)


class LookUpFault(ValueError):
    """Why nobody is looked up, in words for the official."""


def is_on() -> bool:
    return settings.POPULATION_ADAPTER != OFF


def look_up(
    personal_id: str,
    full_name: str,
    birth_date: str,
    *,
    purpose: str,
    by: Actor,
    application_ref: str,
    at: datetime,
    person: str = "requester",
) -> LookUp:
    """Ask once, now. The row and the evidence are committed before the call, so that no call is without them.

    `birth_date` is a partial ISO date. Never raises because the database is away: the look-up waits then. Raises LookUpFault
    where there is no purpose, no number, nobody who asks, or no database.
    """
    if not is_on():
        raise LookUpFault("Chưa kết nối Cơ sở dữ liệu quốc gia về dân cư.")
    if purpose not in PURPOSES:
        raise LookUpFault("Chọn mục đích đối chiếu.")
    if not (len(personal_id) == 12 and personal_id.isascii() and personal_id.isdigit()):
        raise LookUpFault("Chưa có số định danh cá nhân 12 chữ số nên chưa đối chiếu được.")
    if by.user_id is None or by.office_id is None:
        raise LookUpFault("Chỉ cán bộ của một cơ quan đối chiếu được.")
    if settings.POPULATION_ADAPTER == HTTP and Office.sandboxes().filter(pk=by.office_id).exists():
        raise LookUpFault("Hồ sơ tập huấn là của người không có thật nên không đối chiếu.")
    with transaction.atomic():
        asked = LookUp.objects.create(
            subject_ref=f"application:{application_ref}",
            person=person,
            purpose=purpose,
            office_id=by.office_id,
            asked_by_id=by.user_id,
            role=by.role,
            asked_at=at,
            next_try_at=at + LEASE,
            asked={"personal_id": personal_id, "full_name": full_name, "birth_date": birth_date},
        )
        record("population.looked_up", subject=asked.subject_ref, by=by, purpose=purpose, at=at, person=person)
    return complete(asked.pk, at=at)


def complete(look_up_id: int, *, at: datetime, is_later: bool = False) -> LookUp:
    """Ask for one that waits and keep the answer. Safe to run twice: what is answered stays."""
    asked = LookUp.objects.get(pk=look_up_id)
    if asked.outcome != Outcome.WAITING:
        return asked
    question = Question(key=f"tra-cuu:{asked.pk}", purpose=asked.purpose, **asked.asked)
    people, fault = [], ""
    try:
        people = ask(question, at=at)
    except Unanswered as why:
        fault = str(why)[:100] or "không rõ"
    with transaction.atomic():
        asked = LookUp.objects.select_for_update().get(pk=look_up_id)
        if asked.outcome != Outcome.WAITING:
            return asked
        asked.tries += 1
        asked.fault = fault
        if fault:
            asked.next_try_at = at + pause(asked.tries, longest=LONGEST_PAUSE)
            log.warning("population_silent", look_up=asked.pk, fault=fault)
        else:
            _keep(asked, people, at, is_later=is_later)
        asked.save()
    return asked


def try_again(look_up_id: int, *, by: Actor, at: datetime) -> LookUp:
    """A person asks again for one that waits; evidence as of the first time."""
    asked = LookUp.objects.get(pk=look_up_id)
    if asked.outcome == Outcome.WAITING:
        record("population.tried_again", subject=asked.subject_ref, by=by, purpose=asked.purpose, at=at, person=asked.person)
    return complete(look_up_id, at=at, is_later=True)


def retry_waiting(*, clock: Callable[[], datetime]) -> int:
    """The sweep: those whose time has come, until one is not answered. Returns how many were answered."""
    answered = 0
    if not is_on():
        return answered
    due = LookUp.objects.filter(outcome=Outcome.WAITING, next_try_at__lte=clock()).order_by("next_try_at", "pk")
    for pk in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        waiting = LookUp.objects.filter(pk=pk, outcome=Outcome.WAITING, next_try_at__lte=clock())
        if not waiting.update(next_try_at=clock() + LEASE):  # another worker asks it
            continue
        asked = LookUp.objects.get(pk=pk)
        by = Actor(asked.role, asked.asked_by_id, asked.office_id)
        record("population.tried_again", subject=asked.subject_ref, by=by, purpose=asked.purpose, at=clock(), is_automatic=True)
        if complete(pk, at=clock(), is_later=True).outcome == Outcome.WAITING:
            break
        answered += 1
    return answered


def mark_seen(look_up_id: int, *, by: Actor, at: datetime) -> None:
    """The desk has read what came later: it leaves the list."""
    with transaction.atomic():
        seen = LookUp.objects.filter(pk=look_up_id, seen_at=None).exclude(outcome=Outcome.WAITING)
        if seen.update(seen_at=at):
            record("population.seen", subject=LookUp.objects.get(pk=look_up_id).subject_ref, by=by, at=at)


def empty_old(*, at: datetime) -> int:
    """Personal data leaves after POPULATION_KEEP_DAYS, answered or not; who asked when and why stays. Returns how many."""
    before = at - timedelta(days=settings.POPULATION_KEEP_DAYS)
    old = LookUp.objects.filter(emptied_at=None, asked_at__lt=before)
    emptied = {"asked": {}, "answer": {}, "emptied_at": at}
    unanswered = old.filter(outcome=Outcome.WAITING).update(
        outcome=Outcome.GIVEN_UP, answered_at=at, came_later=True, **emptied
    )
    return unanswered + old.update(**emptied)


def forget(subject_ref: str, *, at: datetime) -> None:
    """What it was about was never filed: what was asked and answered leaves at once; who asked when and why stays."""
    about = LookUp.objects.filter(subject_ref=subject_ref, emptied_at=None)
    emptied = {"asked": {}, "answer": {}, "emptied_at": at}
    about.filter(outcome=Outcome.WAITING).update(outcome=Outcome.GIVEN_UP, answered_at=at, seen_at=at, **emptied)
    about.update(seen_at=at, **emptied)


def _keep(asked: LookUp, people: list[dict[str, str]], at: datetime, *, is_later: bool) -> None:
    """Of several people nothing is kept: which of them is meant nobody can say."""
    asked.outcome = {0: Outcome.NOT_FOUND, 1: Outcome.FOUND}.get(len(people), Outcome.AMBIGUOUS)
    asked.answer = people[0] if len(people) == 1 else {}
    asked.answered_at, asked.came_later = at, is_later
    asked.seen_at = None if is_later else at
