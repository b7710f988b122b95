"""The paper itself: a signed copy, rendered once by the worker and kept byte for byte. PDF/A-3a by portal.documents.render."""

from django.db import transaction

from civil_registry.events import ExtractForm
from civil_registry.models import CopyState, ExtractCopy
from civil_registry.sheet import TEMPLATE, sheet_of
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

KIND = "extract_copy"


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


def paper_of(copy: ExtractCopy, *, is_draft: bool = False, form: ExtractForm | None = None) -> bytes:
    """The paper of a signed copy, one sheet for each copy asked for; or of a draft. `form`: not the one it was drawn up in."""
    sheet = sheet_of(copy, is_draft=is_draft, form=form)
    return render_pdf(TEMPLATE, sheet, title=sheet["document_title"])


def unrendered_ids(limit: int = 200) -> list[int]:
    """Copies signed but not rendered, oldest first: what the sweep finds."""
    waiting = ExtractCopy.objects.filter(state=CopyState.SIGNED, document__isnull=True)
    return list(waiting.order_by("signed_at").values_list("pk", flat=True)[:limit])
