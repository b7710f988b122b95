"""R8: an entry of a paper book is typed in, so that a copy can be drawn from it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from civil_registry.forms_desk import dossier_code_or_blank
from civil_registry.forms_transcribe import TranscriptionForm
from civil_registry.models import EventKind
from civil_registry.views.search import READERS
from portal.accounts.guards import serves
from portal.audit.trail import record


@serves("GET", "POST", to=READERS)
def transcribe(request: HttpRequest) -> HttpResponse:
    dossier = dossier_code_or_blank(request.GET.get("hs", ""))
    kind = request.GET.get("loai", "")
    kind = kind if kind in EventKind.values else EventKind.BIRTH
    form = TranscriptionForm(request.POST or None, kind=kind, office=request.office)
    if request.method == "POST" and form.is_valid() and (saved := _saved(form, request, dossier)):
        return saved
    context = {"form": form, "kind": kind, "kinds": EventKind.choices, "kind_name": EventKind(kind).label, "dossier": dossier}
    return render(request, "registry/transcribe.html", context)


def _saved(form: TranscriptionForm, request: HttpRequest, dossier: str) -> HttpResponse | None:
    with transaction.atomic():
        entry = form.save(by_id=request.user.pk)
        if entry is None:
            return None
        record("register.entry_added", subject=f"entry:{entry.pk}", by=request.actor, purpose=dossier, kind=form.kind)
    messages.success(request, "Đã lưu mục từ sổ giấy. So lại với sổ trước khi chọn.")
    if not dossier:
        return redirect("registry_desk:search")
    return redirect(f"{reverse('registry_desk:entry', args=[entry.pk])}?{urlencode({'hs': dossier})}")
