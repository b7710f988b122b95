"""Thin Celery tasks for difficulties."""

from celery import shared_task
from django.utils import timezone

from portal.difficulties import letters


@shared_task
def remind_department() -> int:
    """What waits longer than its limit."""
    return letters.remind_department(at=timezone.now())
