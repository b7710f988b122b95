"""Kept files on their way out: after the caller's access check, never run and never cached by a browser."""

from urllib.parse import quote

from django.http import HttpResponse

from portal.documents.models import StoredDocument

_SHOWN_IN_PAGES = {"image/jpeg", "image/png"}
_SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def serve(document: StoredDocument, *, name: str, inline: bool = False) -> HttpResponse:
    """The bytes as they were kept. Photos may be shown in a page (`inline`), anything else is downloaded as `name`."""
    response = HttpResponse(document.read(), content_type=document.content_type)
    manner = "inline" if inline and document.content_type in _SHOWN_IN_PAGES else "attachment"
    suffix = _SUFFIXES.get(document.content_type, ".bin")
    stem = name.rsplit(".", 1)[0] if "." in name else name
    response["Content-Disposition"] = f"{manner}; filename=\"tep{suffix}\"; filename*=UTF-8''{quote(stem + suffix)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
