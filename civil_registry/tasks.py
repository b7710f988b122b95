"""Thin Celery tasks: take an id, may run twice, call one function."""

import structlog
from celery import shared_task

from civil_registry import drafts, render

log = structlog.get_logger(__name__)


@shared_task
def render_copy(copy_id: int) -> None:
    render.render_copy(copy_id)


@shared_task
def render_pending_copies() -> None:
    """The sweep: copies signed but not rendered, whoever lost their nudge. One that fails does not stop the others."""
    for copy_id in render.unrendered_ids():
        try:
            render.render_copy(copy_id)
        except Exception:
            log.exception("copy_not_rendered", copy_id=copy_id)


@shared_task
def render_draft(copy_id: int) -> None:
    drafts.render_draft(copy_id)


@shared_task
def render_pending_drafts() -> None:
    """The sweep: drafts not printed, whoever lost their nudge. One that fails does not stop the others."""
    for copy_id in drafts.unrendered_ids():
        try:
            drafts.render_draft(copy_id)
        except Exception:
            log.exception("draft_not_rendered", copy_id=copy_id)
