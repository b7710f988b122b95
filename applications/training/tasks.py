"""Thin Celery tasks of training."""

from celery import shared_task
from django.utils import timezone

from applications.training import results


@shared_task
def settle_open_runs() -> int:
    """The sweep: write down the steps that trainees have done."""
    return results.settle_open_runs(at=timezone.now())
