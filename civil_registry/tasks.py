"""Thin Celery tasks: take an id, may run twice, call one function."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from civil_registry import render
from civil_registry.importing import running

UNTOUCHED = timedelta(minutes=2)

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
def run_import(import_id: int) -> None:
    running.run_import(import_id, clock=timezone.now)


@shared_task
def run_unfinished_imports() -> None:
    """The sweep: imports whose nudge or worker was lost; a worker at work shows itself every few seconds."""
    for import_id in running.unfinished_ids(untouched_since=timezone.now() - UNTOUCHED):
        running.run_import(import_id, clock=timezone.now)
