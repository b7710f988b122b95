"""The file of a print run: a cover sheet, then the stored bytes of each copy, never rendered anew. Made by the worker.

Memory stays flat: page by page onto the disk (portal.documents.joining). Killed at any moment, the next worker finds the
copies rendered and only joins them again. One worker at a time: it keeps saying that it is at it.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from civil_registry.models import ExtractCopy, PrintRun
from civil_registry.print_runs import GIVEN_UP_AFTER
from civil_registry.render import render_copy
from civil_registry.run_cover import cover_pdfs
from portal.documents.joining import JoinedPapers
from portal.documents.models import StoredDocument

KIND = "print_run"
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
        with JoinedPapers(folder / "whole.pdf") as whole:
            for cover in cover_pdfs(run):
                whole.append(BytesIO(cover))
            _sheets_into(whole, run, clock)
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
    """A folder for the file, never below the web root; what killed workers left is cleared away after an hour."""
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


def _sheets_into(whole: JoinedPapers, run: PrintRun, clock: Clock) -> None:
    """Each copy's sheets in their order, the work reported as it goes. What was cancelled since is left out."""
    sheets = run.sheets.filter(spoiled_at__isnull=True).order_by("position").values_list("copy_id", "index")
    done = reported = 0
    for copy_id, group in groupby(list(sheets), key=lambda sheet: sheet[0]):
        pages = [index - 1 for _, index in group]
        document = _paper(copy_id)
        if document is None:
            continue  # cancelled while the run was being made
        with document.file.open("rb") as paper:
            whole.append(paper, pages)
        done += len(pages)
        if done - reported >= EVERY:
            _report(run, done, clock())
            reported = done
    _report(run, done, clock())


def _paper(copy_id: int) -> StoredDocument | None:
    """What was issued; rendered now where the sweep has not come to it. None of what was cancelled before it was."""
    copy = ExtractCopy.objects.select_related("document").get(pk=copy_id)
    return copy.document or render_copy(copy_id)


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
