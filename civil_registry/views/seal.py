"""What the page that checks copies needs to work with the network off: the two signed lists, and the script that keeps it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from civil_registry.models import SealList
from civil_registry.seal_lists import newest_list
from portal.accounts.guards import PUBLIC, serves

LISTS = {"khoa": SealList.Kind.KEYS, "da-huy": SealList.Kind.CANCELLED}
OFFLINE = settings.BASE_DIR / "static/js/offline.js"


@serves("GET", to=PUBLIC)
@cache_control(public=True, max_age=300)
def seal_list(request: HttpRequest, name: str) -> HttpResponse:
    """A list as the root signed it."""
    newest = newest_list(LISTS[name]) if name in LISTS else None
    if newest is None:
        raise Http404
    return HttpResponse(bytes(newest.content), content_type="application/cose")


@serves("GET", to=PUBLIC)
def offline(request: HttpRequest) -> HttpResponse:
    """Under the page's own address, and let out to the short address on papers: a worker rules no address above its own."""
    answer = HttpResponse(OFFLINE.read_text(), content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    return answer
