"""The public pages about the services: home, search, one page a service, statements."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from applications.catalogue import catalogue, open_on
from applications.fees import fee_per_copy
from applications.outlook import outlook
from applications.questions import questions_about
from applications.services import SERVICES, Service, find_services
from portal.accounts.guards import PUBLIC, serves
from portal.offices.reference import EXTRACT_COPY
from portal.pages.live import latest_news

QUERY_LIMIT = 120
NOTICES_AT_HOME = 2


def _promise() -> dict:
    """What filing now would cost and when it would be resolved; None for each that is not known."""
    return {"outlook": outlook(timezone.now()), "fee_vnd": fee_per_copy(EXTRACT_COPY, timezone.localdate())}


def _service(slug: str) -> Service:
    found = next((service for service in SERVICES if service.slug == slug), None)
    if found is None:
        raise Http404
    return found


@serves("GET", to=PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    notices = latest_news(NOTICES_AT_HOME, at=timezone.now())
    return render(request, "public/home.html", {"services": SERVICES, "notices": notices} | _promise())


@serves("GET", to=PUBLIC)
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:QUERY_LIMIT]
    procedures = [each for each in catalogue().find(query) if not each.door]
    open_slugs = open_on(timezone.localdate())
    context = {
        "query": query,
        "found": find_services(query),
        "procedures": procedures,
        "open_slugs": open_slugs,
        "is_any_open": any(each.slug in open_slugs for each in procedures),
        "alike": catalogue().situations_like(query),
        "services": SERVICES,
    }
    return render(request, "public/search.html", context)


@serves("GET", to=PUBLIC)
def service(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "public/service.html", {"service": _service(slug)} | _promise())


@serves("GET", to=PUBLIC)
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """The request form to look at: where the service is for one kind of extract, for its questions depend on it."""
    found = _service(slug)
    if not found.kind:
        raise Http404
    return render(request, "public/questions.html", {"service": found, "parts": questions_about(found.kind)})


@serves("GET", to=PUBLIC)
def short(request: HttpRequest) -> HttpResponse:
    """The short address for print and loudspeakers."""
    return redirect("public:service", slug=SERVICES[0].slug)


@serves("GET", to=PUBLIC)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@serves("GET", to=PUBLIC)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@serves("GET", to=PUBLIC)
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@serves("GET", to=PUBLIC)
def menu(request: HttpRequest) -> HttpResponse:
    return render(request, "public/menu.html", {"services": SERVICES})
