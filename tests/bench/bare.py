"""The floors: bare Django views with no rights, no history, no audit, that do the same work with the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from applications.models import Application
from applications.states import State
from portal.documents.models import Counter


def queue(request: HttpRequest) -> HttpResponse:
    """Fifty rows of an indexed query in a plain table."""
    rows = Application.objects.filter(
        office_id=request.GET["office"], state__in=[State.SUBMITTED, State.RECEIVED, State.SUPPLEMENT_REQUESTED]
    )
    rows = rows.order_by("due_at", "id").values(
        "ref", "subject_name", "requester_name", "kind", "copies", "submitted_at", "state", "assigned_to__full_name", "due_at"
    )[:50]
    return render(request, "bench/bare_queue.html", {"rows": rows})


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One row, one commit."""
    Counter.objects.create(scope=request.POST["scope"])
    return HttpResponse(status=204)


urlpatterns = [path("queue/", queue), path("insert/", insert)]
