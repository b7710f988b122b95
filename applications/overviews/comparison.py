"""Units by periods as cells, and the small pictures of them: the same measure on the same scale for every unit."""

from dataclasses import dataclass
from datetime import datetime
from math import floor

from applications.overviews.periods import Period
from applications.reports.fairness import wilson
from applications.reports.figures import Scope, Tally, figures
from applications.reports.forms import asked_again
from applications.templatetags.reports import number, percent
from portal.offices.calendar import calendar_for
from portal.offices.models import Office

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE = 300, 190, 44, 292, 34, 150
STEPS = (2, 5, 10, 20, 25)


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit in one period. `low` and `high`: the interval of the on-time share, shares of one."""

    tally: Tally
    median_minutes: int | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    office: Office
    cells: list[Cell]  # in the order of the periods


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    office: Office
    period: Period
    cell: Cell
    query: str  # of the lists of dossiers behind its numbers


@dataclass(frozen=True, slots=True)
class Comparison:
    periods: list[Period]
    rows: list[Row]
    as_of: datetime

    @property
    def lines(self) -> list[Line]:
        """Unit by unit, the periods of each in their order."""
        queries = [asked_again(Scope(period.first_on, period.last_on, self.as_of)) for period in self.periods]
        told = [(row.office, zip(self.periods, row.cells, queries, strict=True)) for row in self.rows]
        return [Line(office, *cells) for office, by_period in told for cells in by_period]


@dataclass(frozen=True, slots=True)
class Mark:
    x: int
    y: int  # of the share, or of the top of the bar
    high_y: int
    low_y: int
    text: str
    label: str  # of the period, short
    has_value: bool
    is_below: bool

    @property
    def bar_height(self) -> int:
        return BASE - self.y

    @property
    def text_y(self) -> int:
        return max(min(self.high_y, self.y - 8) - 6, 14)


@dataclass(frozen=True, slots=True)
class Panel:
    office: Office
    marks: list[Mark]
    says: str


@dataclass(frozen=True, slots=True)
class Charts:
    """Two rows of panels: shares with their intervals, and received dossiers from nought."""

    shares: list[Panel]
    share_ticks: list[tuple[int, str]]
    target_y: int
    volumes: list[Panel]
    volume_ticks: list[tuple[int, str]]
    target: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    base: int = BASE


def compare_units(offices: list[Office], periods: list[Period], *, as_of: datetime) -> Comparison:
    """Each period is counted once, however many units are asked for."""
    calendar = calendar_for(None)
    counted = [figures(Scope(period.first_on, period.last_on, as_of), calendar) for period in periods]
    rows = []
    for office in offices:
        cells = []
        for one in counted:
            tally = one.by_office.get(office.pk) or Tally()
            cells.append(Cell(tally, one.median_by_office.get(office.pk), *wilson(tally.punctual, tally.resolved)))
        rows.append(Row(office, cells))
    return Comparison(periods, rows, as_of)


def small_multiples(found: Comparison, target_percent: int) -> Charts:
    cells = [cell for row in found.rows for cell in row.cells if cell.tally.resolved]
    lowest = min([100 * cell.low for cell in cells] + [target_percent - 1])
    step = next(step for step in STEPS if (100 - lowest) / step <= 4 or step == STEPS[-1])
    start = max(0, floor(lowest / step) * step)
    highest = max((cell.tally.received for row in found.rows for cell in row.cells), default=0)
    unit = _round_step(highest)
    top = max(unit, unit * -(-highest // unit))

    def share_y(share: float) -> int:
        return round(BASE - (100 * share - start) * (BASE - TOP) / (100 - start))

    def volume_y(value: int) -> int:
        return round(BASE - value * (BASE - TOP) / top)

    shares, volumes = [], []
    for row in found.rows:
        places = list(zip(_places(len(row.cells)), found.periods, row.cells, strict=True))
        marks = [_share_mark(x, period, cell, share_y, target_percent) for x, period, cell in places]
        shares.append(Panel(row.office, marks, _said(row.office, marks)))
        bars = [_bar(x, period, cell, volume_y) for x, period, cell in places]
        volumes.append(Panel(row.office, bars, _said(row.office, bars)))
    ticks = [(share_y(value / 100), f"{value}%") for value in range(start, 101, step)]
    counts = [(volume_y(value), number(value)) for value in range(0, top + 1, unit)]
    return Charts(shares, ticks, share_y(target_percent / 100), volumes, counts, target_percent)


def short_name(period: Period) -> str:
    return period.name.replace("Tháng ", "").replace("Năm ", "").replace("Quý ", "Q.")


def _places(many: int) -> list[int]:
    room = (RIGHT - LEFT) / many
    return [round(LEFT + room * (index + 0.5)) for index in range(many)]


def _share_mark(x: int, period: Period, cell: Cell, y_of, target_percent: int) -> Mark:
    share, has = cell.tally.punctual_share or 0.0, bool(cell.tally.resolved)
    is_below = has and 100 * share < target_percent
    ends = (y_of(share), y_of(cell.high), y_of(cell.low)) if has else (BASE, BASE, BASE)
    return Mark(x, *ends, percent(cell.tally.punctual_share), short_name(period), has, is_below)


def _bar(x: int, period: Period, cell: Cell, y_of) -> Mark:
    y = y_of(cell.tally.received)
    return Mark(x, y, y, y, number(cell.tally.received), short_name(period), bool(cell.tally.received), False)


def _said(office: Office, marks: list[Mark]) -> str:
    return f"{office.full_name}: " + "; ".join(f"{mark.label} {mark.text}" for mark in marks)


def _round_step(highest: int) -> int:
    unit = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= 3 * factor * unit:
                return factor * unit
        unit *= 10
