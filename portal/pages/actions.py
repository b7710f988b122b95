"""What the Department does to pages: begin one, save a version, bring an old one back, publish, take down.

One verb is one transaction with its evidence. Times are told.
"""

from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.pages.errors_of_editing import MomentPassed, NothingPublished, ReasonMissing, SavedMeanwhile, SlugTaken
from portal.pages.models import Page, PageVersion, Publication


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says, in Markdown; English as a whole or not at all."""

    title_vi: str
    body_vi: str
    title_en: str = ""
    body_en: str = ""

    @classmethod
    def of(cls, version: PageVersion) -> "Words":
        return cls(version.title_vi, version.body_vi, version.title_en, version.body_en)


def begin_page(
    kind: str, slug: str, words: Words, *, topic: str = "", position: int = 100, by: Actor, at: datetime
) -> PageVersion:
    """A new page with its first version, not public yet. Raises SlugTaken."""
    try:
        with transaction.atomic():
            page = Page.objects.create(
                kind=kind, slug=slug, topic=topic, position=position, created_by_id=by.user_id, created_at=at
            )
            return _keep(page, words, number=1, by=by, at=at)
    except IntegrityError as fault:
        if Page.objects.filter(kind=kind, slug=slug).exists():
            raise SlugTaken(slug) from fault
        raise


def save_version(page_id: int, words: Words, *, seen: int, by: Actor, at: datetime) -> PageVersion:
    """The next version, unless the newest says the same: then that one. `seen` is the newest that the person began from.

    Raises SavedMeanwhile.
    """
    with transaction.atomic():
        page, newest = _locked(page_id)
        if newest.number != seen:
            raise SavedMeanwhile(newest)
        if astuple(words) == astuple(Words.of(newest)):
            return newest
        return _keep(page, words, number=newest.number + 1, by=by, at=at)


def restore(page_id: int, number: int, *, by: Actor, at: datetime) -> PageVersion:
    """An old version as the newest. Raises PageVersion.DoesNotExist."""
    with transaction.atomic():
        page, newest = _locked(page_id)
        old = page.versions.get(number=number)
        if number == newest.number:
            return newest
        return _keep(page, Words.of(old), number=newest.number + 1, restored_from=number, by=by, at=at)


def publish(page_id: int, number: int, *, from_at: datetime | None = None, by: Actor, at: datetime) -> Publication:
    """Show one version, now or from a moment on; what else was to begin later is called off. Raises MomentPassed."""
    if from_at is not None and from_at < at:
        raise MomentPassed
    with transaction.atomic():
        page, _newest = _locked(page_id)
        version = page.versions.get(number=number)
        _call_off(page, by=by, at=at)
        made = Publication.objects.create(page=page, version=version, from_at=from_at or at, by_id=by.user_id, at=at)
        record("page.published", subject=f"page:{page}", by=by, at=at, version=number, from_at=made.from_at.isoformat())
    return made


def take_down(page_id: int, *, reason: str, by: Actor, at: datetime) -> Publication:
    """Show nothing from now on; what was to begin later is called off. Raises ReasonMissing, NothingPublished."""
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        page, _newest = _locked(page_id)
        called_off = _call_off(page, by=by, at=at)
        now = page.publications.filter(called_off_at__isnull=True, from_at__lte=at).first()
        if not called_off and (now is None or now.version_id is None):
            raise NothingPublished
        made = Publication.objects.create(page=page, version=None, from_at=at, reason=reason, by_id=by.user_id, at=at)
        record("page.taken_down", subject=f"page:{page}", by=by, at=at, reason=reason)
    return made


def _locked(page_id: int) -> tuple[Page, PageVersion]:
    page = Page.objects.select_for_update().get(pk=page_id)
    return page, page.versions.select_related("saved_by").first()


def _keep(page: Page, words: Words, *, number: int, restored_from: int | None = None, by: Actor, at: datetime) -> PageVersion:
    kept = PageVersion.objects.create(
        page=page,
        number=number,
        title_vi=words.title_vi,
        body_vi=words.body_vi,
        title_en=words.title_en,
        body_en=words.body_en,
        saved_by_id=by.user_id,
        saved_at=at,
        restored_from=restored_from,
    )
    record("page.saved", subject=f"page:{page}", by=by, at=at, version=number)
    return kept


def _call_off(page: Page, *, by: Actor, at: datetime) -> int:
    later = page.publications.filter(called_off_at__isnull=True, from_at__gt=at)
    return later.update(called_off_at=at, called_off_by_id=by.user_id)
