"""What a form of report is: its columns, which of them must add up, and how its lines are counted. Pure: no database.

A form is data; the screen, XLSX, CSV and PDF draw whatever stands here, and the checks follow from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from portal.days import HANOI

Cell = int | float | str | None
Cells = dict[str, Cell]


class Kind(StrEnum):
    COUNT = "count"
    VND = "vnd"
    RATIO = "ratio"  # of two other columns, to a tenth
    PERCENT = "percent"  # as RATIO, of a hundred
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """`heads`: from the widest heading down to its own; `number` as the Ministry prints it, "(4)".

    `adds`: in every row this column is the sum of those; `ratio`: columns whose sum is divided, and the divisor.
    """

    key: str
    heads: tuple[str, ...]
    number: str = ""
    kind: Kind = Kind.COUNT
    adds: tuple[str, ...] = ()
    ratio: tuple[tuple[str, ...], str] | None = None
    is_summed: bool = True  # down the rows
    at_moment: bool = False  # as things stand at the moment asked as of: another day it is another number, and no change

    @property
    def label(self) -> str:
        """ "Trong kỳ, trực tuyến (4)": the whole heading in one line."""
        first, *rest = self.heads
        words = ", ".join([first, *(head[0].lower() + head[1:] for head in rest)])
        return f"{words} {self.number}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """One unit, kind or input, counted. `key` finds the same line in another report of the form."""

    key: str
    name: str
    cells: Cells
    group: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Lines in their order; units that stand but sent nothing, by name; sentences below the table."""

    lines: list[Line]
    silent: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Question:
    """A period of local days, both counted; the moment it is asked as of (aware); the units, empty for all of the city."""

    first_on: date
    last_on: date
    as_of: datetime
    unit_ids: tuple[int, ...] = ()

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.first_on, time.min, HANOI)

    @property
    def ends_at(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.last_on + timedelta(days=1), time.min, HANOI)

    @property
    def until(self) -> datetime:
        """What happened later is not counted."""
        return min(self.as_of, self.ends_at)

    @property
    def is_open(self) -> bool:
        """The period has not ended at the moment it is asked as of."""
        return self.as_of < self.ends_at

    def includes(self, unit_id: int) -> bool:
        return not self.unit_ids or unit_id in self.unit_ids

    def before(self) -> "Question":
        """The days just before, as many of them; asked as of the same moment."""
        last_on = self.first_on - timedelta(days=1)
        return Question(last_on - (self.last_on - self.first_on), last_on, self.as_of, self.unit_ids)


# One row behind a cell: code of the dossier, id of the office, moment, words, and the amount it adds to the cell. A queryset
# calls them code, …, moment, words, amount.
BehindRow = tuple[str, int, datetime, str, int]
Behind = Callable[[Question, str], Sequence[BehindRow]]  # of a question and a kind of event ("": all); may be a queryset


@dataclass(frozen=True, slots=True)
class Form:
    """`balances`: a column and those it must equal added up; `carries`: what came over, and what it was a period before.

    `uncertain`: what nobody has yet held beside the Ministry's print; the page and the paper say so.
    """

    code: str  # in addresses: "ii-06a"
    symbol: str  # "Biểu số II.06a/VPCP/KSTT"; empty where the Ministry has none
    title: str
    source: str
    subject: str  # what a line is: "Đơn vị", "Loại việc"
    columns: tuple[Column, ...]
    count: Callable[[Question], Counted]
    definitions: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...] = ()  # key, name; lines of each under a row that sums them
    unit: str = "hồ sơ"
    balances: tuple[tuple[str, tuple[str, ...]], ...] = ()
    carries: tuple[str, str] | None = None
    uncertain: str = ""
    has_total: bool = True
    behind: Mapping[str, Behind] = field(default_factory=dict)  # by column: what is counted in its cells


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the heading: over which column it begins, how many columns and rows it spans."""

    text: str
    at: int
    columns: int
    rows: int


def head_rows(columns: list[dict]) -> list[list[Head]]:
    """The heading from above: cells that span their columns, and down to the numbers where they have nothing below.

    `columns` as in a report's content; serial and name come before them and are drawn by whoever draws the table.
    """
    depth = max(len(column["heads"]) for column in columns)
    rows: list[list[Head]] = []
    for level in range(depth):
        cells: list[Head] = []
        at = 0
        while at < len(columns):
            heads, end = columns[at]["heads"], at + 1
            is_leaf = len(heads) == level + 1
            while len(heads) > level + 1 and end < len(columns) and columns[end]["heads"][: level + 1] == heads[: level + 1]:
                end += 1
            if len(heads) > level:
                cells.append(Head(heads[level], at, end - at, depth - level if is_leaf else 1))
            at = end
        rows.append(cells)
    return rows
