"""What must hold in every report: rows, columns and periods that agree. Says which row breaks, and by how much.

Source: TT 01/2020/TT-VPCP, Biểu II.06a: (3) = (4) + (5) + (6), (7) = (8) + (9) + (10), (11) = (12) + (13), (3) = (7) + (11),
(6) = (11) of the period before; domain reference §9.1.
"""

from dataclasses import dataclass, field

from applications.statutory.content import GROUP, LINE, TOTAL
from applications.templatetags.reports import number

ROWS_NAMED = 20


@dataclass(slots=True)
class Check:
    """`must`: a report that breaks it is wrong in itself and is not issued; else it is issued with an explanation."""

    rule: str
    must: bool
    broken: list[str] = field(default_factory=list)  # "Phường Bạch Mai: 12 khác 5 + 6"

    @property
    def holds(self) -> bool:
        return not self.broken

    @property
    def named(self) -> list[str]:
        return self.broken[:ROWS_NAMED]

    @property
    def more(self) -> int:
        return max(0, len(self.broken) - ROWS_NAMED)


@dataclass(frozen=True, slots=True)
class Before:
    """What the period before left over, by key of the row, and where that was read."""

    left: dict[str, int]
    source: str  # "báo cáo số 03/BC-STP", "số đếm lại của kỳ trước"


def checks_of(content: dict, *, carries: tuple[str, str] | None = None, before: Before | None = None) -> list[Check]:
    """Every rule of the form with the rows that break it. `carries` only where `before` is known."""
    columns = {column["key"]: column for column in content["columns"]}
    rows = [(row, dict(zip(columns, row["cells"], strict=True))) for row in content["rows"]]
    additions = [(key, column["adds"]) for key, column in columns.items() if column["adds"]]
    checks = [_adds_up(columns, left, parts, rows) for left, parts in [*additions, *content["balances"]]]
    if any(row["level"] == TOTAL for row, _cells in rows):
        checks.append(_columns_sum(columns, rows))
    if carries and before:
        checks.append(_carried(columns, carries[0], carries[1], rows, before))
    return checks


def _adds_up(columns: dict, left: str, parts: list[str], rows: list) -> Check:
    rule = f"{_short(columns[left])} = {' + '.join(_short(columns[part]) for part in parts)}"
    check = Check(rule, must=True)
    for row, cells in rows:
        values = [cells[part] or 0 for part in parts]
        if cells[left] is not None and cells[left] != sum(values):
            check.broken.append(f"{row['name']}: {number(cells[left])} khác {' + '.join(map(number, values))}")
    return check


def _columns_sum(columns: dict, rows: list) -> Check:
    """Each group is the sum of its lines, the total of all lines."""
    check = Check("Tổng cộng và tổng từng cấp bằng tổng các dòng", must=True)
    summed = [key for key, column in columns.items() if column["is_summed"] and column["kind"] in {"count", "vnd"}]
    whole, part, group = dict.fromkeys(summed, 0), {}, None
    for row, cells in [*rows, ({"level": GROUP}, None)]:
        if row["level"] == LINE:
            for key in summed:
                whole[key] += cells[key] or 0
                part[key] = part.get(key, 0) + (cells[key] or 0)
            continue
        if group is not None:
            check.broken += _unequal(columns, *group, part)
        group, part = (row, cells) if row["level"] == GROUP and cells is not None else None, dict.fromkeys(summed, 0)
        if row["level"] == TOTAL:
            check.broken += _unequal(columns, row, cells, whole)
    return check


def _unequal(columns: dict, row: dict, cells: dict, added: dict) -> list[str]:
    return [
        f"{row['name']}, cột {_short(columns[key])}: {number(cells[key])} khác {number(value)}"
        for key, value in added.items()
        if cells[key] != value
    ]


def _carried(columns: dict, over: str, left: str, rows: list, before: Before) -> Check:
    rule = f"{_short(columns[over])} = {_short(columns[left])} của kỳ trước, theo {before.source}"
    check = Check(rule, must=False)
    for row, cells in rows:
        if row["level"] == GROUP:
            continue
        was = before.left.get(row["key"], 0)
        if cells[over] != was:
            check.broken.append(f"{row['name']}: {number(cells[over])} khác {number(was)}")
    present = {row["key"] for row, _cells in rows}
    gone = {key: value for key, value in before.left.items() if value and key not in present and not key.startswith("group:")}
    if gone:
        check.broken.append(f"{len(gone)} đơn vị còn hồ sơ ở kỳ trước mà kỳ này không có dòng")
    return check


def _short(column: dict) -> str:
    return column["number"] or f"“{column['heads'][-1]}”"
