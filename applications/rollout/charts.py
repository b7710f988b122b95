"""Geometry of the progress picture of a phase, in whole units of its view box, and one sentence of finding."""

from collections import Counter
from dataclasses import dataclass

from applications.rollout.checklist import LABELS, keys_of
from applications.rollout.models import Phase

LEFT, RIGHT, ROW, HEAD = 168, 596, 34, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """`total`: the units of which it is known; none: no data."""

    label: str
    done: int
    total: int
    y: int
    width: int

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def text_y(self) -> int:
        return self.y + 15

    @property
    def end(self) -> int:
        return LEFT + self.width


@dataclass(frozen=True, slots=True)
class ProgressChart:
    bars: list[Bar]
    finding: str
    height: int
    left: int = LEFT
    track: int = RIGHT - LEFT


def progress_chart(phase: Phase, sums: Counter) -> ProgressChart:
    """Bars from nought to all units: what is ready, and last how many were opened."""
    counted = [(LABELS[key], sums[key], sums[f"known:{key}"]) for key in keys_of(phase)]
    counted.append(("Đã mở dịch vụ", sums["opened"], sums["units"]))
    bars = [
        Bar(label, done, total, HEAD + ROW * at, round((RIGHT - LEFT) * done / total) if total else 0)
        for at, (label, done, total) in enumerate(counted)
    ]
    return ProgressChart(bars, _finding(sums, bars[:-1]), HEAD * 2 + ROW * len(bars))


def _finding(sums: Counter, bars: list[Bar]) -> str:
    if not sums["units"]:
        return "Đợt này chưa có đơn vị nào."
    opened = f"Đã mở dịch vụ ở {sums['opened']} trong {sums['units']} đơn vị."
    least = max(bars, key=lambda bar: bar.total - bar.done)
    if least.total == least.done:
        return f"{opened} Không còn việc nào được biết là thiếu."
    return f"{opened} Thiếu nhiều nhất là “{least.label.lower()}”: còn {least.total - least.done} đơn vị."
