"""R13: a copy of ours is wrong: the officer proposes, the leader cancels it and signs another; or cancels it alone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official, get_correction_for_official
from applications.conflicts import conflicts
from applications.errors import ApplicationError, EnteredInRegister
from applications.forms.correcting import CancelForm, CorrectionForm, DeclineCorrectionForm
from applications.forms.desk import SignForm
from applications.models import Application, Correction
from applications.states import REISSUABLE, RESOLVED
from applications.views.desk.chosen import chosen_entry_id, forget_choice
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from applications.views.leader import next_paper, seen_version, why_not
from civil_registry.access import entries_held_by
from civil_registry.copy_rows import differences, row_of
from civil_registry.events import NoForm
from civil_registry.models import CopyState, RegisterEntry
from civil_registry.snapshots import changes_since
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.documents.signing.keys import state_of


@serves("GET", "POST", to=DESK)
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """The same entry drawn up anew, or the one chosen in the register since; the leader decides."""
    application = get_application_for_official(request, code)
    if application.extract is None or application.state not in RESOLVED:
        raise Http404
    if application.extract.is_original:
        messages.error(request, str(EnteredInRegister()))
        return redirect("desk:dossier", code=application.code)
    entry = _entry_for(request, application)
    form = CorrectionForm(request.POST or None, initial={"version": application.version})
    if request.method == "POST" and form.is_valid() and _proposed(request, application, entry, form):
        return redirect("desk:dossier", code=application.code)
    record("application.viewed", subject=f"application:{application.ref}", by=request.actor)
    context = {
        "dossier": application,
        "form": form,
        "copy": row_of(application.extract),
        "entry": entry,
        "differences": differences(application.extract, entry, timezone.now()),
        "is_possible": application.state in REISSUABLE and not actions.open_correction(application.pk),
        "is_paid": application.delivered_at is not None,
    }
    return render(request, "desk/correct.html", context)


@serves("GET", "POST", to=Role.OFFICE_LEADER)
def correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    """The wrong copy beside the right one: sign, and the wrong one is void; or leave it as it is, with a reason."""
    proposed = get_correction_for_official(request, correction_id)
    form = DeclineCorrectionForm(
        request.POST if "decline" in request.POST else None, initial={"version": proposed.application.version}
    )
    if request.method == "POST" and _decided(request, proposed, form):
        return next_paper(request)
    record("application.viewed", subject=f"application:{proposed.application.ref}", by=request.actor)
    context = {
        "correction": proposed,
        "dossier": proposed.application,
        "form": form,
        "copy": row_of(proposed.wrong_copy),
        "lines": differences(proposed.wrong_copy, proposed.draft, timezone.now()),
    }
    return render(request, "desk/leader/correction.html", context | _to_sign(request, proposed))


@serves("GET", "POST", to=Role.OFFICE_LEADER)
def cancel_copy(request: HttpRequest, code: str) -> HttpResponse:
    application = get_application_for_official(request, code)
    if application.extract is None or application.extract.state != CopyState.SIGNED:
        raise Http404
    if application.extract.is_original:
        messages.error(request, str(EnteredInRegister()))
        return redirect("desk:dossier", code=application.code)
    form = CancelForm(request.POST or None, initial={"version": application.version})
    if request.method == "POST" and form.is_valid():
        words = {"reason": form.cleaned_data["reason"], "seen_version": form.cleaned_data["version"]}
        try:
            actions.cancel_copy(application.pk, by=request.actor, at=timezone.now(), **words)
            messages.success(request, f"Đã hủy bản sao số {application.extract.serial_text}. Người nộp được báo ngay.")
            return redirect("desk:dossier", code=application.code)
        except ApplicationError as fault:
            form.add_error(None, told(fault))
    context = {"dossier": application, "form": form, "copy": row_of(application.extract)}
    return render(request, "desk/leader/cancel_copy.html", context)


def _to_sign(request: HttpRequest, proposed: Correction) -> dict:
    """What stands before the button, as on the page of any other copy: why he cannot sign, or what he has to tick."""
    draft, application = proposed.draft, proposed.application
    application.extract = draft  # as it will be once it is signed
    found = conflicts(application, request.user.pk)
    is_open = proposed.decided_at is None
    return {
        "is_own": proposed.proposed_by_id == request.user.pk,
        "signing": state_of(request.user.pk, request.office.pk, at=timezone.now()),
        "conflicts": found,
        "lock": why_not(draft, found, request.user.pk),
        "unchecked": draft.entry if is_open and draft.entry.needs_check else None,
        "changes": changes_since(draft, draft.entry, timezone.localdate()) if is_open else [],
        "sign_form": SignForm(initial={"version": application.version}, needs_check=draft.entry.needs_check, conflicts=found),
    }


def _entry_for(request: HttpRequest, application: Application) -> RegisterEntry:
    chosen = chosen_entry_id(request, application)
    return entries_held_by(request.office).filter(pk=chosen).first() or application.extract.entry


def _proposed(request: HttpRequest, application: Application, entry: RegisterEntry, form: CorrectionForm) -> bool:
    """Sent to the leader, and said so; or the reason why not is on the form."""
    try:
        actions.propose_correction(
            application.pk,
            reason=form.cleaned_data["reason"],
            entry_id=entry.pk,
            by=request.actor,
            at=timezone.now(),
            seen_version=form.cleaned_data["version"],
        )
    except (ApplicationError, NoForm) as fault:
        form.add_error(None, told(fault))
        return False
    forget_choice(request)
    messages.success(request, "Đã trình lãnh đạo hủy bản sai và ký bản thay thế.")
    return True


def _decided(request: HttpRequest, proposed: Correction, form: DeclineCorrectionForm) -> bool:
    """Done, and said so; or why not."""
    at = timezone.now()
    try:
        if "sign" in request.POST:
            ticked = {name: name in request.POST for name in ("has_compared", "acknowledges")}
            moved = actions.reissue(proposed.pk, by=request.actor, at=at, seen_version=seen_version(request), **ticked)
            messages.success(
                request,
                f"Đã hủy bản số {proposed.wrong_copy.serial_text} và ký bản thay thế số {moved.extract.serial_text}.",
            )
            return True
        if not form.is_valid():
            return False
        words = {"reason": form.cleaned_data["reason"], "seen_version": form.cleaned_data["version"]}
        actions.decline_correction(proposed.pk, by=request.actor, at=at, **words)
        messages.success(request, "Đã trả lại đề nghị. Bản đã cấp giữ nguyên.")
    except ApplicationError as fault:
        messages.error(request, told(fault))
        return False
    return True
