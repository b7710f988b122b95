"""Thin Celery tasks: take an id, may run twice, call one function."""

from datetime import timedelta
from functools import partial

import structlog
from celery import shared_task
from django.utils import timezone

from civil_registry import drafts, render, run_press, seal_lists, signatures, succeeding
from civil_registry.importing import running
from portal.days import local_day
from portal.documents.signing.errors import TimestampServerDown
from portal.sweeping import sweep

UNTOUCHED = timedelta(minutes=2)

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
    sweep(render.forms_without_sample(), render.render_form_sample, fault="form_sample_not_rendered")


@shared_task
def render_pending_copies() -> None:
    """The sweep: copies signed but not rendered, whoever lost their nudge."""
    sweep(render.unrendered_ids(), render.render_copy, fault="copy_not_rendered")


@shared_task
def timestamp_pending_copies() -> None:
    """The sweep: signatures made while the timestamp server was down. Ends at the first that it does not answer."""
    for copy_id in signatures.untimed_ids():
        try:
            signatures.add_timestamp(copy_id)
        except TimestampServerDown:
            log.warning("timestamp_server_down")
            return
        except Exception:
            log.exception("copy_not_timestamped", copy_id=copy_id)


@shared_task
def erase_stopped_keys() -> None:
    """A key that its owner stopped leaves the database once the last paper signed with it is printed."""
    signatures.erase_stopped_keys(at=timezone.now())


@shared_task
def refresh_seal_lists() -> None:
    """On a demo, whose root key lies on this machine: sign and publish what has changed."""
    seal_lists.refresh(at=timezone.now())


@shared_task
def render_draft(copy_id: int) -> None:
    drafts.render_draft(copy_id)


@shared_task
def render_pending_drafts() -> None:
    """The sweep: drafts not printed, whoever lost their nudge."""
    sweep(drafts.unrendered_ids(), drafts.render_draft, fault="draft_not_rendered")


@shared_task
def print_run(run_id: int) -> None:
    run_press.print_run(run_id, clock=timezone.now)


@shared_task
def print_pending_runs() -> None:
    """The sweep: runs asked for that no worker is at, whoever lost their nudge or was killed over them."""
    sweep(run_press.unprinted_ids(at=timezone.now()), partial(run_press.print_run, clock=timezone.now), fault="run_not_printed")


@shared_task
def run_import(import_id: int) -> None:
    running.run_import(import_id, clock=timezone.now)


@shared_task
def run_unfinished_imports() -> None:
    """The sweep: imports whose nudge or worker was lost; a worker at work shows itself every few seconds."""
    for import_id in running.unfinished_ids(untouched_since=timezone.now() - UNTOUCHED):
        running.run_import(import_id, clock=timezone.now)


@shared_task
def pass_on_books() -> int:
    """Register books of units that have ended."""
    return succeeding.pass_on_books(local_day(timezone.now()))
