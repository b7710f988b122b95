"""Nudging background work after commit. A nudge may be lost: the sweep finds in the database what is left to do."""

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError

log = structlog.get_logger(__name__)


def nudge(task_name: str, *ids: int) -> None:
    """Ask a worker, once this transaction has committed, to do one task now rather than at the next sweep."""
    transaction.on_commit(lambda: _send(task_name, ids))


def _send(task_name: str, ids: tuple[int, ...]) -> None:
    try:
        current_app.signature(task_name, args=ids).apply_async(retry=False)
    except (KombuError, OSError) as fault:
        log.warning("nudge_lost", task=task_name, fault=type(fault).__name__)
