"""Two things side by side in one run: absolute times on a shared machine are noise, their ratio is not."""

import re
import time
from collections.abc import Callable
from pathlib import Path

Work = Callable[[], object]
Clock = Callable[[], float]


def ratio(
    ours: Callable[[], object],
    floor: Callable[[], object],
    *,
    rounds: int = 25,
    warm: int = 3,
    clock: Clock = time.process_time,
) -> tuple[float, float, float]:
    """The quickest of `ours` over the quickest of `floor`, run in turn; returns (ratio, ours in ms, floor in ms).

    The quickest, because a machine with other work only ever adds to a time; by the processor's time, unless what is
    waited for (a commit) belongs to the promise.
    """
    for _ in range(warm):
        ours(), floor()
    pairs = [(timed(ours, clock), timed(floor, clock)) for _ in range(rounds)]
    mine, base = min(a for a, _ in pairs), min(b for _, b in pairs)
    return mine / base, mine * 1000, base * 1000


def timed(work: Work, clock: Clock) -> float:
    start = clock()
    work()
    return clock() - start


def line(name: str, value: str, target: str) -> None:
    print(f"{name:<58} {value:<34} {target}", flush=True)


def ratio_line(name: str, measured: tuple[float, float, float], target: str) -> None:
    times, mine, base = measured
    line(name, f"{times:5.2f} x  ({mine:.1f} ms / {base:.1f} ms)", target)


def peak_mb() -> int:
    """The most memory this program ever had. Not getrusage(): that counts what its parent had when it began as well."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)[1]) // 1024
