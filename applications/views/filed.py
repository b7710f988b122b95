"""C11: the confirmation, with the papers to keep: what was filed (D8) and the filled request form (D7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.access import get_application_for_citizen
from applications.deadlines import HANOI
from applications.filed_papers import declaration_pdf, receipt_pdf
from applications.procedures import procedure_for
from applications.summary import phone_in_groups
from portal.accounts.guards import CITIZEN, serves


@serves("GET", to=CITIZEN)
def filed(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_application_for_citizen(request, ref)
    submitted = application.submitted_at.astimezone(HANOI)
    context = {
        "application": application,
        "kind": procedure_for(application.procedure_code).kind(application.kind),
        "is_today": application.due_on == submitted.date() == timezone.localdate(),
        "phone": phone_in_groups(application.requester_phone),
        "delivery": application.answers.get("delivery", {}),
    }
    return render(request, "applications/filing/filed.html", context)


@serves("GET", to=CITIZEN)
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_application_for_citizen(request, ref)
    return _pdf(receipt_pdf(application), f"ban-da-nop-{application.ref}.pdf")


@serves("GET", to=CITIZEN)
def declaration(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_application_for_citizen(request, ref)
    return _pdf(declaration_pdf(application), f"to-khai-{application.ref}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
