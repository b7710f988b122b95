"""R8: an entry of a paper book is typed in, so that a copy can be drawn from it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from civil_registry.forms_transcribe import TranscriptionForm
from civil_registry.models import EventKind
from civil_registry.purposes import Purpose, purpose_of
from civil_registry.views.search import READERS
from portal.accounts.guards import serves
from portal.audit.trail import record


@serves("GET", "POST", to=READERS)
def transcribe(request: HttpRequest) -> HttpResponse:
    purpose = purpose_of(request)
    kind = request.GET.get("loai", "")
    kind = kind if kind in EventKind.values else EventKind.BIRTH
    form = TranscriptionForm(request.POST or None, kind=kind, office=request.office)
    if request.method == "POST" and form.is_valid() and (saved := _saved(form, request, purpose)):
        return saved
    context = {"form": form, "kind": kind, "kinds": EventKind.choices, "kind_name": EventKind(kind).label, "purpose": purpose}
    return render(request, "registry/transcribe.html", context)


def _saved(form: TranscriptionForm, request: HttpRequest, purpose: Purpose) -> HttpResponse | None:
    with transaction.atomic():
        entry = form.save(by_id=request.user.pk)
        if entry is None:
            return None
        record("register.entry_added", subject=f"entry:{entry.pk}", by=request.actor, purpose=str(purpose), kind=form.kind)
    messages.success(request, "Đã lưu mục từ sổ giấy. So lại với sổ trước khi chọn.")
    if not purpose:
        return redirect("registry_desk:search")
    return redirect(f"{reverse('registry_desk:entry', args=[entry.pk])}{purpose.query}")
