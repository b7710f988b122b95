"""L1, L2: the leader's tray; look at the extract and sign it or send it back. Letters are in letters.py."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.conflicts import Conflict, conflicts
from applications.errors import ApplicationError
from applications.forecast import forecast_for_office
from applications.forms.desk import SignForm, VersionForm
from applications.models import Application
from applications.tray import neighbours, waiting_for
from applications.views.desk.dossier import dossier_context
from applications.views.desk.drafting import draft_context
from applications.views.desk.steps import told
from civil_registry.corrections import entries_to_check
from civil_registry.models import CopyState, ExtractCopy
from civil_registry.snapshots import changes_since
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.signing.keys import state_of
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
        "to_check": entries_to_check(office).count(),
        "forecast": forecast_for_office(office.pk, calendar_for(office), now=now),
    }
    return render(request, "desk/leader/tray.html", context)


@serves("GET", "POST", to=Role.OFFICE_LEADER)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    application = get_application_for_official(request, code)
    if application.extract is None:
        raise Http404
    form = ReturnForm(initial={"version": application.version, "reason": _reason_to_return(application)})
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
            ticked = {name: name in request.POST for name in ("has_compared", "acknowledges")}
            signed = actions.sign(application.pk, by=request.actor, at=at, seen_version=seen_version(request), **ticked)
            messages.success(request, f"Đã ký {signed.extract.number_line} của hồ sơ {signed.code}.")
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
    found = conflicts(application, request.user.pk)
    before, after = neighbours(waiting_for(request.office, timezone.now()), application)
    return (
        dossier_context(request, application)
        | draft_context(copy)
        | {
            "form": form,
            "signing": state_of(request.user.pk, request.office.pk, at=timezone.now()),
            "is_waiting": copy.state == CopyState.AWAITING_SIGNATURE,
            "is_own_draft": copy.drafted_by_id == request.user.pk,
            "before": before,
            "after": after,
            "conflicts": found,
            "lock": why_not(copy, found, request.user.pk),
            "sign_form": SignForm(
                initial={"version": application.version}, needs_check=copy.awaits_second_reader, conflicts=found
            ),
        }
    )


def _reason_to_return(application: Application) -> str:
    """Written already where the entry has changed since: the leader only presses the button."""
    changes = changes_since(application.extract, application.extract.entry, timezone.localdate())
    labels = "; ".join(change.label for change in changes)
    return f"Mục sổ đã thay đổi sau khi dự thảo: {labels}. Dự thảo lại theo sổ hiện nay."[:500] if changes else ""


def why_not(copy: ExtractCopy, found: list[Conflict], user_id: int) -> str:
    """Why this leader cannot sign this draft at all, in words; "" where he can."""
    if copy.drafted_by_id == user_id:
        return "Ông/bà là người dự thảo nên không ký được bản này. Lãnh đạo khác của cơ quan sẽ ký."
    if any(conflict.is_self for conflict in found):
        return "Ông/bà là người yêu cầu hoặc người được cấp bản sao nên không ký được. Lãnh đạo khác của cơ quan sẽ ký."
    if copy.awaits_second_reader and copy.entry.writer_id == user_id:
        return "Ông/bà đã chép hoặc sửa mục sổ này. Một người khác phải đối chiếu mục với sổ trước khi ông/bà ký."
    return ""
