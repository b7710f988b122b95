"""C7: the papers a draft needs, by what was answered. Uploading comes with the slice on papers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.models import Application
from applications.procedures import procedure_for
from applications.views.drafts import step_context, with_draft
from portal.accounts.guards import CITIZEN, serves


@serves("GET", to=CITIZEN)
@with_draft
def papers(request: HttpRequest, draft: Application) -> HttpResponse:
    slots = procedure_for(draft.procedure_code).papers(draft.answers)
    return render(request, "applications/filing/papers.html", step_context(draft, "papers") | {"slots": slots})
