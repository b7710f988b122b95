"""The paper itself: a signed copy, rendered once by the worker and kept byte for byte. PDF/A-3a by portal.documents.render."""

from django.db import transaction

from civil_registry.models import CopyState, ExtractCopy
from civil_registry.sheet import TEMPLATE, sheet_of
from civil_registry.signatures import signed
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

KIND = "extract_copy"


def render_copy(copy_id: int) -> StoredDocument | None:
    """Render a signed copy once. Safe to run twice or at once: who comes second finds the paper and keeps it.

    Printing takes a second and happens outside the transaction: on SQLite a writer keeps everybody else waiting.
    A copy signed digitally gets its signature here, once: what a second worker signed meanwhile is thrown away.
    Returns None for a copy that is not signed.
    """
    copy = ExtractCopy.objects.select_related("office__parent", "signing_key").get(pk=copy_id)
    if copy.document_id or copy.state != CopyState.SIGNED:
        return copy.document
    paper, level = signed(copy, paper_of(copy))  # of a signed copy, which never changes
    with transaction.atomic():
        copy = ExtractCopy.objects.select_for_update().get(pk=copy_id)
        if copy.document_id is None and copy.state == CopyState.SIGNED:
            copy.document, copy.signature_level = StoredDocument.keep(paper, kind=KIND), level
            copy.save()
    return copy.document


def paper_of(copy: ExtractCopy, *, is_draft: bool = False) -> bytes:
    """The paper of a signed copy, one sheet for each copy asked for; or of a draft."""
    sheet = sheet_of(copy, is_draft=is_draft)
    return render_pdf(TEMPLATE, sheet, title=sheet["document_title"])


def unrendered_ids(limit: int = 200) -> list[int]:
    """Copies signed but not rendered, oldest first: what the sweep finds."""
    waiting = ExtractCopy.objects.filter(state=CopyState.SIGNED, document__isnull=True)
    return list(waiting.order_by("signed_at").values_list("pk", flat=True)[:limit])
