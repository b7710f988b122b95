"""Thin Celery tasks for messages."""

from celery import shared_task
from django.utils import timezone

from portal.messaging import delivery


@shared_task
def deliver_pending() -> int:
    """The sweep: messages whose time to be tried has come."""
    return delivery.deliver_pending(clock=timezone.now)
