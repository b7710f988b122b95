"""Thin Celery tasks for reflections."""

from celery import shared_task
from django.utils import timezone

from portal.reflections import telling


@shared_task
def remind_of_late() -> int:
    """What was promised for before today."""
    return telling.remind_of_late(at=timezone.now())
