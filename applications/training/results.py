"""What a trainee really did, read from the history of his dossier; nothing is ticked by hand.

A check answers with the moment at which its step was done, or None. Checks read; `settle_runs` writes down.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from applications.models import SlipKind, StateChange
from applications.training.exercises import Exercise, exercises
from applications.training.models import ExerciseRun
from portal.text import fold

LAST_A_STEP = timedelta(days=30)  # a run that nobody goes on with is not read for ever
SENTENCE = 20  # letters: "không có" is no reason


@dataclass(frozen=True, slots=True)
class StepDone:
    text: str
    at: datetime | None


class Facts:
    """The history of one run's dossier: the trainee's own steps, and everybody's."""

    def __init__(self, run: ExerciseRun, exercise: Exercise) -> None:
        self.run, self.exercise, self.application = run, exercise, run.application
        self.changes: list[StateChange] = list(run.application.history.order_by("id"))

    def all(self, verb: str) -> list[StateChange]:
        return [change for change in self.changes if change.verb == verb]

    def mine(self, verb: str) -> StateChange | None:
        """The trainee's first."""
        return next((change for change in self.all(verb) if change.actor_id == self.run.trainee_id), None)

    def refusal(self) -> dict:
        own = self.application.slips.filter(kind=SlipKind.REFUSAL, drafted_by_id=self.run.trainee_id).first()
        return own.content if own else {}


def received(facts: Facts) -> datetime | None:
    return _at(facts.mine("receive"))


def received_in_time(facts: Facts) -> datetime | None:
    return _not_after(facts.mine("receive"), facts.application.due_at)


def drafted(facts: Facts) -> datetime | None:
    """From the very entry that was asked for: the subject's."""
    copy = facts.application.extract
    is_right = copy is not None and fold(facts.application.subject_name) in fold(" ".join(_names(copy.snapshot["fields"])))
    return _at(facts.mine("draw_up")) if is_right else None


def sent(facts: Facts) -> datetime | None:
    return _at(facts.mine("send_for_signature"))


def signed(facts: Facts) -> datetime | None:
    return _at(facts.mine("sign"))


def signed_by_another(facts: Facts) -> datetime | None:
    signatures, drafts = facts.all("sign"), facts.all("draw_up")
    if not signatures or not drafts or signatures[-1].actor_id == drafts[-1].actor_id:
        return None
    return signatures[-1].at


def signed_by_the_clock(facts: Facts) -> datetime | None:
    return _not_after(next(iter(facts.all("sign")), None), facts.run.must_end_at)


def asked(facts: Facts) -> datetime | None:
    return _at(facts.mine("ask_for_supplement"))


def asked_for_all(facts: Facts) -> datetime | None:
    """The first request names everything that is missing. Source: NĐ 61/2018 Art. 17(2a)."""
    first = facts.mine("ask_for_supplement")
    if first is None:
        return None
    words = fold(" ".join([*first.detail.get("items", []), first.reason]))
    has_all = all(any(fold(word) in words for word in group) for group in facts.exercise.must_ask)
    return first.at if has_all else None


def asked_once(facts: Facts) -> datetime | None:
    asking = facts.all("ask_for_supplement")
    return asking[0].at if len(asking) == 1 else None


def refusal_proposed(facts: Facts) -> datetime | None:
    return _at(facts.mine("propose_refusal"))


def refusal_has_reason(facts: Facts) -> datetime | None:
    is_sentence = len(facts.refusal().get("reason", "")) >= SENTENCE
    return refusal_proposed(facts) if is_sentence else None


def refusal_shows_a_way(facts: Facts) -> datetime | None:
    return refusal_proposed(facts) if facts.refusal().get("next_way") else None


def handed_to_post(facts: Facts) -> datetime | None:
    return _at(facts.mine("hand_to_post"))


CHECKS: dict[str, Callable[[Facts], datetime | None]] = {
    check.__name__: check
    for check in (
        received,
        received_in_time,
        drafted,
        sent,
        signed,
        signed_by_another,
        signed_by_the_clock,
        asked,
        asked_for_all,
        asked_once,
        refusal_proposed,
        refusal_has_reason,
        refusal_shows_a_way,
        handed_to_post,
    )
}


def steps_of(run: ExerciseRun) -> list[StepDone]:
    """Each step of the exercise with when it was done: as written down of a run that is passed, else as things stand."""
    exercise = exercises()[run.exercise]
    if run.passed_at:
        written = {check: datetime.fromisoformat(at) for check, at in run.done.items()}
        return [StepDone(step.text, written.get(step.check)) for step in exercise.steps]
    facts = Facts(run, exercise)
    return [StepDone(step.text, CHECKS[step.check](facts)) for step in exercise.steps]


def settle_runs(runs: Iterable[ExerciseRun]) -> int:
    """Write down what has been done; returns how many were passed now. May run twice, and late."""
    passed = 0
    for run in runs:
        exercise = exercises()[run.exercise]
        steps = steps_of(run)
        done = {step.check: found.at.isoformat() for step, found in zip(exercise.steps, steps, strict=True) if found.at}
        if len(done) == len(steps):
            run.passed_at = max(run.started_at, *(step.at for step in steps if step.at))
            passed += 1
        if done != run.done or run.passed_at:
            run.done = done
            run.save(update_fields=["done", "passed_at"])
    return passed


def settle_open_runs(*, at: datetime) -> int:
    """The sweep: runs that somebody may still be at."""
    open_ones = ExerciseRun.objects.filter(passed_at__isnull=True, started_at__gte=at - LAST_A_STEP)
    return settle_runs(open_ones.filter(sandbox__closed_at__isnull=True).select_related("application__extract"))


def _at(change: StateChange | None) -> datetime | None:
    return change.at if change else None


def _not_after(change: StateChange | None, moment: datetime | None) -> datetime | None:
    return change.at if change and moment and change.at <= moment else None


def _names(fields: dict[str, str]) -> list[str]:
    return [value for code, value in fields.items() if code.endswith("_name")]
