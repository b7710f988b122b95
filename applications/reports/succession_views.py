"""Units that ended and of which nobody can tell the successor: what they left, and choosing who goes on with it."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from applications import actions
from applications.reports.watch_views import DEPARTMENT
from civil_registry.models import RegisterBook
from portal.accounts.guards import serves
from portal.accounts.models import Role
from portal.offices.choosing import NoSuccessor, choose_successor
from portal.offices.models import Office
from portal.offices.succession import Trace, trace
from portal.text import fold


@dataclass(frozen=True, slots=True)
class Undecided:
    """A unit for which a person must choose. `dossiers` not finished, `books` it still holds."""

    unit: Office
    traced: Trace
    dossiers: int
    books: int


@serves("GET", to=DEPARTMENT)
def undecided(request: HttpRequest) -> HttpResponse:
    context = {"rows": _undecided(), "may_choose": Role.DEPARTMENT_ADMIN in request.roles}
    return render(request, "reports/undecided.html", context)


@serves("POST", to=[Role.DEPARTMENT_ADMIN])
def choose(request: HttpRequest, office_id: int) -> HttpResponseRedirect:
    unit, heir = get_object_or_404(Office, pk=office_id), _chosen(request.POST.get("heir", ""))
    if heir is None:
        messages.error(request, f"Chọn đơn vị tiếp nhận việc của {unit.name_in_sentence}.")
        return redirect("reports:undecided")
    try:
        choose_successor(unit, heir, by=request.actor, at=timezone.now())
    except NoSuccessor as fault:
        raise Http404 from fault
    chosen = f"Việc của {unit.name_in_sentence} do {heir.name_in_sentence} giải quyết tiếp."
    messages.success(request, f"{chosen} Hồ sơ, sổ chuyển trong vài phút.")
    return redirect("reports:undecided")


def _chosen(typed: str) -> Office | None:
    return Office.objects.filter(pk=int(typed)).first() if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _undecided() -> list[Undecided]:
    today = timezone.localdate()
    dossiers = {office_id: len(pks) for office_id, pks in actions.left_behind(today).items()}
    left = RegisterBook.objects.filter(holder__valid_to__lt=today, holder__is_training=False)
    books = Counter(left.values_list("holder_id", flat=True))
    units = Office.objects.select_related("parent").in_bulk(dossiers.keys() | books.keys()).values()
    found = [Undecided(unit, trace(unit, today), dossiers.get(unit.pk, 0), books[unit.pk]) for unit in units]
    return sorted((row for row in found if row.traced.suggested is None), key=lambda row: fold(row.unit.name))
