"""Pages for what went wrong: what happened, what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open for too long; nothing typed is lost if the person reloads."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours: the number leads to the lines of the log. Needs no session, no database, no static manifest."""
    return HttpResponse(render_to_string("500.html", {"number": getattr(request, "id", "")}), status=500)
