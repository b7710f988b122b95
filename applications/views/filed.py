"""C11: the confirmation, with the papers to keep: what was filed (D8) and the filled request form (D7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.access import get_application_for_citizen
from applications.deadlines import HANOI
from applications.filing import present_files
from applications.models import Application
from applications.procedures import procedure_for
from applications.summary import (
    identity_in_words,
    partial_date,
    phone_in_groups,
    relation_in_words,
    residence_in_words,
    sections_of,
)
from portal.accounts.guards import CITIZEN, serves
from portal.documents.render import render_pdf


@serves("GET", to=CITIZEN)
def filed(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_application_for_citizen(request, ref)
    submitted = application.submitted_at.astimezone(HANOI)
    context = {
        "application": application,
        "kind": procedure_for(application.procedure_code).kind(application.kind),
        "is_today": application.due_on == submitted.date() == timezone.localdate(),
        "phone": phone_in_groups(application.requester_phone),
        "why": application.due_why,
    }
    return render(request, "applications/filing/filed.html", context)


@serves("GET", to=CITIZEN)
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    """D8: the answers, and each stored file with its size and SHA-256."""
    application = get_application_for_citizen(request, ref)
    slots = {slot.code: slot.label for slot in procedure_for(application.procedure_code).papers(application.answers)}
    files = [
        {"label": slots.get(attachment.slot, attachment.slot), "attachment": attachment, "document": attachment.document}
        for attachment in present_files(application)
    ]
    context = {"application": application, "sections": sections_of(application), "files": files}
    return _paper(application, "documents/receipt.html", context, f"ban-da-nop-{application.ref}.pdf")


@serves("GET", to=CITIZEN)
def declaration(request: HttpRequest, ref: str) -> HttpResponse:
    """D7: the filled request form. Source: TT 04/2020/TT-BTP, annex 5."""
    application = get_application_for_citizen(request, ref)
    answers = application.answers
    context = {
        "application": application,
        "kind": procedure_for(application.procedure_code).kind(application.kind),
        "requester": answers.get("requester", {}),
        "subject": answers.get("subject", {}),
        "registration": answers.get("registration", {}),
        "relation": relation_in_words(application),
        "residence": residence_in_words(answers.get("requester", {})),
        "identity": identity_in_words(answers.get("requester", {})),
        "dates": {
            "requester": partial_date(answers.get("requester", {}).get("birth_date", "")),
            "subject": partial_date(answers.get("subject", {}).get("birth_date", "")),
            "registered": partial_date(answers.get("registration", {}).get("registered_on", "")),
        },
    }
    return _paper(application, "documents/declaration.html", context, f"to-khai-{application.ref}.pdf")


def _paper(application: Application, template: str, context: dict, name: str) -> HttpResponse:
    response = HttpResponse(render_pdf(template, context), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
