"""`manage.py import_register FILE --office CODE [--kind birth]`: a file of digitised entries into the books of an office."""

from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from civil_registry.forms_import import holder_of
from civil_registry.importing import running, templates
from civil_registry.models import EventKind, ImportState
from portal.accounts.actors import SYSTEM
from portal.background import without_nudges
from portal.commands import DatabaseCommand
from portal.csv_files import FileUnreadable


class Command(DatabaseCommand):
    help = "Enter a CSV or XLSX file of digitised entries; a second run enters nothing twice and overwrites nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--office", metavar="CODE", required=True, help="the office that holds the books today")
        parser.add_argument("--kind", choices=EventKind.values, default="", help="else the column “Loại sổ” says it")
        parser.add_argument("--report", type=Path, metavar="FILE", help="where to write the rows that were not entered")

    def handle(self, *, file: Path, office: str, kind: str, report: Path | None, **options) -> None:
        holder = holder_of(office)
        if holder is None:
            raise CommandError(f"No office standing today has the code {office}.")
        try:
            content, now = file.read_bytes(), timezone.now()
            with without_nudges():
                asked = {"name": file.name, "content_type": "application/octet-stream", "office": holder, "kind": kind}
                run = running.upload(content, **asked, by=SYSTEM, at=now)
                running.start(run.pk, by=SYSTEM, at=now)
        except OSError as fault:
            raise CommandError(f"{file}: {fault.strerror}.") from fault
        except FileUnreadable as fault:
            raise CommandError(str(fault)) from fault
        run = running.run_import(run.pk, clock=timezone.now)
        if run.state == ImportState.FAILED:
            raise CommandError(run.fault)
        if report:
            report.write_text("".join(templates.report(run)), encoding="utf-8", newline="")
        self.stdout.write(
            f"{run.rows_done} rows: {run.entered} entered, {run.unchanged} there already, "
            f"{run.differing} differ from the book, {run.refused} refused. Report: import {run.pk}"
            + (f", {report}" if report else "")
        )
