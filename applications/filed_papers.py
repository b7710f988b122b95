"""The two papers a citizen keeps, what was filed (D8) and the filled request form (D7): what each prints, printed once.

Source: TT 04/2020/TT-BTP, annex 5 (the form); the list of files with sizes and hashes is what "nothing lost" is checked by.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from applications.filing import present_files
from applications.models import Application, FiledPaper, FiledPaperKind
from applications.papers import slot_label, supplement_of
from applications.procedures import procedure_for
from applications.procedures.base import Procedure
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
    name = FiledPaperKind(paper.kind).label
    template, context_of = _printed(paper)
    with translation.override("vi"):
        return render_pdf(template, context_of(paper), title=f"{name} {paper.application.ref}")


def receipt_context(paper: FiledPaper) -> dict[str, Any]:
    """The answers, the promise, the money, and each stored file with its size and SHA-256, as they were when filed."""
    procedure = procedure_for(paper.application.procedure_code)
    return {
        "paper": paper,
        "application": paper.application,
        "asked_for": _asked_for(procedure),
        "is_levy": procedure.writing is not None,
        "due_on": date.fromisoformat(paper.content["due_on"]),
        "sections": sections_of(paper.application),
        "files": _files(paper),
        "public_url": settings.PUBLIC_URL,
    }


def declaration_context(paper: FiledPaper) -> dict[str, Any]:
    """The request form for copies as the law words it, with what was declared."""
    application = paper.application
    subject, registration = (application.answers.get(step, {}) for step in ("subject", "registration"))
    context = _of_the_requester(application)
    context["dates"] |= {
        "subject": partial_date(subject.get("birth_date", "")),
        "registered": partial_date(registration.get("registered_on", "")),
    }
    kind = procedure_for(application.procedure_code).kind(application.kind)
    return context | {"kind": kind, "subject": subject, "registration": registration}


def declaration_to_register_context(paper: FiledPaper) -> dict[str, Any]:
    """The form of a procedure that registers: its questions as they were asked, but for who asks and where the result goes."""
    application = paper.application
    sections = [section for section in sections_of(application) if section.step not in {"requester", "delivery"}]
    procedure = procedure_for(application.procedure_code)
    return _of_the_requester(application) | {"procedure": procedure, "sections": sections}


def _of_the_requester(application: Application) -> dict[str, Any]:
    requester = application.answers.get("requester", {})
    return {
        "application": application,
        "requester": requester,
        "relation": relation_in_words(application),
        "residence": residence_in_words(requester),
        "identity": identity_in_words(requester),
        "dates": {"requester": partial_date(requester.get("birth_date", ""))},
    }


def _printed(paper: FiledPaper) -> tuple[str, Callable[[FiledPaper], dict[str, Any]]]:
    """(template, its context): copies have the form the law words, a registration its own questions."""
    if paper.kind == FiledPaperKind.RECEIPT:
        return "documents/receipt.html", receipt_context
    if procedure_for(paper.application.procedure_code).writing:
        return "documents/declaration_to_register.html", declaration_to_register_context
    return "documents/declaration.html", declaration_context


def _asked_for(procedure: Procedure) -> str:
    return str(procedure.name) if procedure.writing else "Yêu cầu cấp bản sao trích lục hộ tịch"


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
