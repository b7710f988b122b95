"""The two papers a citizen keeps: what was filed (D8) and the filled request form (D7), as contexts of their templates.

Source: TT 04/2020/TT-BTP, annex 5 (the form); the list of files with sizes and hashes is what "nothing lost" is checked by.
"""

from typing import Any

from django.conf import settings
from django.utils import translation

from applications.filing import present_files
from applications.models import Application
from applications.papers import slot_label
from applications.procedures import procedure_for
from applications.summary import (
    identity_in_words,
    partial_date,
    relation_in_words,
    residence_in_words,
    sections_of,
)
from portal.documents.render import render_pdf

HASH_LINE = 16  # characters of a hash on one line of a narrow column


def receipt_pdf(application: Application) -> bytes:
    """D8, made on the spot."""
    with translation.override("vi"):
        return render_pdf("documents/receipt.html", receipt_context(application), title=f"Bản đã nộp {application.ref}")


def declaration_pdf(application: Application) -> bytes:
    """D7, made on the spot."""
    with translation.override("vi"):
        return render_pdf("documents/declaration.html", declaration_context(application), title=f"Tờ khai {application.ref}")


def receipt_context(application: Application) -> dict[str, Any]:
    """The answers, the promise, the money, and each stored file with its size and SHA-256."""
    return {
        "application": application,
        "sections": sections_of(application),
        "files": _files(application),
        "public_url": settings.PUBLIC_URL,
    }


def declaration_context(application: Application) -> dict[str, Any]:
    """The request form as the law words it, with what was declared."""
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


def _files(application: Application) -> list[dict[str, Any]]:
    return [
        {
            "label": slot_label(application, attachment.slot),
            "name": attachment.original_name,
            "size": attachment.document.size,
            "hash_parts": _in_lines(attachment.document.sha256),
        }
        for attachment in present_files(application)
    ]


def _in_lines(text: str) -> list[str]:
    return [text[start : start + HASH_LINE] for start in range(0, len(text), HASH_LINE)]
