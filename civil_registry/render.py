"""The paper itself: a signed copy, rendered once by the worker and kept byte for byte. PDF/A-3a by portal.documents.render."""

import structlog
from django.db import transaction

from civil_registry import seal
from civil_registry.events import ExtractForm
from civil_registry.form_store import form_of_row
from civil_registry.models import CopyState, ExtractCopy, ExtractTemplate
from civil_registry.sample_copies import sample_copy, sample_day, values_of
from civil_registry.seal_keys import signer_for
from civil_registry.sheet import TEMPLATE, seal_prefix, sheet_of
from civil_registry.signatures import signed
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

KIND = "extract_copy"
log = structlog.get_logger(__name__)


def render_copy(copy_id: int) -> StoredDocument | None:
    """Render a signed copy once. Safe to run twice or at once: who comes second finds the paper and keeps it.

    Printing takes a second and happens outside the transaction: on SQLite a writer keeps everybody else waiting.
    A copy signed digitally gets its signature here, once: what a second worker signed meanwhile is thrown away.
    Returns None for a copy that is not signed.
    """
    copy = ExtractCopy.objects.select_related("office__parent", "signing_key").get(pk=copy_id)
    if copy.document_id or copy.state != CopyState.SIGNED:
        return copy.document
    copy.seal = sealed = copy.seal or seal_of(copy)
    paper, level = signed(copy, paper_of(copy))  # of a signed copy, which never changes
    with transaction.atomic():
        copy = ExtractCopy.objects.select_for_update().get(pk=copy_id)
        if copy.document_id is None and copy.state == CopyState.SIGNED:
            copy.seal, copy.signature_level = sealed, level
            copy.document = StoredDocument.keep(paper, kind=KIND)
            copy.save()
    return copy.document


def seal_of(copy: ExtractCopy) -> bytes | None:
    """The seal of a signed copy; None while no key may be used: the paper then carries the short code, checked online."""
    signer = signer_for(copy)
    if signer is None:
        log.warning("paper_without_seal", copy_id=copy.pk)
        return None
    return seal.make(copy, signer, prefix=seal_prefix())


def paper_of(copy: ExtractCopy, *, is_draft: bool = False, form: ExtractForm | None = None) -> bytes:
    """The paper of a signed copy, one sheet for each copy asked for; or of a draft. `form`: not the one it was drawn up in."""
    sheet = sheet_of(copy, is_draft=is_draft, form=form)
    return render_pdf(TEMPLATE, sheet, title=sheet["document_title"])


def render_form_sample(form_id: int) -> StoredDocument:
    """A sheet of a form with invented people, to lay beside the Ministry's print. Rendered once; safe to run twice."""
    row = ExtractTemplate.objects.select_related("sample").get(pk=form_id)
    if row.sample_id:
        return row.sample
    form = form_of_row(row)
    paper = paper_of(sample_copy(form, values_of(form), day=sample_day(form)), form=form)
    with transaction.atomic():
        row = ExtractTemplate.objects.select_for_update(of=("self",)).select_related("sample").get(pk=form_id)
        if row.sample_id is None:
            row.sample = StoredDocument.keep(paper, kind="form_sample")
            row.save(update_fields=["sample"])
    return row.sample


def forms_without_sample() -> list[int]:
    """What the sweep finds: forms loaded or entered, no sheet of them printed yet."""
    return list(ExtractTemplate.objects.filter(sample__isnull=True).values_list("pk", flat=True))


def unrendered_ids(limit: int = 200) -> list[int]:
    """Copies signed but not rendered, oldest first: what the sweep finds."""
    waiting = ExtractCopy.objects.filter(state=CopyState.SIGNED, document__isnull=True)
    return list(waiting.order_by("signed_at").values_list("pk", flat=True)[:limit])
