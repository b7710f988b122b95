"""Sending a private file: only after an access check, never cached, never run as a page."""

from django.http import FileResponse

from portal.documents.models import StoredDocument

SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"


def private_file(document: StoredDocument, name: str, *, inline: bool = False) -> FileResponse:
    """The stored bytes under a name of our own. `inline` for images inside our pages and for previews."""
    response = FileResponse(
        document.file.open("rb"), as_attachment=not inline, filename=name, content_type=document.content_type
    )
    return guarded(response)


def guarded(response):
    """Headers of everything private: no sniffing, no scripts, no cache."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
