"""The sweep over what is left to do: one that fails does not stop the others, and workers that sweep at once seldom meet."""

import random
from collections.abc import Callable, Iterable

import structlog

log = structlog.get_logger(__name__)


def sweep(ids: Iterable[int], do: Callable[[int], object], *, fault: str) -> None:
    """`do` each of them once, in any order: two who began with the oldest would each do what the other is doing.

    `fault`: what the log says of one that raises; the next sweep tries it again.
    """
    waiting = list(ids)
    for pk in random.sample(waiting, len(waiting)):
        try:
            do(pk)
        except Exception:
            log.exception(fault, id=pk)
