"""Sending a kept paper: only after an access check, never cached, never run as a page; and the page to wait on before that.

Papers are printed by the worker. Who asks earlier sees a page that reloads by itself; asking moves the paper to the front.
"""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from portal.background import nudge
from portal.documents.models import StoredDocument

SANDBOX = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"
WAITING = "cho"  # in the query: how often this browser has looked again
EVERY_SECONDS, MOST_LOOKS = 3, 40  # two minutes, two sweeps; a page that reloads for ever would never be logged out


def private_file(document: StoredDocument, name: str, *, inline: bool = False) -> HttpResponse:
    """The stored bytes under a name of our own. `inline` for images inside our pages and for previews."""
    return private_bytes(document.read(), name, content_type=document.content_type, inline=inline)


def private_bytes(content: bytes, name: str, *, content_type: str, inline: bool = False) -> HttpResponse:
    """Bytes made for this answer, sent with the same care."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(not inline, name)
    return guarded(response)


def private_stream(document: StoredDocument, name: str) -> FileResponse:
    """A large file a piece at a time: what a print run weighs would fill the memory of a web worker."""
    response = FileResponse(document.file.open("rb"), as_attachment=True, filename=name, content_type=document.content_type)
    return guarded(response)


def being_printed(
    request: HttpRequest, document: StoredDocument | None, *, task: str, pk: int, back: str
) -> HttpResponse | None:
    """The page to wait on, while the worker has not printed the paper; None where it can be sent.

    `task` prints row `pk` and is asked once for each person who waits. A browser that has waited sees first that the paper
    is ready: a download leaves the page under it as it was.
    """
    looks = _looks(request)
    if document is not None and not looks:
        return None
    if document is None and not looks:
        nudge(task, pk)
    context = {
        "is_ready": document is not None,
        "is_late": looks >= MOST_LOOKS,
        "address": request.path,
        "back": back,
        "shell": "base_official.html" if request.office else "base_citizen.html",
    }
    response = render(request, "being_printed.html", context, status=200 if document else 202)
    if document is not None:
        response["Refresh"] = f"0; url={request.path}"
    elif looks < MOST_LOOKS:
        response["Refresh"] = f"{EVERY_SECONDS}; url={request.path}?{WAITING}={looks + 1}"
    return response


def looks_again(request: HttpRequest, response: HttpResponse) -> None:
    """Have a page that shows progress reload by itself, as often as a person who waits would."""
    looks = _looks(request)
    if looks < MOST_LOOKS:
        response["Refresh"] = f"{EVERY_SECONDS}; url={request.path}?{WAITING}={looks + 1}"


def guarded(response):
    """Headers of everything private: no sniffing, no scripts, no cache."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _looks(request: HttpRequest) -> int:
    told = request.GET.get(WAITING, "")
    return min(int(told), MOST_LOOKS) if told.isascii() and told.isdigit() and len(told) < 4 else 0
