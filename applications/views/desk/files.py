"""Photos, slips and copies for officials of the office; each look is recorded."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from applications.access import get_application_for_official
from applications.models import Application
from applications.procedures import procedure_for
from applications.views.desk.queue import DESK
from civil_registry.extracts import mark_printed
from civil_registry.models import CopyState
from civil_registry.sheet import preview as extract_preview
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.screen import POLICY
from portal.documents.sending import being_printed, guarded, private_file
from portal.text import slug_of

STAFF = [*DESK, Role.OFFICE_LEADER]


@serves("GET", to=STAFF)
def attachment(request: HttpRequest, code: str, attachment_id: int) -> HttpResponse:
    application = get_application_for_official(request, code)
    found = get_object_or_404(application.attachments.select_related("document"), pk=attachment_id, removed_at=None)
    _record(request, application, "attachment.viewed", slot=found.slot)
    is_picture = found.document.content_type.startswith("image/")
    name = f"{application.code}-{found.slot}-{found.pk}{'.jpg' if is_picture else '.pdf'}"
    return private_file(found.document, name, inline=is_picture)


@serves("GET", to=STAFF)
def thumbnail(request: HttpRequest, code: str, attachment_id: int) -> HttpResponse:
    """Part of the dossier's page, whose view is recorded there."""
    application = get_application_for_official(request, code)
    found = get_object_or_404(application.attachments.select_related("thumbnail"), pk=attachment_id, removed_at=None)
    if found.thumbnail is None:
        raise Http404
    return private_file(found.thumbnail, "anh-nho.jpg", inline=True)


@serves("GET", to=STAFF)
def slip(request: HttpRequest, code: str, slip_id: int) -> HttpResponse:
    application = get_application_for_official(request, code)
    found = get_object_or_404(application.slips.select_related("document"), pk=slip_id, issued_at__isnull=False)
    back = reverse("desk:dossier", args=[code])
    if page := being_printed(request, found.document, task="applications.tasks.render_slip", pk=found.pk, back=back):
        return page
    _record(request, application, "slip.viewed", kind=found.kind)
    return private_file(found.document, f"{application.code}-{found.kind}.pdf")


@serves("GET", to=STAFF)
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The draft as it would be printed, on the page of the one who checks it."""
    application = get_application_for_official(request, code)
    if application.extract is None:
        raise Http404
    _record(request, application, "extract.previewed")
    return shown_in_our_pages(extract_preview(application.extract))


@serves("GET", to=STAFF)
def extract_copy(request: HttpRequest, code: str) -> HttpResponse:
    """The signed copy, byte for byte, to be printed."""
    application = get_application_for_official(request, code)
    extract, back = application.extract, reverse("desk:dossier", args=[code])
    if extract is None or extract.state != CopyState.SIGNED:
        raise Http404
    if page := being_printed(request, extract.document, task="civil_registry.tasks.render_copy", pk=extract.pk, back=back):
        return page
    _record(request, application, "extract.printed", serial=extract.serial_text)
    mark_printed(extract.pk, at=timezone.now())
    given = procedure_for(application.procedure_code).gives(application.kind)
    return private_file(extract.document, f"{application.code}-{slug_of(given.signed.vi)}.pdf")


def shown_in_our_pages(page: str) -> HttpResponse:
    """A paper as HTML, to stand in a frame of a page of ours."""
    response = guarded(HttpResponse(page))
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Content-Security-Policy"] = POLICY
    return response


def _record(request: HttpRequest, application: Application, action: str, **detail) -> None:
    record(action, subject=f"application:{application.ref}", by=request.actor, **detail)
