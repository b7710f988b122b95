"""Values with which the addresses of the Department's pages open: taken from the rows there are. See portal/routes.py."""

from collections.abc import Callable

from django.utils import timezone

from portal.pages.live import live_pages
from portal.pages.models import Page, PageKind
from portal.pages.public_views import MAIN_GUIDANCE
from portal.routes import Samples


def a_page() -> int | None:
    return Page.objects.order_by("pk").values_list("pk", flat=True).first()


def a_live_one(kind: str) -> Callable[[], str | None]:
    def slug() -> str | None:
        slugs = (one.page.slug for one in live_pages(kind, at=timezone.now()))
        return next((slug for slug in slugs if slug != MAIN_GUIDANCE), None)

    return slug


SAMPLES: Samples = {
    "content:news_item/slug": a_live_one(PageKind.NEWS),
    "content:guidance_page/slug": a_live_one(PageKind.GUIDANCE),
    "content_desk:begin/kind": lambda: PageKind.NEWS.value,
    "content_desk:version/number": lambda: 1,
    "content_desk:restore/number": lambda: 1,
    "content_desk:publish/number": lambda: 1,
    "page_id": a_page,
}
