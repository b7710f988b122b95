"""Thin Celery tasks of assisted filing."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from applications.assisted import actions, printing
from portal.sweeping import sweep


@shared_task
def render_reading(reading_id: int) -> None:
    """Print one sheet to read again, once."""
    printing.render_reading(reading_id)


@shared_task
def render_pending_readings() -> None:
    """The sweep: sheets asked for but not printed."""
    sweep(printing.unrendered_ids(), printing.render_reading, fault="reading_not_rendered")


@shared_task
def end_silent_sittings() -> int:
    """A sitting in which nothing is done ends by itself."""
    now = timezone.now()
    return actions.end_silent(at=now, before=now - timedelta(minutes=settings.SITTING_MINUTES))
