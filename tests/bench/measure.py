"""Two things side by side in one run: absolute times on a shared machine are noise, their ratio is not."""

import statistics
import time
from collections.abc import Callable

Work = Callable[[], object]


def ratio(
    ours: Callable[[], object], floor: Callable[[], object], *, rounds: int = 15, warm: int = 3
) -> tuple[float, float, float]:
    """Median CPU+wall of `ours` over that of `floor`, run in turn; returns (ratio, ours in ms, floor in ms)."""
    for _ in range(warm):
        ours(), floor()
    pairs = [(timed(ours), timed(floor)) for _ in range(rounds)]
    mine, base = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    return statistics.median(a / b for a, b in pairs), mine * 1000, base * 1000


def timed(work: Work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def line(name: str, value: str, target: str) -> None:
    print(f"{name:<58} {value:<34} {target}", flush=True)


def ratio_line(name: str, measured: tuple[float, float, float], target: str) -> None:
    times, mine, base = measured
    line(name, f"{times:5.2f} x  ({mine:.1f} ms / {base:.1f} ms)", target)
