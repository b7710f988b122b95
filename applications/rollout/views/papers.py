"""Posters and leaflets: asked for by a unit or for a whole phase, fetched when the worker has printed them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from applications.rollout import actions
from applications.rollout.access import (
    KEEPERS,
    READERS,
    TELLERS,
    get_batch_for,
    get_office_for,
    get_paper_for,
    get_phase_for,
    units_for,
)
from applications.rollout.models import PaperKind
from portal.accounts.guards import serves
from portal.documents.sending import being_printed, private_file, private_stream
from portal.offices.reference import EXTRACT_COPY

FILE_NAMES = {PaperKind.POSTER: "ap-phich", PaperKind.LEAFLET: "to-roi"}


@serves("POST", to=TELLERS)
def ask(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    office = get_office_for(request, slug)
    if not office.stands_on(timezone.localdate()):
        raise Http404
    paper = actions.ask_for_paper(office, _kind(request), by=request.actor, at=timezone.now())
    return redirect("rollout:paper", slug=slug, paper_id=paper.pk)


@serves("GET", to=READERS)
def paper(request: HttpRequest, slug: str, paper_id: int) -> HttpResponse:
    found = get_paper_for(request, paper_id)
    task, back = "applications.rollout.tasks.print_unit_paper", reverse("rollout:office", args=[found.office.slug])
    if page := being_printed(request, found.document, task=task, pk=found.pk, back=back):
        return page
    return private_file(found.document, f"{FILE_NAMES[PaperKind(found.kind)]}-{found.office.slug}.pdf")


@serves("POST", to=KEEPERS)
def ask_batch(request: HttpRequest, code: str) -> HttpResponseRedirect:
    """For every unit of the phase that stands today, by name."""
    phase, now = get_phase_for(request, code), timezone.now()
    today = timezone.localdate(now)
    units = units_for(request).filter(phase=phase).order_by("office__search_name", "pk")
    offices = [unit.office for unit in units if unit.office.stands_on(today)]
    if not offices or phase.procedure_code != EXTRACT_COPY:
        raise Http404
    batch = actions.ask_for_batch(phase, offices, _kind(request), by=request.actor, at=now)
    return redirect("rollout:batch", code=code, batch_id=batch.pk)


@serves("GET", to=KEEPERS)
def batch(request: HttpRequest, code: str, batch_id: int) -> HttpResponse:
    found = get_batch_for(request, code, batch_id)
    task, back = "applications.rollout.tasks.join_papers", reverse("rollout:phase", args=[code])
    if page := being_printed(request, found.document, task=task, pk=found.pk, back=back):
        return page
    return private_stream(found.document, f"{FILE_NAMES[PaperKind(found.kind)]}-{code}.pdf")


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("loai", "")
    if kind not in PaperKind.values:
        raise Http404
    return kind
