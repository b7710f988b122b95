"""Thin Celery tasks of look-ups in the population database."""

from celery import shared_task
from django.utils import timezone

from portal.population import look_ups


@shared_task
def retry_waiting() -> int:
    return look_ups.retry_waiting(clock=timezone.now)


@shared_task
def empty_old() -> int:
    return look_ups.empty_old(at=timezone.now())
