"""Thin Celery tasks: may run twice, call one function."""

from celery import shared_task
from django.utils import timezone

from applications.overviews import letters, publishing, shortfalls


@shared_task
def send_overviews() -> int:
    """Write the weekly and monthly overviews not written yet."""
    return letters.send_overviews(at=timezone.now())


@shared_task
def watch_targets() -> int:
    """Once a day: which units fell below their target, and which recovered."""
    return shortfalls.watch_targets(at=timezone.now())


@shared_task
def publish_months() -> int:
    """Publish months that are over."""
    return publishing.publish_months(at=timezone.now())
