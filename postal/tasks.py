"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task


@shared_task
def render_pending_records() -> None:
    """The sweep: hand-over records closed but not rendered."""
