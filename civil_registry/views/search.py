"""R7: looking into the books of one's own office, for a dossier or for a purpose that is written down."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from civil_registry.access import notes_of_books_held_by
from civil_registry.forms_desk import SearchForm
from civil_registry.purposes import Purpose, fingerprint, last_criteria, purpose_of, remember
from civil_registry.search import MOST, PAGE, Criteria, find, suggestions
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.audit.trail import record

READERS = [Role.CIVIL_STATUS_OFFICER, Role.RECEPTION_OFFICER]


@serves("GET", "POST", to=READERS)
def search(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _searched(request)
    purpose = purpose_of(request)
    criteria = last_criteria(request, purpose) if purpose else None
    initial = {"hs": purpose.dossier, "purpose": purpose.words} | (asdict(criteria) if criteria else {})
    waiting = notes_of_books_held_by(request.office).filter(checked_at=None).count()
    context = {"form": SearchForm(initial=initial), "purpose": purpose, "notes_waiting": waiting}
    return render(request, "registry/search.html", context | (_results(request, purpose, criteria) if criteria else {}))


def _searched(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.POST)
    if not form.is_valid():
        return render(request, "registry/search.html", {"form": form, "purpose": Purpose()})
    purpose, criteria = Purpose(form.cleaned_data["hs"], form.cleaned_data["purpose"]), form.criteria()
    used = [name for name, value in asdict(criteria).items() if value]
    found = len(find(request.office, criteria))
    subject = f"dossier:{purpose.dossier}" if purpose.dossier else f"office:{request.office.code}"
    record(
        "register.searched",
        subject=subject,
        by=request.actor,
        purpose=str(purpose),
        found=found,
        by_fields=used,
        query=fingerprint(criteria),
    )
    remember(request, purpose, criteria)
    return redirect(f"{reverse('registry_desk:search')}{purpose.query}")


def _results(request: HttpRequest, purpose: Purpose, criteria: Criteria) -> dict:
    found = find(request.office, criteria)
    shown, pages = found[:MOST], -(-min(len(found), MOST) // PAGE)
    asked = request.GET.get("trang", "1")
    page = min(int(asked), pages or 1) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 and int(asked) else 1
    return {
        "has_searched": True,
        "found": shown[(page - 1) * PAGE : page * PAGE],
        "count": len(shown),
        "has_more": len(found) > MOST,
        "previous_url": _page_address(purpose, page - 1) if page > 1 else "",
        "next_url": _page_address(purpose, page + 1) if page < pages else "",
        "words": f"Trang {page} trong {pages}",
        "suggestions": [] if found else suggestions(request.office, criteria),
    }


def _page_address(purpose: Purpose, page: int) -> str:
    return f"{purpose.query or '?'}{'&' if purpose.dossier else ''}trang={page}"
