"""Thin Celery tasks: take an id, may run twice, call one function."""

import structlog
from celery import shared_task
from django.utils import timezone

from civil_registry import render, run_press

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
def print_run(run_id: int) -> None:
    run_press.print_run(run_id, clock=timezone.now)


@shared_task
def print_pending_runs() -> None:
    """The sweep: runs asked for that no worker is at, whoever lost their nudge or was killed over them."""
    for run_id in run_press.unprinted_ids(at=timezone.now()):
        try:
            run_press.print_run(run_id, clock=timezone.now)
        except Exception:
            log.exception("run_not_printed", run_id=run_id)
