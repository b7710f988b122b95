"""R9: draw up the copy from the entry that was chosen, look at the very paper, send it for signature."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.errors import ApplicationError
from applications.forms.desk import DraftNoteForm
from applications.models import Application
from applications.states import RESOLVED
from applications.views.desk.correcting import choose_entry
from applications.views.desk.dossier import dossier_context
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from civil_registry.events import NoForm, form_for
from civil_registry.models import CopyState, RegisterEntry
from portal.accounts.guards import serves


@serves("POST", to=DESK)
def draw_up(request: HttpRequest, code: str) -> HttpResponse:
    """Chosen in the register: draft the copy from this entry of a book that this office holds."""
    application = get_application_for_official(request, code)
    typed = request.POST.get("entry_id", "")
    held = RegisterEntry.objects.filter(book__holder_id=request.office.pk)
    entry = get_object_or_404(held, pk=typed if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0)
    if application.state in RESOLVED:
        return choose_entry(request, application, entry.pk)
    try:
        actions.draw_up(application.pk, entry_id=entry.pk, by=request.actor, at=timezone.now())
    except (ApplicationError, NoForm) as fault:
        messages.error(request, told(fault))
        return redirect("desk:dossier", code=application.code)
    return redirect("desk:draft", code=application.code)


@serves("GET", "POST", to=DESK)
def draft(request: HttpRequest, code: str) -> HttpResponse:
    application = get_application_for_official(request, code)
    if application.extract is None:
        messages.info(request, "Chọn mục trong sổ trước khi dự thảo.")
        return redirect("desk:dossier", code=application.code)
    initial = {"version": application.version, "note": application.extract.snapshot["note"]}
    form = DraftNoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer = _save_or_send(request, application, form)
        if answer is not None:
            return answer
    form_of_law = form_for(application.extract.kind, timezone.localdate(application.extract.drafted_at))
    context = dossier_context(request, application) | {
        "form": form,
        "form_of_law": form_of_law,
        "printed": form_of_law.printed_groups(application.extract.snapshot),
        "is_open": application.extract.state == CopyState.DRAFTED,
    }
    return render(request, "desk/draft.html", context)


def _save_or_send(request: HttpRequest, application: Application, form: DraftNoteForm) -> HttpResponse | None:
    """Draw up anew where the note changed; then show it again or put it into the leader's tray."""
    at, version = timezone.now(), form.cleaned_data["version"]
    note, entry_id = form.cleaned_data["note"], application.extract.entry_id
    try:
        if note != application.extract.snapshot["note"]:
            moved = actions.draw_up(application.pk, entry_id=entry_id, note=note, by=request.actor, at=at, seen_version=version)
            version = moved.version
        if "send" not in request.POST:
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("desk:draft", code=application.code)
        actions.send_for_signature(application.pk, by=request.actor, at=at, seen_version=version)
    except ApplicationError as fault:
        form.add_error(None, told(fault))
        return None
    messages.success(request, "Đã trình lãnh đạo ký.")
    return redirect("desk:dossier", code=application.code)
