"""L1, L2: the leader's tray; look at the extract and sign it or send it back. Letters are in letters.py."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.errors import ApplicationError
from applications.forecast import forecast_for_office
from applications.forms.desk import VersionForm
from applications.models import Application
from applications.tray import neighbours, waiting_for
from applications.views.desk.dossier import dossier_context
from applications.views.desk.steps import told
from civil_registry.events import form_for
from civil_registry.models import CopyState
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.forms import CleanCharField
from portal.offices.calendar import calendar_for

UNREADABLE_VERSION = -1  # equals none: the page is shown anew


class ReturnForm(VersionForm):
    reason = CleanCharField(
        label="Lý do trả lại",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Nhập lý do trả lại để người dự thảo biết cần sửa gì"},
    )


@serves("GET", to=Role.OFFICE_LEADER)
def tray(request: HttpRequest) -> HttpResponse:
    now, office = timezone.now(), request.office
    context = {
        "waiting": waiting_for(office, now),
        "forecast": forecast_for_office(office.pk, calendar_for(office), now=now),
    }
    return render(request, "desk/leader/tray.html", context)


@serves("GET", "POST", to=Role.OFFICE_LEADER)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    application = get_application_for_official(request, code)
    if application.extract is None:
        raise Http404
    form = ReturnForm(initial={"version": application.version})
    if request.method == "POST":
        form = ReturnForm(request.POST)
        answer = _decide(request, application, form)
        if answer is not None:
            return answer
        application = get_application_for_official(request, code)
    record("application.viewed", subject=f"application:{application.ref}", by=request.actor)
    return render(request, "desk/leader/sign.html", _context(request, application, form))


def _decide(request: HttpRequest, application: Application, form: ReturnForm) -> HttpResponse | None:
    """Sign, or send back with a reason; None where it could not be done, with the reason on the form."""
    at = timezone.now()
    try:
        if "sign" in request.POST:
            signed = actions.sign(application.pk, by=request.actor, at=at, seen_version=seen_version(request))
            messages.success(request, f"Đã ký bản sao số {signed.extract.serial_text} của hồ sơ {signed.code}.")
        elif form.is_valid():
            words = form.cleaned_data
            actions.return_to_drafter(
                application.pk, reason=words["reason"], by=request.actor, at=at, seen_version=words["version"]
            )
            messages.success(request, f"Đã trả lại dự thảo của hồ sơ {application.code}.")
        else:
            return None
    except ApplicationError as fault:
        messages.error(request, told(fault))
        return redirect("desk:sign", code=application.code)
    return next_paper(request)


def seen_version(request: HttpRequest) -> int:
    seen = VersionForm(request.POST)
    return seen.cleaned_data["version"] if seen.is_valid() else UNREADABLE_VERSION


def next_paper(request: HttpRequest) -> HttpResponse:
    """The next paper in the tray that this person may sign; the tray itself where none is left."""
    for waiting in waiting_for(request.office, timezone.now()):
        if waiting.drafter_id == request.user.pk:
            continue
        return redirect(waiting.route, waiting.argument)
    return redirect("desk:tray")


def _context(request: HttpRequest, application: Application, form: ReturnForm) -> dict:
    copy = application.extract
    form_of_law = form_for(copy.kind, timezone.localdate(copy.drafted_at))
    before, after = neighbours(waiting_for(request.office, timezone.now()), application)
    return dossier_context(request, application) | {
        "form": form,
        "form_of_law": form_of_law,
        "printed": form_of_law.printed_groups(copy.snapshot),
        "is_waiting": copy.state == CopyState.AWAITING_SIGNATURE,
        "is_own_draft": copy.drafted_by_id == request.user.pk,
        "before": before,
        "after": after,
        "has_changed": has_changed(copy),
    }


def has_changed(copy) -> bool:
    """The entry was changed after the draft was drawn up: the signer is told."""
    fields = {code: value for code, value in copy.entry.fields.items() if code in copy.snapshot["fields"]}
    return fields != copy.snapshot["fields"]
