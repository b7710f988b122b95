"""`manage.py samples DIR`: one PDF of every kind of document, from invented people."""

from pathlib import Path

from django.core.management.base import BaseCommand

from applications import samples as of_applications
from civil_registry import samples as of_registers
from postal import samples as of_post


class Command(BaseCommand):
    help = "Writes one PDF of every kind of document into a folder."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for source in (of_registers, of_applications, of_post):
            for name, pdf in source.samples():
                (folder / name).write_bytes(pdf)
                self.stdout.write(str(folder / name))
