"""`manage.py samples DIR`: one PDF of every kind of document, from invented people."""

from collections.abc import Iterator
from pathlib import Path

from applications import samples as of_applications
from applications.linked import samples as of_linked
from applications.rollout import samples as of_rollout
from applications.statutory import samples as of_reports
from civil_registry import samples as of_registers
from portal.commands import DatabaseCommand
from postal import samples as of_post


def every_sample() -> Iterator[tuple[str, bytes]]:
    """(file name, PDF) of every kind of paper there is. Nothing stays in the database."""
    for source in (of_registers, of_applications, of_linked, of_rollout, of_reports, of_post):
        yield from source.samples()


class Command(DatabaseCommand):
    help = "Writes one PDF of every kind of document into a folder."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, pdf in every_sample():
            (folder / name).write_bytes(pdf)
            self.stdout.write(str(folder / name))
