"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task

from civil_registry import render


@shared_task
def render_copy(copy_id: int) -> None:
    render.render_copy(copy_id)


@shared_task
def render_pending_copies() -> None:
    """The sweep: copies signed but not rendered, whoever lost their nudge."""
    for copy_id in render.unrendered_ids():
        render.render_copy(copy_id)
