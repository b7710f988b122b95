"""What the people of Hai Bà Trưng exercised: a copy issued before 15:00, and a supplement still to be asked for."""

from datetime import datetime, time, timedelta

from applications import actions
from applications.training import running, sandboxes
from applications.training.exercises import exercises
from applications.training.models import ExerciseRun, Sandbox
from civil_registry.models import RegisterEntry
from portal.accounts.actors import Actor
from portal.accounts.models import Role, User
from portal.days import HANOI
from portal.offices.calendar import calendar_for
from portal.offices.models import Office
from postal.demo.dossiers import last_working_days

STEP = timedelta(minutes=9)


def load(users: dict[str, User], office: Office, *, now: datetime) -> None:
    """Once. On the last working day before `now` (aware), in the morning."""
    if Sandbox.objects.exists():
        return
    today = now.astimezone(HANOI).date()
    before, _today = last_working_days(calendar_for(office), today, 2)
    at = datetime.combine(before, time(9, 12), HANOI)
    ha = users["ha"]
    postings = list(ha.postings.filter(office=office))
    sandboxes.enter(office, postings, by=Actor(Role.CIVIL_STATUS_OFFICER, ha.pk, office.pk), at=at)
    sandbox = sandboxes.current_sandbox(office)
    by = Actor(Role.CIVIL_STATUS_OFFICER, ha.pk, sandbox.office_id)
    _issue(running.start(exercises()["cap-ban-sao"], sandbox, by=by, at=at), by, at=at)
    running.start(exercises()["bo-sung"], sandbox, by=by, at=at + 6 * STEP)


def _issue(run: ExerciseRun, by: Actor, *, at: datetime) -> None:
    """Every step of the exercise, the last of them by the invented leader."""
    dossier = run.application
    entry = RegisterEntry.objects.get(book__holder_id=by.office_id, subject_name=dossier.subject_name)
    actions.receive(dossier.pk, by=by, at=at + STEP)
    actions.draw_up(dossier.pk, entry_id=entry.pk, by=by, at=at + 2 * STEP)
    actions.send_for_signature(dossier.pk, by=by, at=at + 3 * STEP, acknowledges=True)
    running.sign_for(
        ExerciseRun.objects.select_related("application__extract", "sandbox__office").get(pk=run.pk), at=at + 4 * STEP
    )
