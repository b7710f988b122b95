"""R9: draw up the copy from the entry that was chosen, look at the very paper, send it for signature."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from applications import actions
from applications.access import get_application_for_official
from applications.conflicts import conflicts
from applications.errors import ApplicationError
from applications.forms.desk import DraftNoteForm
from applications.models import Application
from applications.procedures import procedure_for
from applications.states import RESOLVED
from applications.views.desk.chosen import choose_entry
from applications.views.desk.dossier import dossier_context
from applications.views.desk.files import STAFF, shown_in_our_pages
from applications.views.desk.queue import DESK
from applications.views.desk.steps import told
from civil_registry.events import NoForm
from civil_registry.form_store import form_of
from civil_registry.models import CopyState, ExtractCopy, RegisterEntry
from civil_registry.sheet import preview
from civil_registry.snapshots import BLANK, blanks, changes_since, typed_note, without_place
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.documents.sending import being_printed, private_file


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
        writes = procedure_for(application.procedure_code).writing
        first = "Ghi nội dung đăng ký" if writes else "Chọn mục trong sổ"
        messages.info(request, f"{first} trước khi dự thảo.")
        return redirect("desk:dossier", code=application.code)
    found = conflicts(application, request.user.pk)
    initial = {"version": application.version, "note": typed_note(application.extract.snapshot)}
    form = DraftNoteForm(request.POST or None, initial=initial, conflicts=found)
    if request.method == "POST" and form.is_valid():
        answer = _answer(request, application, form)
        if answer is not None:
            return answer
    context = dossier_context(request, application) | draft_context(application.extract) | {"form": form}
    return render(request, "desk/draft.html", context | {"conflicts": found})


@serves("POST", to=DESK)
def preview_note(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet as it would be with the note that is being typed; nothing is kept. What is typed is in no address."""
    application = get_application_for_official(request, code)
    if application.extract is None:
        raise Http404
    form = DraftNoteForm(request.POST, conflicts=())
    form.is_valid()
    note = form.cleaned_data.get("note")  # None where it is too long: the sheet as it is kept
    record("extract.previewed", subject=f"application:{application.ref}", by=request.actor)
    return shown_in_our_pages(preview(application.extract, note=note))


@serves("GET", to=STAFF)
def draft_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The very paper of the draft, printed by the worker: the drafter and the signer get the same bytes."""
    application = get_application_for_official(request, code)
    copy = application.extract
    if copy is None or copy.state not in {CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE}:
        raise Http404
    record("extract.previewed", subject=f"application:{application.ref}", by=request.actor)
    back = reverse("desk:dossier", args=[code])
    if page := being_printed(request, copy.draft, task="civil_registry.tasks.render_draft", pk=copy.pk, back=back):
        return page
    return private_file(copy.draft, f"du-thao-{application.code}.pdf")


def draft_context(copy: ExtractCopy) -> dict:
    """What the pages of the drafter and of the signer say about the draft itself."""
    form_of_law, entry = form_of(copy), copy.entry
    is_open = copy.state in {CopyState.DRAFTED, CopyState.AWAITING_SIGNATURE}
    return {
        "form_of_law": form_of_law,
        "printed": form_of_law.printed_groups(copy.snapshot),
        "is_open": copy.state == CopyState.DRAFTED,
        "blank": BLANK,
        "blanks": blanks(form_of_law, copy.snapshot),
        "without_place": without_place(form_of_law, entry) if entry else [],
        "how_computed": copy.snapshot.get("how_computed", []),
        "changes": changes_since(copy, entry, timezone.localdate()) if is_open else [],
        "unchecked": entry if is_open and copy.awaits_second_reader else None,
    }


def _answer(request: HttpRequest, application: Application, form: DraftNoteForm) -> HttpResponse | None:
    """Keep the note, draw up anew from the book, or put it into the leader's tray; None with the reason on the form."""
    at, version, note = timezone.now(), form.cleaned_data["version"], form.cleaned_data["note"]
    try:
        if "redraw" in request.POST:
            return _redrawn(request, application, version)
        if note != typed_note(application.extract.snapshot):
            moved = actions.rewrite_draft(application.pk, note=note, by=request.actor, at=at, seen_version=version)
            version = moved.version
        if "send" not in request.POST:
            messages.success(request, "Đã lưu dự thảo.")
            return redirect("desk:draft", code=application.code)
        acknowledges = form.cleaned_data.get("acknowledges", False)
        actions.send_for_signature(application.pk, by=request.actor, at=at, seen_version=version, acknowledges=acknowledges)
    except ApplicationError as fault:
        form.add_error(None, told(fault))
        return None
    messages.success(request, "Đã trình lãnh đạo ký.")
    return redirect("desk:dossier", code=application.code)


def _redrawn(request: HttpRequest, application: Application, version: int) -> HttpResponse:
    """From the entry as it stands now; a note that was typed in the place of the book's stays."""
    copy = application.extract
    typed = typed_note(copy.snapshot)
    note = None if typed == copy.snapshot.get("entry_note") else typed
    actions.draw_up(
        application.pk, entry_id=copy.entry_id, note=note, by=request.actor, at=timezone.now(), seen_version=version
    )
    messages.success(request, "Đã dự thảo lại theo mục sổ hiện nay.")
    return redirect("desk:draft", code=application.code)
