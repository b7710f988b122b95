"""Thin Celery tasks: take an id, may run twice, call one function."""

import structlog
from celery import shared_task

from civil_registry import render

log = structlog.get_logger(__name__)


@shared_task
def render_copy(copy_id: int) -> None:
    render.render_copy(copy_id)


@shared_task
def render_form_sample(form_id: int) -> None:
    render.render_form_sample(form_id)


@shared_task
def render_form_samples() -> None:
    """The sweep: a sample sheet of every form that has none."""
    for form_id in render.forms_without_sample():
        try:
            render.render_form_sample(form_id)
        except Exception:
            log.exception("form_sample_not_rendered", form_id=form_id)


@shared_task
def render_pending_copies() -> None:
    """The sweep: copies signed but not rendered, whoever lost their nudge. One that fails does not stop the others."""
    for copy_id in render.unrendered_ids():
        try:
            render.render_copy(copy_id)
        except Exception:
            log.exception("copy_not_rendered", copy_id=copy_id)
