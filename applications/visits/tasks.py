"""Thin Celery tasks for appointments: each may run twice."""

from celery import shared_task
from django.utils import timezone

from applications.visits import keeping


@shared_task
def keep_visits() -> int:
    """The sweep: what the calendar, the dossiers and the end of the day change."""
    return keeping.keep(at=timezone.now())


@shared_task
def remind_of_visits() -> int:
    """On the working day before."""
    return keeping.remind(at=timezone.now())
