"""How sure a share of few or many dossiers is: the interval it may lie in, what that says of a target, and how it moved."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import sqrt

from applications.reports.figures import Figures, Tally
from applications.reports.units import UnitRow, ranking
from portal.text import fold

Z95 = 1.959964  # both sides of a normal curve that leave out 5 %
SMALL_CHANGE = 0.01  # below a percentage point nothing is said to have moved
FEWEST_TO_COMPARE = 5


class Verdict(Enum):
    """What the interval says of the target; in the order in which units are looked at."""

    BELOW = ("Dưới ngưỡng", "exclamation-triangle-fill")
    UNSURE = ("Chưa kết luận", "question-circle")
    ABOVE = ("Đạt ngưỡng", "check-circle-fill")

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def icon(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Trend:
    arrow: str
    words: str


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One unit with its interval (shares of one) and its way since the period before."""

    unit: UnitRow
    low: float
    high: float
    verdict: Verdict
    trend: Trend

    @property
    def share(self) -> float:
        return self.unit.tally.punctual_share or 0.0


def wilson(hits: int, number: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score: honest also for few cases and for shares near 100 %.

    Source: E. B. Wilson, Probable inference, Journal of the American Statistical Association 22 (1927). Of nothing: 0 to 1.
    """
    if number <= 0:
        return 0.0, 1.0
    share, squared = hits / number, Z95 * Z95
    middle = share + squared / (2 * number)
    spread = Z95 * sqrt(share * (1 - share) / number + squared / (4 * number * number))
    whole = 1 + squared / number
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def verdict_on(low: float, high: float, target_percent: int) -> Verdict:
    target = target_percent / 100
    if high < target:
        return Verdict.BELOW
    return Verdict.ABOVE if low >= target else Verdict.UNSURE


def verdict_of(tally: Tally, target_percent: int, minimum: int) -> Verdict:
    """With fewer dossiers than `minimum` nothing is concluded."""
    if tally.resolved < minimum:
        return Verdict.UNSURE
    return verdict_on(*wilson(tally.punctual, tally.resolved), target_percent)


def rank_fairly(rows: list[UnitRow], before: Figures, *, target_percent: int, minimum: int) -> tuple[int, list[RankedRow]]:
    """Units with enough dossiers, and how many are enough.

    Those surely below the target come first, the lowest upper end first; then those of which nothing can be said; then those
    surely at it, the highest lower end last. With fewer dossiers than `minimum` nothing is concluded: near 100 % even Wilson's
    interval makes too much of one late dossier of five.
    """
    enough, candidates = ranking(rows)
    ranked = [_ranked(row, before.by_office.get(row.office.pk), target_percent, minimum) for row in candidates]
    order = list(Verdict)
    ends = {Verdict.BELOW: lambda row: row.high, Verdict.UNSURE: lambda row: row.share, Verdict.ABOVE: lambda row: row.low}
    ranked.sort(key=lambda row: (order.index(row.verdict), ends[row.verdict](row), fold(row.unit.office.name)))
    return enough, ranked


def trend_between(now: Tally, before: Tally | None) -> Trend:
    """In words and an arrow; a move within what chance explains is said to be none."""
    if now.punctual_share is None or before is None or before.resolved < FEWEST_TO_COMPARE:
        return Trend("", "kỳ trước chưa đủ hồ sơ")
    change = now.punctual_share - before.punctual_share
    if abs(change) < SMALL_CHANGE or not _is_beyond_chance(now, before):
        return Trend("→", "không đổi rõ")
    points = f"{abs(change) * 100:.1f}".replace(".", ",")
    return Trend("↑", f"tăng {points} điểm") if change > 0 else Trend("↓", f"giảm {points} điểm")


def period_before(first: date, last: date) -> tuple[date, date]:
    """What a period is compared with: whole months with as many before, a month begun with the same days of the one
    before, any other with as many days before it."""
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return months_back(first, months), first - timedelta(days=1)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        start = months_back(first, 1)
        return start, min(start.replace(day=1) + (last - first), first - timedelta(days=1))
    return first - (last - first) - timedelta(days=1), first - timedelta(days=1)


def months_back(first: date, months: int) -> date:
    """The first day of the month so many months before."""
    index = first.year * 12 + first.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _ranked(row: UnitRow, before: Tally | None, target_percent: int, minimum: int) -> RankedRow:
    low, high = wilson(row.tally.punctual, row.tally.resolved)
    return RankedRow(row, low, high, verdict_of(row.tally, target_percent, minimum), trend_between(row.tally, before))


def _is_beyond_chance(now: Tally, before: Tally) -> bool:
    """Whether two shares differ by more than chance would make them, at 95 %."""
    number = now.resolved + before.resolved
    pooled = (now.punctual + before.punctual) / number
    spread = sqrt(pooled * (1 - pooled) * (1 / now.resolved + 1 / before.resolved))
    return spread > 0 and abs(now.punctual / now.resolved - before.punctual / before.resolved) > Z95 * spread
