"""What the Department publishes, as everybody reads it: notices and their feed, guidance, questions."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.accounts.guards import PUBLIC, serves
from portal.language import page_language
from portal.pages.caching import kept_a_minute
from portal.pages.live import LivePage, live_page, live_pages
from portal.pages.models import PageKind
from portal.pages.topics import NAMES

MAIN_GUIDANCE = "nop-ho-so"  # stands at /huong-dan/ itself
IN_FEED = 30


@serves("GET", to=PUBLIC)
def news(request: HttpRequest) -> HttpResponse:
    notices = live_pages(PageKind.NEWS, at=timezone.now())
    return kept_a_minute(request, render(request, "pages/news.html", {"notices": notices}), changed_at=_newest(notices))


@serves("GET", to=PUBLIC)
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    return _one(request, PageKind.NEWS, slug, "pages/news_item.html")


@serves("GET", to=PUBLIC)
def feed(request: HttpRequest) -> HttpResponse:
    """Atom (RFC 4287): title and first paragraph of each notice."""
    notices = live_pages(PageKind.NEWS, at=timezone.now())[:IN_FEED]
    page = settings.PUBLIC_URL + reverse("content:news")
    made = Atom1Feed(
        title=_("Thông báo – Hộ tịch trực tuyến Hà Nội"),
        link=page,
        description="",
        feed_url=settings.PUBLIC_URL + reverse("content:feed"),
        language=page_language(),
        author_name=_("Sở Tư pháp Hà Nội"),
    )
    for notice in notices:
        link = settings.PUBLIC_URL + reverse("content:news_item", args=[notice.page.slug])
        dates = {"pubdate": notice.first_at, "updateddate": notice.since_at}
        made.add_item(title=notice.title, link=link, unique_id=link, description=notice.summary, **dates)
    made.latest_post_date = lambda: _newest(notices) or datetime.fromtimestamp(0, timezone.get_default_timezone())
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return kept_a_minute(request, response, changed_at=_newest(notices))


@serves("GET", to=PUBLIC)
def guidance(request: HttpRequest) -> HttpResponse:
    """How to file, and what else is to be read."""
    pages = live_pages(PageKind.GUIDANCE, at=timezone.now())
    main = next((one for one in pages if one.page.slug == MAIN_GUIDANCE), None)
    context = {"main": main, "others": [one for one in pages if one is not main]}
    return kept_a_minute(request, render(request, "pages/guidance.html", context), changed_at=_newest(pages))


@serves("GET", to=PUBLIC)
def guidance_page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug == MAIN_GUIDANCE:
        return redirect("content:guidance", permanent=True)
    return _one(request, PageKind.GUIDANCE, slug, "pages/guidance_page.html")


@serves("GET", to=PUBLIC)
def questions(request: HttpRequest) -> HttpResponse:
    """By task, in the order in which a citizen meets it."""
    asked = live_pages(PageKind.QUESTION, at=timezone.now())
    by_topic = [(topic, name, [one for one in asked if one.page.topic == topic]) for topic, name in NAMES.items()]
    context = {"groups": [group for group in by_topic if group[2]]}
    return kept_a_minute(request, render(request, "pages/questions.html", context), changed_at=_newest(asked))


def _one(request: HttpRequest, kind: str, slug: str, template: str) -> HttpResponse:
    found = live_page(kind, slug, at=timezone.now())
    if found is None:
        raise Http404
    return kept_a_minute(request, render(request, template, {"live": found}), changed_at=found.since_at)


def _newest(pages: list[LivePage]) -> datetime | None:
    return max((one.since_at for one in pages), default=None)
