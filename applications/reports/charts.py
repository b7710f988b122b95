"""Geometry of the two charts, in whole units of their view box, and one sentence of finding each; the templates draw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from math import floor

from applications.reports.fairness import Verdict, verdict_of, wilson
from applications.reports.figures import Day
from applications.reports.units import UnitRow
from applications.templatetags.reports import number, percent
from portal.days import day_in_words

WIDTH, TOP, BASE, LEFT, RIGHT = 720, 34, 244, 46, 712
MOST_BARS, MOST_WEEKS = 26, 30
MOST_MARKS = 8
MOST_FULL_DATES = 16  # more bars than that have room for the day of the month only
SHORT_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
TARGET_PERCENT = 97  # a unit below it is looked at; a working value of the Department, not a legal one
FEWEST_TO_JUDGE = 30  # dossiers resolved; as above
AXIS_LEFT, AXIS_RIGHT, ROW_HEIGHT, HEAD = 168, 470, 30, 44


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    sublabel: str
    before: int
    after: int
    x: int = 0
    width: int = 0
    before_height: int = 0
    after_height: int = 0
    says_total: bool = False

    @property
    def total(self) -> int:
        return self.before + self.after

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def before_top(self) -> int:
        return BASE - self.before_height

    @property
    def top(self) -> int:
        return self.before_top - self.after_height


@dataclass(frozen=True, slots=True)
class DaysChart:
    bars: list[Bar]
    grid: list[tuple[int, str]]  # y, label
    finding: str
    per: str  # "ngày", "tuần", "tháng"
    base: int = BASE
    left: int = LEFT
    right: int = RIGHT
    width: int = WIDTH


def days_chart(days: list[Day]) -> DaysChart:
    """Stacked bars from nought: sent before and after 15:00, by day, or by week or month where days would not fit."""
    per, bars = _in_bars(days)
    highest = max((bar.total for bar in bars), default=0)
    step = _step(highest)
    top = max(step * -(-highest // step), step)
    scale = (BASE - TOP) / top
    room = (RIGHT - LEFT) / max(len(bars), 1)
    placed = [
        Bar(
            label=bar.label,
            sublabel=bar.sublabel,
            before=bar.before,
            after=bar.after,
            x=round(LEFT + room * index + room * 0.16),
            width=max(2, round(min(room * 0.68, 64))),
            before_height=round(bar.before * scale),
            after_height=round(bar.total * scale) - round(bar.before * scale),
            says_total=bar.total > 0 and (bar.total == highest or index in {0, len(bars) - 1}),
        )
        for index, bar in enumerate(bars)
    ]
    grid = [(round(BASE - value * scale), number(value)) for value in range(0, top + 1, step)]
    return DaysChart(placed, grid, _finding(days), per)


def _in_bars(days: list[Day]) -> tuple[str, list[Bar]]:
    if len(days) <= MOST_BARS:
        pattern = "%d/%m" if len(days) <= MOST_FULL_DATES else "%d"
        return "ngày", [Bar(day.on.strftime(pattern), SHORT_DAYS[day.on.weekday()], day.before, day.after) for day in days]
    weeks = [_sum(f"{monday:%d/%m}", f"{monday:%Y}", group) for monday, group in groupby(days, key=_monday)]
    if len(weeks) <= MOST_WEEKS:
        return "tuần", weeks
    return "tháng", [_sum(f"{first:%m}", f"{first:%Y}", group) for first, group in groupby(days, key=_first_of_month)]


def _sum(label: str, sublabel: str, days: Iterable[Day]) -> Bar:
    days = list(days)
    return Bar(label, sublabel, sum(day.before for day in days), sum(day.after for day in days))


def _monday(day: Day) -> date:
    return day.on - timedelta(days=day.on.weekday())


def _first_of_month(day: Day) -> date:
    return day.on.replace(day=1)


def _step(highest: int) -> int:
    """A round step that gives at most five lines."""
    unit = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= 4 * factor * unit:
                return factor * unit
        unit *= 10


def _finding(days: list[Day]) -> str:
    total = sum(day.total for day in days)
    if not total:
        return "Trong kỳ chưa có hồ sơ nào được nộp."
    most = max(days, key=lambda day: day.total)
    after = round(100 * sum(day.after for day in days) / total)
    return f"Nhiều nhất là {day_in_words(most.on)}: {number(most.total)} hồ sơ. {after}% hồ sơ nộp sau 15 giờ."


@dataclass(frozen=True, slots=True)
class Lollipop:
    name: str
    share: str
    x: int
    y: int
    low_x: int  # of the 95 % interval, as far as the axis goes
    high_x: int
    is_below: bool


@dataclass(frozen=True, slots=True)
class RankingChart:
    rows: list[Lollipop]
    ticks: list[tuple[int, str]]
    target_x: int
    finding: str
    height: int
    target: int = TARGET_PERCENT
    left: int = AXIS_LEFT
    right: int = AXIS_RIGHT
    head: int = HEAD


def ranking_chart(ranked: list[UnitRow], target: int = TARGET_PERCENT, minimum: int = FEWEST_TO_JUDGE) -> RankingChart:
    """Marks on a line for the least punctual units; the axis may begin below the lowest, for the mark says it all.

    `minimum`: dossiers below which nothing is concluded of a unit.
    """
    rows = ranked[:MOST_MARKS]
    shares = [100 * (row.tally.punctual_share or 0) for row in rows]
    low = min([*shares, target - 1])
    step = next(step for step in (2, 5, 10, 20, 25) if (100 - low) / step <= 5)
    start = max(0, floor(low / step) * step)
    scale = (AXIS_RIGHT - AXIS_LEFT) / (100 - start)
    intervals = [[max(start, 100 * end) for end in wilson(row.tally.punctual, row.tally.resolved)] for row in rows]
    placed = [
        Lollipop(
            name=row.office.name_in_sentence,
            share=percent(row.tally.punctual_share),
            x=round(AXIS_LEFT + (share - start) * scale),
            y=HEAD + ROW_HEIGHT // 2 + ROW_HEIGHT * index,
            low_x=round(AXIS_LEFT + (interval[0] - start) * scale),
            high_x=round(AXIS_LEFT + (interval[1] - start) * scale),
            is_below=share < target,
        )
        for index, (row, share, interval) in enumerate(zip(rows, shares, intervals, strict=True))
    ]
    ticks = [(round(AXIS_LEFT + (value - start) * scale), f"{value}%") for value in range(start, 101, step)]
    target_x = round(AXIS_LEFT + (target - start) * scale)
    height = HEAD + ROW_HEIGHT * len(rows) + 30
    return RankingChart(placed, ticks, target_x, _below(ranked, target, minimum), height=height, target=target)


def _below(ranked: list[UnitRow], target: int, minimum: int) -> str:
    below = [row for row in ranked if 100 * (row.tally.punctual_share or 0) < target]
    if not below:
        return f"Không có đơn vị nào dưới ngưỡng {target}%."
    names = ", ".join(row.office.name_in_sentence for row in below[:MOST_MARKS])
    words = f"{len(below)} đơn vị dưới ngưỡng {target}%, thấp nhất là {names}."
    if len(below) <= MOST_MARKS:
        words = f"{len(below)} đơn vị dưới ngưỡng {target}%: {names}."
    return words + _how_sure(below, target, minimum)


def _how_sure(below: list[UnitRow], target: int, minimum: int) -> str:
    """Empty where it is sure of all of them; as the fair ranking concludes (fairness.py)."""
    sure = sum(verdict_of(row.tally, target, minimum) == Verdict.BELOW for row in below)
    if sure == len(below):
        return ""
    if not sure:
        return " Số hồ sơ còn ít, chưa kết luận được đơn vị nào dưới ngưỡng."
    return f" Kết luận chắc chắn được {sure} đơn vị; số còn lại ít hồ sơ, chưa kết luận."
