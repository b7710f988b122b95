"""Thin Celery tasks for messages."""

from celery import shared_task


@shared_task
def deliver_pending() -> None:
    """The sweep: messages whose time to be tried has come."""
