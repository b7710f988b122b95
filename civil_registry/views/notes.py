"""Notes in the margin: the civil-status officer writes one, a second person checks it beside the paper book."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from civil_registry.access import get_entry_for_official, notes_of_books_held_by
from civil_registry.annotating import NoteNotTaken, annotate, changes_in_words, confirm_note, decline_note
from civil_registry.forms_annotate import AnnotationForm, CheckForm
from civil_registry.layout import entry_lines
from civil_registry.models import Annotation
from civil_registry.purposes import Purpose, purpose_of, remember
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record

CHECKERS = [Role.CIVIL_STATUS_OFFICER, Role.OFFICE_LEADER]
PURPOSE = "Kiểm tra ghi chú trong sổ"
MOST = 100


@serves("GET", "POST", to=[Role.CIVIL_STATUS_OFFICER])
def write_note(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry, purpose = get_entry_for_official(entry_id, office=request.office), purpose_of(request)
    if not purpose:
        return redirect("registry_desk:search")
    form = AnnotationForm(request.POST or None, entry=entry)
    if request.method == "POST" and form.is_valid():
        try:
            annotate(entry.pk, **form.answers(), by=request.actor, at=timezone.now())
            messages.success(request, "Đã ghi. Ghi chú có hiệu lực khi người thứ hai đối chiếu với sổ giấy và xác nhận.")
            return redirect(f"{reverse('registry_desk:entry', args=[entry.pk])}{purpose.query}")
        except NoteNotTaken as fault:
            form.add_error(None, str(fault))
    record("register.entry_opened", subject=f"entry:{entry.pk}", by=request.actor, purpose=str(purpose))
    return render(request, "registry/write_note.html", {"form": form, "entry": entry, "purpose": purpose})


@serves("GET", to=CHECKERS)
def notes(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, the oldest first."""
    waiting = notes_of_books_held_by(request.office).filter(checked_at=None).order_by("entered_at", "pk")[:MOST]
    return render(request, "registry/notes.html", {"notes": waiting})


@serves("GET", "POST", to=CHECKERS)
def check_note(request: HttpRequest, note_id: int) -> HttpResponse:
    note = get_object_or_404(notes_of_books_held_by(request.office), pk=note_id)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _checked(request, note, form)
        except NoteNotTaken as fault:
            form.add_error(None, str(fault))
    remember(request, Purpose(words=PURPOSE))  # for the scans of the page
    record("register.entry_opened", subject=f"entry:{note.entry_id}", by=request.actor, purpose=PURPOSE)
    context = {
        "note": note,
        "entry": note.entry,
        "form": form,
        "changes": changes_in_words(note.entry, note.changes),
        "groups": entry_lines(note.entry),
        "scans": note.entry.scans.filter(withdrawn_at=None),
        "is_own": note.entered_by_id == request.user.pk,
    }
    return render(request, "registry/check_note.html", context)


def _checked(request: HttpRequest, note: Annotation, form: CheckForm) -> HttpResponse:
    """Raises NoteNotTaken."""
    if "decline" in request.POST:
        decline_note(note.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, "Đã trả lại. Ghi chú không có hiệu lực và còn lưu trong quá trình của mục sổ.")
    else:
        confirm_note(note.pk, by=request.actor, at=timezone.now())
        messages.success(request, "Đã xác nhận. Bản sao cấp từ nay ghi theo ghi chú này.")
    return redirect("registry_desk:notes")
