"""Where the time of one piece of work goes: the quickest of many runs of each of its parts."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from unittest import mock

Place = tuple[object, str]  # what holds the function, and its name there


def shares(work: Callable[[], object], parts: dict[str, list[Place]], *, rounds: int) -> dict[str, float]:
    """Milliseconds of each part, by label; several functions under one label are added. Parts must not contain each other."""
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        with _clocked(parts) as clock:
            work()
        for label in parts:
            spent[label].append(clock[label] * 1000)
    return {label: min(times) for label, times in spent.items()}


@contextmanager
def _clocked(parts: dict[str, list[Place]]) -> Iterator[dict[str, float]]:
    clock: dict[str, float] = defaultdict(float)
    with ExitStack() as stack:
        for label, places in parts.items():
            for holder, name in places:
                stack.enter_context(mock.patch.object(holder, name, _timed(getattr(holder, name), clock, label)))
        yield clock


def _timed(function: Callable, clock: dict[str, float], label: str) -> Callable:
    @wraps(function)
    def run(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            clock[label] += time.perf_counter() - start

    return run
