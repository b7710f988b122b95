"""Thin Celery tasks for reflections."""

from celery import shared_task
from django.utils import timezone

from portal.reflections import succeeding, telling


@shared_task
def pass_on_ended() -> None:
    """Of units that have ended, to their successors."""
    succeeding.pass_on_ended(at=timezone.now())


@shared_task
def remind_of_late() -> int:
    """What was promised for before today."""
    return telling.remind_of_late(at=timezone.now())
