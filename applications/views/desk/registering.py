"""What will be written into the register, field by field beside what was declared; its paper is then looked at and sent on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.doubts import all_doubts
from applications.errors import ApplicationError
from applications.marital_look_up import findings_of
from applications.models import Application
from applications.procedures import procedure_for
from applications.to_register import entry_declared, fields_owed
from applications.views.desk.dossier import dossier_context
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from civil_registry.forms_register import RegisterForm
from civil_registry.models import EventKind
from portal.accounts.guards import serves
from portal.audit.trail import record


@serves("GET", "POST", to=DESK)
def compose(request: HttpRequest, code: str) -> HttpResponse:
    application = get_application_for_official(request, code)
    writing = procedure_for(application.procedure_code).writing
    if writing is None:
        messages.info(request, "Thủ tục này không đăng ký vào sổ.")
        return redirect("desk:dossier", code=application.code)
    findings = findings_of(application, by=request.actor)
    declared = entry_declared(application)
    if writing.status_field and findings:
        declared |= {writing.status_field: findings[0].words}
    form = RegisterForm(
        request.POST or None,
        kind=writing.kind,
        declared=declared,
        owed=fields_owed(application),
        initial=_stands(application, declared | {"note": writing.note}),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.draft_original(
                application.pk,
                fields=form.entry_fields(),
                note=form.cleaned_data["note"],
                by=request.actor,
                at=timezone.now(),
                seen_version=form.cleaned_data["version"],
            )
            return redirect("desk:draft", code=application.code)
        except ApplicationError as fault:
            form.add_error(None, told(fault))
    record("application.viewed", subject=f"application:{application.ref}", by=request.actor)
    status = 400 if form.errors else 200
    context = dossier_context(request, application) | {
        "form": form,
        "findings": findings,
        "is_to_marry": writing.kind == EventKind.MARRIAGE,
        "doubts": all_doubts(application, timezone.localdate(application.submitted_at)),
    }
    return render(request, "desk/register.html", context, status=status)


def _stands(application: Application, declared: dict[str, str]) -> dict:
    """What was written last, else what was declared."""
    copy = application.extract
    drafted = {**copy.snapshot["fields"], "note": copy.snapshot["note"]} if copy and copy.is_original else declared
    return drafted | {"version": application.version}
