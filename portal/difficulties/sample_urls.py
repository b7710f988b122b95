"""Values with which the addresses of difficulties open: taken from the rows there are. See portal/routes.py."""

from portal.difficulties.models import DifficultyFile, DifficultyReport
from portal.routes import Samples


def a_difficulty() -> int | None:
    return DifficultyReport.objects.order_by("pk").values_list("pk", flat=True).first()


def a_file() -> int | None:
    return DifficultyFile.objects.order_by("pk").values_list("pk", flat=True).first()


def with_the_file() -> int | None:
    return DifficultyFile.objects.order_by("pk").values_list("difficulty_id", flat=True).first()


SAMPLES: Samples = {
    "difficulty_id": a_difficulty,
    "difficulties:file/difficulty_id": with_the_file,
    "difficulties:file/file_id": a_file,
    "difficulties_inbox:download/form": lambda: "csv",
}
