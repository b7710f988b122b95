"""The floors: bare Django views with no rights, no history, no audit, that do the same work with the database."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

import portal.urls
from applications.models import Application


@login_not_required
def queue(request: HttpRequest) -> HttpResponse:
    """Fifty rows of an indexed query in a plain table."""
    rows = Application.objects.filter(office_id=request.GET["office"], runs_out_at__isnull=False)
    rows = rows.order_by("runs_out_at", "id").values(
        "ref", "subject_name", "requester_name", "kind", "copies", "submitted_at", "state", "assigned_to__full_name", "due_at"
    )[:50]
    return render(request, "bench/bare_queue.html", {"rows": rows})


@csrf_exempt
@login_not_required
def insert(request: HttpRequest) -> HttpResponse:
    """One application like the one filed, one commit."""
    _inserted(request)
    return HttpResponse(status=204)


@csrf_exempt
@login_not_required
def insert_with_photos(request: HttpRequest) -> HttpResponse:
    """The same with its photos, stored as they came: not decoded, not cleaned, no hash."""
    row = _inserted(request)
    for photo in request.FILES.getlist("photos"):
        default_storage.save(f"bare/{row.ref}.jpg", photo)
    return HttpResponse(status=204)


def _inserted(request: HttpRequest) -> Application:
    return Application.objects.create(
        ref=request.POST["ref"], idempotency_key=request.POST["ref"], **_values(request.POST["like"])
    )


@cache
def _values(ref: str) -> dict:
    """The columns of an application, read once: the floor reads nothing."""
    row = Application.objects.filter(ref=ref).values().get()
    taken = {"id", "ref", "dossier_code", "idempotency_key", "extract_id", "runs_out_at"}
    return {name: value for name, value in row.items() if name not in taken}


# Beside the portal's own addresses: to switch between two lists of addresses would be measured with what switches.
urlpatterns = [
    path("bare/queue/", queue),
    path("bare/insert/", insert),
    path("bare/insert-with-photos/", insert_with_photos),
    *portal.urls.urlpatterns,
]
