"""Pages for what went wrong: what happened, what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open for too long; nothing typed is lost if the person reloads."""
    return render(request, "403_csrf.html", status=403)
