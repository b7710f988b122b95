"""The catalogue of procedures: by group, by what happened in somebody's life, by words; and a page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.catalogue import catalogue, open_on
from portal.accounts.guards import PUBLIC, serves

QUERY_LIMIT = 120


@serves("GET", to=PUBLIC)
def procedures(request: HttpRequest) -> HttpResponse:
    """All of them; or those for a situation (`?viec=`), or those found by words (`?q=`)."""
    everything, query = catalogue(), request.GET.get("q", "").strip()[:QUERY_LIMIT]
    situation = everything.situation(request.GET.get("viec", ""))
    context = {
        "query": query,
        "situation": situation,
        "situations": everything.situations,
        "found": everything.find(query) if query else [],
        "for_situation": everything.for_situation(situation.code) if situation else [],
        "alike": everything.situations_like(query),
        "by_group": everything.by_group(),
        "open_slugs": open_on(timezone.localdate()),
    }
    return render(request, "public/procedures.html", context)


@serves("GET", to=PUBLIC)
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    found = catalogue().procedure(slug)
    if found is None:
        raise Http404
    others = [each for code in found.situations for each in catalogue().for_situation(code) if each != found]
    open_slugs = open_on(timezone.localdate())
    context = {
        "procedure": found,
        "group": catalogue().group(found),
        "others": list(dict.fromkeys(others)),
        "is_open": slug in open_slugs,
        "open_slugs": open_slugs,
    }
    return render(request, "public/procedure.html", context)
