"""The cover sheet of a print run: what lies under it, in the order of the issue register, to tick off at signing and sealing.

It names nobody in full: the papers under it do.
"""

from collections.abc import Iterator
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from civil_registry.models import ExtractCopy, PrintedSheet, PrintRun
from civil_registry.run_rows import initials
from portal.documents.codes import code128_image
from portal.documents.heading import heading
from portal.documents.render import render_pdf

TEMPLATE = "documents/print_run_cover.html"
ROWS_A_PIECE = 200  # a table of a thousand rows takes much longer and more memory to set


def cover_pdfs(run: PrintRun) -> Iterator[bytes]:
    """The cover, in as many pieces as keep memory flat; none for sheets printed once more."""
    if run.reprint_reason:
        return
    live = run.sheets.filter(spoiled_at__isnull=True).select_related("copy__entry").order_by("position")
    rows = rows_of(list(live))
    for start in range(0, len(rows), ROWS_A_PIECE):
        yield cover_pdf(run, rows[start : start + ROWS_A_PIECE], copies=len(rows))


def rows_of(sheets: list[PrintedSheet]) -> list[dict]:
    """A row for each copy: where it starts in the stack, its number, whose it is in initials, how many sheets."""
    rows: list[dict] = []
    for _, group in groupby(sheets, key=lambda sheet: sheet.copy_id):
        own = list(group)
        rows.append(_row(own[0].copy, own) | {"position": len(rows) + 1})
    return rows


def cover_pdf(run: PrintRun, rows: list[dict], *, copies: int) -> bytes:
    asked = timezone.localtime(run.asked_at)
    context = {
        "head": heading(run.office, asked.date(), f"Đợt in: {run.number}"),
        "run": run,
        "asked_by": run.asked_by.full_name,
        "asked": f"{asked:%H:%M ngày %d/%m/%Y}",
        "rows": rows,
        "copies": copies,
        "is_first": rows[0]["position"] == 1,
        "is_last": rows[-1]["position"] == copies,
        "code": code128_image(run.number, height_mm=10, module_mm=0.45),
        "is_demo": not settings.IS_PRODUCTION,
    }
    return render_pdf(TEMPLATE, context, title=f"Tờ bìa đợt in {run.number}")


def _row(copy: ExtractCopy, sheets: list[PrintedSheet]) -> dict:
    return {
        "serial": copy.serial_text,
        "subject": initials(copy.entry.subject_name),
        "dossier": copy.dossier_code,
        "sheets": len(sheets),
        "first": sheets[0].position,
        "last": sheets[-1].position,
    }
