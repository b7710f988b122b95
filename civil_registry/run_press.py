"""The file of a print run: a cover sheet, then the stored bytes of each copy, never rendered anew. Made by the worker.

Memory stays flat: some copies at a time go into a part on disk, the parts into one file. Killed at any moment, the next
worker finds the copies rendered and only joins them again. One worker at a time: it keeps saying that it is at it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from civil_registry.models import ExtractCopy, PrintRun
from civil_registry.print_runs import GIVEN_UP_AFTER
from civil_registry.render import render_copy
from civil_registry.run_cover import cover_files
from portal.documents.models import StoredDocument

KIND = "print_run"
COPIES_A_PART = 40
LEFT_BEHIND_AFTER = timedelta(hours=1)
EVERY = 10  # sheets between two reports of progress

Clock = Callable[[], datetime]


def print_run(run_id: int, *, clock: Clock) -> StoredDocument | None:
    """Make the file of a run once. Safe to run twice or at once; None where another worker is at it."""
    run = PrintRun.objects.select_related("office__parent", "asked_by", "document").get(pk=run_id)
    if run.document_id or not _claim(run, clock()):
        return run.document
    folder = _workshop(run, clock())
    try:
        parts = [*cover_files(run, folder), *_parts(run, folder, clock)]
        _join(parts, folder / "whole.pdf")
        return _keep(run, folder / "whole.pdf", at=clock())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprinted_ids(*, at: datetime, limit: int = 20) -> list[int]:
    """Runs without a file that no worker is at, oldest first: what the sweep finds."""
    waiting = PrintRun.objects.filter(_is_free(at), document__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def _is_free(at: datetime) -> Q:
    return Q(worked_at__isnull=True) | Q(worked_at__lt=at - GIVEN_UP_AFTER)


def _workshop(run: PrintRun, at: datetime) -> Path:
    """A folder for the parts, never below the web root; what killed workers left is cleared away after an hour."""
    rooms = Path(settings.PRIVATE_FILES_DIR) / "print_runs"
    rooms.mkdir(parents=True, exist_ok=True)
    for left in rooms.iterdir():
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < (at - LEFT_BEHIND_AFTER).timestamp():
                shutil.rmtree(left, ignore_errors=True)
    return Path(mkdtemp(prefix=f"{run.number}-", dir=rooms))


def _claim(run: PrintRun, at: datetime) -> bool:
    """One statement decides between two workers."""
    return bool(PrintRun.objects.filter(_is_free(at), pk=run.pk, document__isnull=True).update(worked_at=at, done=0))


def _parts(run: PrintRun, folder: Path, clock: Clock) -> Iterator[Path]:
    """The sheets in their order, some copies to a file. What was cancelled since is left out."""
    sheets = run.sheets.filter(spoiled_at__isnull=True).order_by("position").values_list("copy_id", "index")
    copies = [(copy_id, [index for _, index in group]) for copy_id, group in groupby(sheets, key=lambda sheet: sheet[0])]
    done = 0
    for start in range(0, len(copies), COPIES_A_PART):
        path = folder / f"part-{start:06d}.pdf"
        for _ in _write_part(copies[start : start + COPIES_A_PART], path):
            done += 1
            if done % EVERY == 0:
                _report(run, done, clock())
        yield path
    _report(run, done, clock())


def _write_part(copies: list[tuple[int, list[int]]], path: Path) -> Iterator[int]:
    """Take the asked-for pages of each copy, saying so sheet by sheet; then write them."""
    import pikepdf  # noqa: PLC0415  tens of MB that no web process needs

    with ExitStack() as opened, pikepdf.new() as part:
        for copy_id, indexes in copies:
            source = opened.enter_context(pikepdf.open(opened.enter_context(_paper(copy_id).file.open("rb"))))
            for index in indexes:
                part.pages.append(source.pages[index - 1])
                yield index
        part.save(path)


def _paper(copy_id: int) -> StoredDocument:
    """What was issued; rendered now where the sweep has not come to it."""
    copy = ExtractCopy.objects.select_related("document").get(pk=copy_id)
    return copy.document or render_copy(copy_id)


def _join(parts: list[Path], path: Path) -> None:
    import pikepdf  # noqa: PLC0415

    with ExitStack() as opened, pikepdf.new() as whole:
        for part in parts:
            whole.pages.extend(opened.enter_context(pikepdf.open(part)).pages)
        whole.save(path)


def _keep(run: PrintRun, path: Path, *, at: datetime) -> StoredDocument:
    """The bytes are written first: the transaction that keeps them is short."""
    document = StoredDocument.keep_file(path, kind=KIND)
    with transaction.atomic():
        locked = PrintRun.objects.select_for_update(of=("self",)).select_related("document").get(pk=run.pk)
        if locked.document_id is None:
            locked.document, locked.finished_at = document, at
            locked.save()
    return locked.document


def _report(run: PrintRun, done: int, at: datetime) -> None:
    PrintRun.objects.filter(pk=run.pk, document__isnull=True).update(done=done, worked_at=at)
