"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task


@shared_task
def render_copy(copy_id: int) -> None:
    """Render a signed copy once."""


@shared_task
def render_pending_copies() -> None:
    """The sweep: copies signed but not rendered."""
