"""Nudging background work after commit. A nudge may be lost: the sweep finds in the database what is left to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError

log = structlog.get_logger(__name__)
_is_quiet: ContextVar[bool] = ContextVar("nudges_are_quiet", default=False)


def nudge(task_name: str, *ids: int) -> None:
    """Ask a worker, once this transaction has committed, to do one task now rather than at the next sweep."""
    if _is_quiet.get():
        return
    transaction.on_commit(lambda: _send(task_name, ids))


@contextmanager
def without_nudges() -> Iterator[None]:
    """For loading many rows at once: the sweep does what is left to do."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def _send(task_name: str, ids: tuple[int, ...]) -> None:
    try:
        if task_name not in current_app.tasks:  # a web process has not read the apps' tasks yet
            current_app.loader.import_default_modules()
        current_app.tasks[task_name].apply_async(args=ids, retry=False)
    except (KombuError, OSError) as fault:
        log.warning("nudge_lost", task=task_name, fault=type(fault).__name__)
