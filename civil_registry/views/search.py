"""R7: looking into the books for a dossier. What is typed stays in the session: names do not belong in addresses."""

from dataclasses import asdict

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from civil_registry.access import entries_held_by, get_entry_for_official
from civil_registry.copy_rows import copies_of_entry
from civil_registry.events import form_for
from civil_registry.forms_desk import SearchForm, dossier_code_or_blank
from civil_registry.layout import entry_lines
from civil_registry.search import MOST, Criteria, find, suggestions
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record

READERS = [Role.CIVIL_STATUS_OFFICER, Role.RECEPTION_OFFICER]
_LAST_SEARCH = "register_search"


@serves("GET", "POST", to=READERS)
def search(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _searched(request)
    dossier = dossier_code_or_blank(request.GET.get("hs", ""))
    last = request.session.get(_LAST_SEARCH) or {}
    if not dossier or last.get("hs") != dossier:
        return render(request, "registry/search.html", {"form": SearchForm(initial={"hs": dossier}), "dossier": dossier})
    criteria = Criteria(**last["criteria"])
    form = SearchForm(initial={"hs": dossier, **asdict(criteria)})
    return render(request, "registry/search.html", {"form": form, "dossier": dossier} | _results(request, criteria))


def _searched(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "registry/search.html", {"form": form})
    dossier, criteria = form.cleaned_data["hs"], form.criteria()
    found = len(find(entries_held_by(request.office), criteria))
    used = [name for name, value in asdict(criteria).items() if value]
    record("register.searched", subject=f"dossier:{dossier}", by=request.actor, purpose=dossier, found=found, by_fields=used)
    request.session[_LAST_SEARCH] = {"hs": dossier, "criteria": asdict(criteria)}
    return redirect(f"{reverse('registry_desk:search')}?{urlencode({'hs': dossier})}")


def _results(request: HttpRequest, criteria: Criteria) -> dict:
    entries = entries_held_by(request.office)
    found = find(entries, criteria)
    return {
        "has_searched": True,
        "criteria": criteria,
        "found": found[:MOST],
        "has_more": len(found) > MOST,
        "most": MOST,
        "suggestions": [] if found else suggestions(entries, criteria),
    }


@serves("GET", to=READERS)
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry as the book says it; opening it is recorded with its purpose."""
    shown = get_entry_for_official(entry_id, office=request.office)
    dossier = dossier_code_or_blank(request.GET.get("hs", ""))
    if not dossier:
        return redirect("registry_desk:search")
    with transaction.atomic():
        record("register.entry_opened", subject=f"entry:{shown.pk}", by=request.actor, purpose=dossier)
    context = {
        "entry": shown,
        "groups": entry_lines(shown),
        "dossier": dossier,
        "copies": copies_of_entry(shown, request.office.pk),
        "form": form_for(shown.book.kind, timezone.localdate()),
    }
    return render(request, "registry/entry.html", context)
