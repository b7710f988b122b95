"""One entry as the book says it, with what was noted since, scans of the page and the copies drawn from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from civil_registry.access import get_entry_for_official
from civil_registry.annotating import as_registered, changes_in_words
from civil_registry.copy_rows import copies_of_entry
from civil_registry.form_store import form_for_entry
from civil_registry.layout import entry_lines
from civil_registry.models import RegisterEntry
from civil_registry.purposes import purpose_of
from civil_registry.views.search import READERS
from portal.accounts.guards import serves
from portal.audit.trail import record
from portal.offices.models import Office


@serves("GET", to=READERS)
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Opening it is recorded with its purpose; without one, the way leads by the search."""
    shown = get_entry_for_official(entry_id, office=request.office)
    purpose = purpose_of(request)
    if not purpose:
        return redirect("registry_desk:search")
    record("register.entry_opened", subject=f"entry:{shown.pk}", by=request.actor, purpose=str(purpose))
    return render(request, "registry/entry.html", entry_context(shown, request.office) | {"purpose": purpose})


def entry_context(entry: RegisterEntry, office: Office) -> dict:
    """Everything the page of an entry shows."""
    notes = list(entry.annotations.select_related("entered_by", "checked_by").order_by("-pk"))
    return {
        "entry": entry,
        "groups": entry_lines(entry, as_registered(entry)),
        "form": form_for_entry(entry, timezone.localdate()),
        "notes": [{"note": note, "changes": changes_in_words(entry, note.changes)} for note in notes],
        "has_waiting": any(note.is_waiting for note in notes),
        "copies": copies_of_entry(entry, office.pk),
        "scans": entry.scans.filter(withdrawn_at=None).select_related("added_by"),
    }
