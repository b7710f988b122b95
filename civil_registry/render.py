"""The paper itself: a signed copy rendered once and kept byte for byte, or the preview of a draft.

Source: domain reference §2.2; PDF/A-3a by portal.documents.render.
"""

import math

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from civil_registry.checkcodes import grouped
from civil_registry.events import IN_WORDS, ExtractForm, form_for
from civil_registry.models import CopyState, ExtractCopy
from portal.documents.codes import qr_image
from portal.documents.heading import heading
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

TEMPLATE = "documents/extract.html"
KIND = "extract_copy"
# The sheet in ordinary type: letters in a line, height of a line and of the gap under a row, room for all rows.
LINE_LETTERS, LINE_MM, ROW_MM, ROOM_MM = 72, 5.75, 1.5, 160


def render_copy(copy_id: int) -> StoredDocument | None:
    """Render a signed copy once. Safe to run twice or at once: who comes second finds the paper and keeps it.

    Printing takes a second and happens outside the transaction: on SQLite a writer keeps everybody else waiting.
    Returns None for a copy that is not signed.
    """
    copy = ExtractCopy.objects.select_related("office__parent").get(pk=copy_id)
    if copy.document_id or copy.state != CopyState.SIGNED:
        return copy.document
    paper = paper_of(copy)  # of a signed copy, which never changes
    with transaction.atomic():
        copy = ExtractCopy.objects.select_for_update().get(pk=copy_id)
        if copy.document_id is None and copy.state == CopyState.SIGNED:
            copy.document = StoredDocument.keep(paper, kind=KIND)
            copy.save()
    return copy.document


def render_preview(copy: ExtractCopy) -> bytes:
    """The draft as it would be printed, marked as a draft, without number and code."""
    return _pdf(copy, is_draft=True)


def paper_of(copy: ExtractCopy) -> bytes:
    """The paper of a signed copy, one sheet for each copy asked for."""
    return _pdf(copy)


def unrendered_ids(limit: int = 200) -> list[int]:
    """Copies signed but not rendered, oldest first: what the sweep finds."""
    waiting = ExtractCopy.objects.filter(state=CopyState.SIGNED, document__isnull=True)
    return list(waiting.order_by("signed_at").values_list("pk", flat=True)[:limit])


def _pdf(copy: ExtractCopy, *, is_draft: bool = False) -> bytes:
    day = timezone.localdate(copy.signed_at or copy.drafted_at)
    form = form_for(copy.kind, day)
    rows = _rows(form, copy.snapshot)
    context = {
        "form": form,
        "rows": rows,
        "is_dense": _is_dense(rows),
        "head": heading(copy.office, day, "" if is_draft else copy.serial_text)
        | ({"number_line": "Số: ……"} if is_draft else {}),
        "sheets": range(1, 2 if is_draft else copy.quantity + 1),
        "total": copy.quantity,
        "signer": {"name": copy.signer_name, "title_lines": copy.signer_title_lines.splitlines()},
        "check": None if is_draft else _check(copy),
        "is_draft": is_draft,
        "is_demo": not settings.IS_PRODUCTION,
    }
    number = "dự thảo" if is_draft else f"số {copy.serial_text}"
    return render_pdf(TEMPLATE, context, title=f"{form.title.capitalize()} (bản sao) {number}")


def _rows(form: ExtractForm, snapshot: dict) -> list[dict]:
    """The printed rows with how they stand: three or two columns, or one sentence ("Số: 87, ngày 20 tháng 3 năm 1990")."""
    rows = form.printed(snapshot)
    for row in rows:
        row["cells"] = [(label, _words_apart(value)) for label, value in row["cells"]]
        is_sentence = row["cells"][-1][0] == "ngày"
        row["columns"] = 1 if is_sentence else len(row["cells"])
    return rows


def _words_apart(value: str) -> str:
    """The label inside a date stands in plain letters: **12/3/1990**; ghi bằng chữ: **Ngày mười hai, …**."""
    digits, label, words = value.partition(IN_WORDS)
    return format_html("{}</b>{}<b>{}", digits, label, words) if label else value


def _is_dense(rows: list[dict]) -> bool:
    """Whether long names and places would push the signature off the sheet: then the paper is set in smaller type."""
    return sum(_lines(row) * LINE_MM + ROW_MM for row in rows) > ROOM_MM


def _lines(row: dict) -> int:
    """How many lines a row takes, about; capitals are a third wider."""
    wide = [len(label) + 2 + len(value) * (4 if value.isupper() else 3) / 3 for label, value in row["cells"]]
    if row["columns"] == 1:
        return math.ceil(sum(wide) / LINE_LETTERS)
    return max(math.ceil(width * row["columns"] / LINE_LETTERS) for width in wide)


def _check(copy: ExtractCopy) -> dict:
    return {
        "qr": qr_image(f"{settings.PUBLIC_URL}/kt/{copy.check_code}/"),
        "code": grouped(copy.check_code),
        "dossier_code": copy.dossier_code,
    }
