"""What the public sees of the Department's pages at a moment, in the page's language."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.safestring import SafeString

from portal.language import page_language
from portal.pages import markdown
from portal.pages.models import Page, PageVersion, Publication


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page as it is public: the version shown, since when, and since when the page is there at all."""

    page: Page
    version: PageVersion
    first_at: datetime
    since_at: datetime

    @property
    def is_translated(self) -> bool:
        """Whether it says the same in the language of the page around it."""
        return page_language() == "vi" or self.version.has_english

    @property
    def lang(self) -> str:
        return "en" if page_language() == "en" and self.version.has_english else "vi"

    @property
    def title(self) -> str:
        return self.version.title_en if self.lang == "en" else self.version.title_vi

    @property
    def body(self) -> str:
        return self.version.body_en if self.lang == "en" else self.version.body_vi

    @property
    def html(self) -> SafeString:
        return markdown.render(self.body)

    @property
    def html_below_two(self) -> SafeString:
        """For a page that stands under a heading of its own on a longer page."""
        return markdown.render(self.body, below=3)

    @property
    def summary(self) -> str:
        return markdown.summary(self.body)

    @property
    def was_changed(self) -> bool:
        return self.since_at != self.first_at


def live_pages(kind: str, *, at: datetime) -> list[LivePage]:
    """Those of a kind that are public, in the order of the kind: news latest first, the others by position. Two queries."""
    pages = list(_public(at).filter(kind=kind))
    versions = PageVersion.objects.in_bulk([page.live_version_id for page in pages])
    live = [LivePage(page, versions[page.live_version_id], page.first_at, page.since_at) for page in pages]
    if kind == "news":
        return sorted(live, key=lambda one: (one.first_at, one.page.pk), reverse=True)
    return sorted(live, key=lambda one: (one.page.position, one.page.pk))


def latest_news(count: int, *, at: datetime) -> list[LivePage]:
    """The newest notices: for the home page. Two queries, one where there are none."""
    pages = list(_public(at).filter(kind="news").order_by("-first_at", "-pk")[:count])
    versions = PageVersion.objects.in_bulk([page.live_version_id for page in pages]) if pages else {}
    return [LivePage(page, versions[page.live_version_id], page.first_at, page.since_at) for page in pages]


def live_page(kind: str, slug: str, *, at: datetime) -> LivePage | None:
    """One page, or None where it is not public at that moment. Two queries, one where there is none."""
    page = _public(at).filter(kind=kind, slug=slug).first()
    if page is None:
        return None
    return LivePage(page, PageVersion.objects.get(pk=page.live_version_id), page.first_at, page.since_at)


def _public(at: datetime) -> QuerySet[Page]:
    begun = Publication.objects.filter(page=OuterRef("pk"), called_off_at__isnull=True, from_at__lte=at)
    newest, shown = begun.order_by("-from_at", "-id"), begun.filter(version__isnull=False)
    return Page.objects.annotate(
        live_version_id=Subquery(newest.values("version_id")[:1]),
        since_at=Subquery(newest.values("from_at")[:1]),
        first_at=Subquery(shown.order_by("from_at", "id").values("from_at")[:1]),
    ).filter(live_version_id__isnull=False)
