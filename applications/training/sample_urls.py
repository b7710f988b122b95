"""Values with which the addresses of training open. See portal/routes.py."""

from applications.training.exercises import exercises
from applications.training.models import ExerciseRun, Sandbox
from portal.routes import Samples


def a_run() -> int | None:
    return ExerciseRun.objects.values_list("pk", flat=True).first()


def a_unit_that_trains() -> int | None:
    return Sandbox.objects.values_list("unit_id", flat=True).first()


SAMPLES: Samples = {
    "training:start/code": lambda: next(iter(exercises())),
    "run_id": a_run,
    "training:unit_results/office_id": a_unit_that_trains,
}
