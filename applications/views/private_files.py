"""Sending a private file: only after an access check, never cached, never run as a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from portal.documents.models import StoredDocument

SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"


def private_file(document: StoredDocument, name: str, *, inline: bool = False) -> HttpResponse:
    """The stored bytes under a name of our own. `inline` for images inside our pages and for previews."""
    response = HttpResponse(document.read(), content_type=document.content_type)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    return guarded(response)


def guarded(response):
    """Headers of everything private: no sniffing, no scripts, no cache."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
