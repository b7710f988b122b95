"""P5 and P6: finding the office by a name of today or of before, and the page of an office: where, when, whose area."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.accounts.guards import PUBLIC, serves
from portal.offices.calendar import calendar_for
from portal.offices.finder import QUERY_LIMIT, Place, find_places
from portal.offices.models import Level, Office
from portal.offices.opening import opening
from portal.offices.plugs import registers_of
from portal.offices.succession import trace

LISTED = 40
WHERE_PEOPLE_GO = (Level.COMMUNE, Level.DISTRICT, Level.DEPARTMENT)


@serves("GET", to=PUBLIC)
def find(request: HttpRequest) -> HttpResponse:
    query, today = request.GET.get("q", "").strip()[:QUERY_LIMIT], timezone.localdate()
    context = {"query": query}
    if query:
        context["found"] = _found(query, today)
    else:
        communes = Office.objects.standing_on(today).filter(level=Level.COMMUNE).select_related("parent")
        context["offices"] = communes.order_by("search_name")
    return render(request, "offices/find.html", context)


@serves("GET", to=PUBLIC)
def office(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    standing = Office.objects.standing_on(timezone.localdate(now)).filter(slug=slug, level__in=WHERE_PEOPLE_GO)
    found = standing.select_related("parent").first()
    if found is None:
        raise Http404
    address = settings.PUBLIC_URL + reverse("offices:office", args=[slug])
    inherited = found.inheritances.select_related("predecessor__parent").order_by("effective_on", "predecessor__search_name")
    context = {
        "unit": found,
        "opening": opening(calendar_for(found), now),
        "before": [link for link in inherited if link.predecessor.name != found.name or link.predecessor.parent_id],
        "registers": registers_of(found),
        "page_address": address,
        "qr": _qr(address),
    }
    return render(request, "offices/office.html", context)


@serves("GET", to=PUBLIC)
def former(request: HttpRequest, office_id: int) -> HttpResponse:
    """A unit that is no more: who answers for its area today. One that stands has a page under its name."""
    today = timezone.localdate()
    unit = get_object_or_404(Office.objects.select_related("parent"), pk=office_id, level__in=WHERE_PEOPLE_GO)
    if unit.stands_on(today):
        return redirect("offices:office", slug=unit.slug, permanent=False)
    if unit.valid_to is None or unit.valid_to > today:
        raise Http404
    return render(request, "offices/former.html", {"unit": unit, "trace": trace(unit, today)})


def _found(query: str, today) -> list[Place]:
    communes = find_places(query, level=Level.COMMUNE, day=today, limit=LISTED)
    return communes + find_places(query, level=Level.DISTRICT, day=today, limit=LISTED - len(communes))


def _qr(address: str) -> str:
    """For the notice board: a picture inside the page."""
    import segno  # noqa: PLC0415  what only this page and papers need

    return segno.make(address, error="m").svg_data_uri(scale=4, border=4)
