"""What is told later than it happened: on a lost line, in tomorrow's file, by another's system.

History keeps both moments, so that a figure asked as of a moment counts what was known by then and is the same next year.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

_learned_at: ContextVar[datetime | None] = ContextVar("learned_at", default=None)


@contextmanager
def told_late(now: datetime) -> Iterator[None]:
    """What is written inside may have happened earlier and is learned `now` (aware)."""
    token = _learned_at.set(now)
    try:
        yield
    finally:
        _learned_at.reset(token)


def learned_after(at: datetime) -> datetime | None:
    """When what happened at `at` reached us, where that is later."""
    learned_at = _learned_at.get()
    return learned_at if learned_at and learned_at > at else None
