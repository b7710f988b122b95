"""Nudging background work after commit. A nudge may be lost: the sweep finds in the database what is left to do.

Who waits for a page does not wait for the broker, least of all for one that is slow or gone: a thread of the process sends.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar

import structlog
from celery import current_app, current_task
from django.db import transaction
from kombu.exceptions import KombuError

log = structlog.get_logger(__name__)
_is_quiet: ContextVar[bool] = ContextVar("nudges_are_quiet", default=False)


class _Sender:
    """One thread, begun with the first nudge of a process; a forked process begins its own."""

    def __init__(self) -> None:
        self.begin_anew()
        os.register_at_fork(after_in_child=self.begin_anew)

    def begin_anew(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="nudges")

    def send(self, task_name: str, ids: tuple[int, ...]) -> None:
        self._thread.submit(_send, task_name, ids)


_sender = _Sender()


def nudge(task_name: str, *ids: int) -> None:
    """Ask a worker, once this transaction has committed, to do one task now rather than at the next sweep."""
    if _is_quiet.get():
        return
    # Nobody waits for a worker, and its processes end without waiting for their threads.
    in_place = current_app.conf.task_always_eager or current_task
    transaction.on_commit(lambda: (_send if in_place else _sender.send)(task_name, ids))


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
