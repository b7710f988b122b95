"""Who has trained: per trainee for the unit's leader, per unit for the Department. Read by pages, and by whoever keeps
attendance (`passed_people`). Counts only what was really done; no dossier is shown."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Q

from applications.training.exercises import Exercise, exercises
from applications.training.models import ExerciseRun
from applications.training.results import steps_of
from portal.accounts.models import User
from portal.offices.models import Office
from portal.text import fold


@dataclass(frozen=True, slots=True)
class Result:
    """One exercise of one trainee: his best run."""

    exercise: Exercise
    runs: int
    done: int
    passed_at: datetime | None


@dataclass(slots=True)
class Trainee:
    person: User
    results: list[Result] = field(default_factory=list)

    @property
    def passed(self) -> int:
        return sum(1 for result in self.results if result.passed_at)


@dataclass(frozen=True, slots=True)
class UnitTraining:
    office: Office
    people: int
    runs: int
    passed_people: int
    last_at: datetime


def trainees_of(unit: Office, *, only: int | None = None) -> list[Trainee]:
    """By name, with the exercises they began, in the order of the page. `only`: one person."""
    runs = ExerciseRun.objects.filter(sandbox__unit=unit).select_related("trainee", "application__extract", "sandbox")
    if only is not None:
        runs = runs.filter(trainee_id=only)
    grouped: dict[User, dict[str, list[ExerciseRun]]] = defaultdict(lambda: defaultdict(list))
    for run in runs:
        grouped[run.trainee][run.exercise].append(run)
    found = [
        Trainee(person, [_result(code, own[code]) for code in exercises() if code in own]) for person, own in grouped.items()
    ]
    return sorted(found, key=lambda trainee: fold(trainee.person.full_name))


def units_trained() -> list[UnitTraining]:
    """Units where somebody began an exercise, by name. Two queries."""
    rows = ExerciseRun.objects.order_by().values("sandbox__unit")
    counted = rows.annotate(
        people=Count("trainee", distinct=True),
        runs=Count("pk"),
        passed=Count("trainee", distinct=True, filter=Q(passed_at__isnull=False)),
        last=Max("started_at"),
    )
    counted = {row["sandbox__unit"]: row for row in counted}
    offices = Office.objects.select_related("parent").in_bulk(counted)
    found = [
        UnitTraining(office, row["people"], row["runs"], row["passed"], row["last"])
        for pk, office in offices.items()
        for row in [counted[pk]]
    ]
    return sorted(found, key=lambda line: fold(line.office.full_name))


def passed_people(unit: Office) -> set[int]:
    """Ids of the unit's people who have passed an exercise: what a list of attendance may be held against."""
    passed = ExerciseRun.objects.filter(sandbox__unit=unit, passed_at__isnull=False)
    return set(passed.order_by().values_list("trainee_id", flat=True))


def _result(code: str, runs: list[ExerciseRun]) -> Result:
    passed = [run.passed_at for run in runs if run.passed_at]
    latest = max(runs, key=lambda run: (run.started_at, run.pk))
    done = len(exercises()[code].steps) if passed else sum(1 for step in steps_of(latest) if step.at)
    return Result(exercises()[code], len(runs), done, min(passed, default=None))
