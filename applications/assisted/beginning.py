"""Beginning a draft of the chosen service in a sitting; the steps that follow are those of every citizen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from applications.assisted import actions
from applications.assisted.errors import OneFilingOnly, SittingOver


def begin_for_person(request: HttpRequest, procedure_code: str, kind: str) -> HttpResponse:
    """To the first step of the sitting's draft: a new one, or the one it has."""
    about = {"procedure_code": procedure_code, "kind": kind}
    try:
        draft = actions.begin_draft(request.sitting.pk, **about, at=timezone.now())
    except (SittingOver, OneFilingOnly) as fault:
        messages.error(request, str(fault))
        return redirect("assisted:home")
    return redirect("applications:resume", ref=draft.ref)
