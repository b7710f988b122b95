"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from applications import actions, notifications, slips, watch


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
    """The sweep: slips issued but not rendered, whoever lost their nudge."""
    for slip_id in slips.unrendered_ids():
        slips.render_slip(slip_id)


@shared_task
def mark_overdue() -> int:
    """Mark, once, dossiers whose promise has run out."""
    return watch.mark_overdue(at=timezone.now())


@shared_task
def remind_before_close() -> int:
    """Warn officers, then the leader, of dossiers due today that are still open."""
    return watch.remind_before_close(at=timezone.now())


@shared_task
def remove_old_drafts() -> int:
    return actions.remove_old_drafts(at=timezone.now(), days=settings.DRAFT_DAYS)


@shared_task
def lapse_unanswered() -> int:
    """Close dossiers whose supplement never came."""
    return actions.lapse_unanswered(at=timezone.now())
