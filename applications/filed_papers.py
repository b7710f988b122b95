"""The two papers a citizen keeps, what was filed (D8) and the filled request form (D7): what each prints, printed once.

Source: TT 04/2020/TT-BTP, annex 5 (the form); the list of files with sizes and hashes is what "nothing lost" is checked by.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from applications.filing import present_files
from applications.models import FiledPaper, FiledPaperKind
from applications.papers import slot_label, supplement_of
from applications.procedures import procedure_for
from applications.summary import (
    identity_in_words,
    partial_date,
    relation_in_words,
    residence_in_words,
    sections_of,
)
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

SWEPT_AT_ONCE = 50  # a few seconds of a worker: papers asked for and messages are not kept waiting
HASH_LINE = 16  # characters of a hash on one line of a narrow column


def render_filed_paper(paper_id: int) -> StoredDocument:
    """Print a paper once; safe to run twice or at once. Printing happens outside the transaction that keeps it."""
    paper = FiledPaper.objects.select_related("application__office", "document").get(pk=paper_id)
    if paper.document_id:
        return paper.document
    content = filed_paper_pdf(paper)
    with transaction.atomic():
        paper = FiledPaper.objects.select_for_update(of=("self",)).select_related("document").get(pk=paper_id)
        if paper.document_id is None:
            paper.document = StoredDocument.keep(content, kind=paper.kind)
            paper.save()
    return paper.document


def unrendered_ids(limit: int = SWEPT_AT_ONCE) -> list[int]:
    """Papers filed but not printed, oldest first: what the sweep finds."""
    waiting = FiledPaper.objects.filter(document__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def filed_paper_pdf(paper: FiledPaper) -> bytes:
    template, name, context_of = PRINTED[FiledPaperKind(paper.kind)]
    with translation.override("vi"):
        return render_pdf(template, context_of(paper), title=f"{name} {paper.application.ref}")


def receipt_context(paper: FiledPaper) -> dict[str, Any]:
    """The answers, the promise, the money, and each stored file with its size and SHA-256, as they were when filed."""
    return {
        "paper": paper,
        "application": paper.application,
        "due_on": date.fromisoformat(paper.content["due_on"]),
        "sections": sections_of(paper.application),
        "files": _files(paper),
        "public_url": settings.PUBLIC_URL,
    }


def declaration_context(paper: FiledPaper) -> dict[str, Any]:
    """The request form as the law words it, with what was declared."""
    application = paper.application
    requester, subject, registration = (application.answers.get(step, {}) for step in ("requester", "subject", "registration"))
    return {
        "application": application,
        "kind": procedure_for(application.procedure_code).kind(application.kind),
        "requester": requester,
        "subject": subject,
        "registration": registration,
        "relation": relation_in_words(application),
        "residence": residence_in_words(requester),
        "identity": identity_in_words(requester),
        "dates": {
            "requester": partial_date(requester.get("birth_date", "")),
            "subject": partial_date(subject.get("birth_date", "")),
            "registered": partial_date(registration.get("registered_on", "")),
        },
    }


PRINTED = {
    FiledPaperKind.RECEIPT: ("documents/receipt.html", "Bản đã nộp", receipt_context),
    FiledPaperKind.DECLARATION: ("documents/declaration.html", "Tờ khai", declaration_context),
}


def _files(paper: FiledPaper) -> list[dict[str, Any]]:
    """The files of this filing and of those before it; once filed, no file is changed or taken away."""
    application = paper.application
    return [
        {
            "label": slot_label(application, attachment.slot),
            "name": attachment.original_name,
            "size": attachment.document.size,
            "hash_parts": _in_lines(attachment.document.sha256),
        }
        for attachment in present_files(application)
        if supplement_of(attachment.slot) <= paper.filing
    ]


def _in_lines(text: str) -> list[str]:
    return [text[start : start + HASH_LINE] for start in range(0, len(text), HASH_LINE)]
