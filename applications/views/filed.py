"""C11: the confirmation, with the papers to keep: what was filed (D8) and the filled request form (D7)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from applications.access import get_application_for_citizen
from applications.forms.moment import address_of_promise
from applications.models import FiledPaperKind
from applications.paying_ahead import ahead_of
from applications.procedures import procedure_for
from applications.summary import phone_in_groups
from portal.accounts.guards import CITIZEN, serves
from portal.days import HANOI
from portal.documents.sending import being_printed, private_file


@serves("GET", to=CITIZEN)
def filed(request: HttpRequest, ref: str) -> HttpResponse:
    application = get_application_for_citizen(request, ref)
    procedure = procedure_for(application.procedure_code)
    submitted = application.submitted_at.astimezone(HANOI)
    context = {
        "application": application,
        "kind": procedure.kind(application.kind),
        "compared": procedure.compared(application.answers) if procedure.writing else (),
        "beside": application.filed_together.all() if procedure.writing else (),
        "is_today": application.due_on == submitted.date() == timezone.localdate(),
        "due_url": address_of_promise(application, application.history.all()),
        "phone": phone_in_groups(application.requester_phone),
        "delivery": application.answers.get("delivery", {}),
        "ahead": ahead_of(application, timezone.localdate()),
        "gateway_is_on": bool(settings.PAYMENT_GATEWAY_URL),
    }
    return render(request, "applications/filing/filed.html", context)


@serves("GET", to=CITIZEN)
def receipt(request: HttpRequest, ref: str, filing: int = 0) -> HttpResponse:
    """What was filed at first, or with the answer to the n-th supplement."""
    suffix = f"-bo-sung-{filing}" if filing else ""
    return _paper(request, ref, FiledPaperKind.RECEIPT, filing=filing, name=f"ban-da-nop{suffix}-{ref}.pdf")


@serves("GET", to=CITIZEN)
def declaration(request: HttpRequest, ref: str) -> HttpResponse:
    return _paper(request, ref, FiledPaperKind.DECLARATION, filing=0, name=f"to-khai-{ref}.pdf")


def _paper(request: HttpRequest, ref: str, kind: str, *, filing: int, name: str) -> HttpResponse:
    """The stored paper, or the page to wait on."""
    application = get_application_for_citizen(request, ref)
    papers = application.filed_papers.select_related("document")
    document = get_object_or_404(papers, kind=kind, filing=filing).document
    task, back = "applications.tasks.render_filed_papers", reverse("applications:timeline", args=[ref])
    if page := being_printed(request, document, task=task, pk=application.pk, back=back):
        return page
    return private_file(document, name)
