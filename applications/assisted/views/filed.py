"""What the person takes away: the confirmation with the reference, the receipt, the request form; while the sitting lasts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from applications.assisted.models import Way
from applications.assisted.sittings import HELPERS, get_sitting
from applications.models import Application, FiledPaperKind
from applications.procedures import procedure_for
from portal.accounts.guards import serves
from portal.documents.sending import being_printed, private_file


@serves("GET", to=HELPERS)
def filed(request: HttpRequest) -> HttpResponse:
    application = _filed_here(request)
    context = {
        "application": application,
        "kind": procedure_for(application.procedure_code).kind(application.kind),
        "reading": application.readings.filter(is_right=True).last(),
        "on_paper": application.readings.filter(is_right=True, way=Way.PAPER).exists(),
    }
    return render(request, "assisted/filed.html", context)


@serves("GET", to=HELPERS)
def receipt(request: HttpRequest) -> HttpResponse:
    return _paper(request, FiledPaperKind.RECEIPT, "ban-da-nop.pdf")


@serves("GET", to=HELPERS)
def declaration(request: HttpRequest) -> HttpResponse:
    return _paper(request, FiledPaperKind.DECLARATION, "to-khai.pdf")


def _filed_here(request: HttpRequest) -> Application:
    """Raises Http404 where this sitting has filed nothing."""
    sitting = get_sitting(request)
    if sitting.filed_at is None:
        raise Http404
    return Application.objects.select_related("office").get(pk=sitting.application_id)


def _paper(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    application = _filed_here(request)
    document = get_object_or_404(application.filed_papers.select_related("document"), kind=kind, filing=0).document
    task = "applications.tasks.render_filed_papers"
    if page := being_printed(request, document, task=task, pk=application.pk, back=reverse("assisted:filed")):
        return page
    return private_file(document, name)
