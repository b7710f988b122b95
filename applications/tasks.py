"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from applications import actions, books, cover, filed_papers, notifications, nudges, slips, watch
from applications.models import FiledPaper
from portal.sweeping import sweep


@shared_task
def tell_pending() -> int:
    """The outbox: queue the messages of every change not told yet."""
    return notifications.tell_pending(at=timezone.now())


@shared_task
def render_slip(slip_id: int) -> None:
    """Render an issued slip once."""
    slips.render_slip(slip_id)


@shared_task
def render_pending_slips() -> None:
    """The sweep: slips issued but not rendered, then drafts of letters, whoever lost their nudge."""
    sweep(slips.unrendered_ids(), slips.render_slip, fault="slip_not_rendered")
    sweep(slips.unrendered_draft_ids(), slips.render_draft, fault="slip_draft_not_rendered")


@shared_task
def render_draft(slip_id: int) -> None:
    """Render once what waits for the leader's signature."""
    slips.render_draft(slip_id)


@shared_task
def render_filed_papers(application_id: int) -> None:
    """Print what the citizen keeps of an application: each paper once."""
    for paper_id in FiledPaper.objects.filter(application_id=application_id, document=None).values_list("pk", flat=True):
        filed_papers.render_filed_paper(paper_id)


@shared_task
def follow_filing(application_id: int) -> None:
    """What a filing leaves to do: tell of it, then print what the citizen keeps."""
    tell_pending()
    render_filed_papers(application_id)


@shared_task
def render_pending_filed_papers() -> None:
    """The sweep: papers of filings, whoever lost their nudge."""
    sweep(filed_papers.unrendered_ids(), filed_papers.render_filed_paper, fault="filed_paper_not_rendered")


@shared_task
def render_book(book_id: int) -> None:
    """Print a book once."""
    books.render_book(book_id)


@shared_task
def render_pending_books() -> None:
    """The sweep: books asked for, whoever lost their nudge."""
    sweep(books.unprinted_ids(), books.render_book, fault="book_not_printed")


@shared_task
def cover_absent() -> int:
    """Pass on the dossiers of people who are away today."""
    return cover.pass_on(at=timezone.now())


@shared_task
def pass_on_ended() -> int:
    """Give the dossiers of units that have ended to their successors."""
    return actions.pass_on_ended(at=timezone.now())


@shared_task
def mark_overdue() -> int:
    """Mark, once, dossiers whose promise has run out."""
    return watch.mark_overdue(at=timezone.now())


@shared_task
def remind_before_close() -> int:
    """Warn officers, then the leader, of dossiers due today that are still open."""
    return watch.remind_before_close(at=timezone.now())


@shared_task
def tell_forecasts() -> int:
    """At 14:00 and 16:00 tell offices which promises of today they will miss at this pace."""
    return nudges.tell_forecasts(at=timezone.now())


@shared_task
def tell_supervisors() -> int:
    """In the morning tell the Department and districts which offices still have dossiers overdue."""
    return nudges.tell_supervisors(at=timezone.now())


@shared_task
def recount_promises() -> int:
    """Finish what was ordered after the calendar changed, whatever interrupted it."""
    return actions.finish_recounts(at=timezone.now())


@shared_task
def remove_old_drafts() -> int:
    return actions.remove_old_drafts(at=timezone.now(), days=settings.DRAFT_DAYS)


@shared_task
def lapse_unanswered() -> int:
    """Close dossiers whose supplement never came."""
    return actions.lapse_unanswered(at=timezone.now())
