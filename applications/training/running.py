"""Doing an exercise: begin with a dossier of one's own; the invented leader signs; the hand-over that nobody carries."""

from datetime import datetime, timedelta
from zlib import crc32

from django.db import transaction

from applications import actions
from applications.errors import ApplicationError
from applications.states import State
from applications.training.dossiers import invent
from applications.training.exercises import Exercise
from applications.training.models import ExerciseRun, Sandbox
from applications.training.results import settle_runs
from applications.training.sandboxes import colleague
from civil_registry.models import CopyState
from portal.accounts.actors import Actor
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.days import HANOI
from portal.offices.calendar import WorkingCalendar, calendar_for

LEAST_TIME = timedelta(hours=1)


class NotNow(ApplicationError):
    """The dossier is not where this step begins, or its sandbox is closed."""


def start(exercise: Exercise, sandbox: Sandbox, *, by: Actor, at: datetime) -> ExerciseRun:
    """A run with a new invented dossier. Raises FeeUnknown, CalendarMissing."""
    with transaction.atomic():
        seed = crc32(f"{sandbox.pk}:{by.user_id}:{exercise.code}:{sandbox.runs.count()}".encode())
        run = ExerciseRun.objects.create(
            sandbox=sandbox,
            trainee_id=by.user_id,
            exercise=exercise.code,
            application=invent(exercise, sandbox.office, seed=seed, at=at),
            started_at=at,
            must_end_at=must_end_at(exercise, calendar_for(sandbox.unit), at) if exercise.until else None,
        )
        record("training.started", subject=f"exercise:{exercise.code}", by=by, at=at, run=run.pk)
    return run


def must_end_at(exercise: Exercise, calendar: WorkingCalendar, at: datetime) -> datetime:
    """The first such hour of a working day that leaves LEAST_TIME. Raises CalendarMissing."""
    day = (at + LEAST_TIME).astimezone(HANOI).date()
    while True:
        moment = datetime.combine(day, exercise.until, HANOI)
        if moment >= at + LEAST_TIME and calendar.is_working_day(day):
            return moment
        day += timedelta(days=1)


def sign_for(run: ExerciseRun, *, at: datetime) -> None:
    """The invented leader signs what waits for a signature. Raises NotNow, ApplicationError."""
    if not may_be_signed(run):
        raise NotNow("Hồ sơ chưa trình ký, hoặc đã ký rồi.")
    leader = colleague(Role.OFFICE_LEADER, run.sandbox.office)
    actions.sign(run.application_id, by=leader, at=at, has_compared=True, acknowledges=True)
    _settle(run)


def hand_over(run: ExerciseRun, *, by: Actor, at: datetime) -> None:
    """As if both sides had confirmed: no envelope, no tracking number, nobody called. Raises NotNow."""
    if not may_be_handed_over(run):
        raise NotNow("Bản sao chưa ký, hoặc đã bàn giao rồi.")
    actions.hand_to_post(run.application_id, tracking_number="", by=by, at=at)
    _settle(run)


def may_be_signed(run: ExerciseRun) -> bool:
    copy = run.application.extract
    return not run.is_over and copy is not None and copy.state == CopyState.AWAITING_SIGNATURE


def may_be_handed_over(run: ExerciseRun) -> bool:
    return not run.is_over and run.application.state == State.ISSUED


def _settle(run: ExerciseRun) -> None:
    again = ExerciseRun.objects.select_related("application__extract").get(pk=run.pk)
    if again.passed_at is None:
        settle_runs([again])
