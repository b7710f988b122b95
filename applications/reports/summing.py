"""How the database adds up the history by itself: what the querysets of columns.py select is grouped by the cells of the sums
and inserted, and no row of it passes through this process.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from applications.reports import columns
from applications.reports.figures import ONE_DAY, STOCK
from applications.reports.models import ClosedDay, Sums
from applications.reports.scope import midnight

CELL = ("day", "unit", *columns.CELL)
_CELL = ", ".join(CELL)
SORTED_IN_MEMORY = "128MB"  # until the transaction ends: a year of the history is sorted by cell and by dossier
_AS_OBJECT = {"postgresql": "jsonb_object_agg", "sqlite": "json_group_object"}


@dataclass(frozen=True, slots=True)
class Part:
    """A SELECT of a cell and of some of its numbers."""

    sql: str
    params: tuple
    names: frozenset[str] = frozenset()


def part_of(rows: QuerySet, numbers: Iterable[str]) -> Part:
    """`rows` select the cell (day, unit, kind, procedure, channel) and `numbers`, which may be named n_…."""
    sql, params = rows.query.sql_with_params()
    return Part(sql, params, frozenset(name.removeprefix("n_") for name in numbers))


def insert_sums(model: type[Sums], parts: list[Part], worked: Part) -> None:
    """One row for each cell of which some number is not nothing, inside the caller's transaction.

    `worked`: how often which number of minutes was needed.
    """
    ours = {field.name for field in model._meta.concrete_fields}
    numbers = sorted(ours & frozenset().union(*(part.names for part in parts)))
    together = " UNION ALL ".join(_aligned(part, numbers) for part in parts)
    columns_of_table = ", ".join(f'"{name}"' for name in ("on", "office_id", *columns.CELL, "worked", *numbers))
    sql = f"""
        INSERT INTO {model._meta.db_table} ({columns_of_table})
        SELECT {", ".join(f"summed.{name}" for name in CELL)}, times.worked, {", ".join(f"summed.{name}" for name in numbers)}
        FROM (
            SELECT {_CELL}, {", ".join(f"SUM({name}) AS {name}" for name in numbers)} FROM ({together}) AS parts
            GROUP BY {_CELL} HAVING SUM({" + ".join(numbers)}) > 0
        ) AS summed LEFT JOIN (
            SELECT {_CELL}, {_AS_OBJECT[connection.vendor]}(CAST(minutes AS text), number) AS worked
            FROM ({worked.sql}) AS each_time GROUP BY {_CELL}
        ) AS times ON {" AND ".join(f"times.{name} = summed.{name}" for name in CELL)}"""  # noqa: S608  # nosec B608: names of columns only
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL work_mem = '{SORTED_IN_MEMORY}'")
        cursor.execute(sql, [*(value for part in parts for value in part.params), *worked.params])


def open_each_day(first: date, last: date) -> Part:
    """What was open at the end of each of these days, which are in ClosedDay: a row of the history holds until the next one."""
    before = part_of(columns.holding(columns.open_rows(midnight(first))), [])
    since = part_of(columns.holding(columns.moves_known(midnight(first), midnight(last + ONE_DAY))), [])
    sql = f"""
        SELECT closed."on" AS day, {", ".join(CELL[1:])}, SUM(is_waiting) AS n_waiting,
            SUM(CASE WHEN is_waiting = 0 AND due_day <= closed."on" THEN 1 ELSE 0 END) AS n_overdue,
            SUM(CASE WHEN is_waiting = 0 AND due_day <= closed."on" THEN 0 ELSE 1 END) AS n_in_time
        FROM (
            SELECT {_CELL}, is_open, is_waiting, due_day,
                LEAD(day) OVER (PARTITION BY application_id ORDER BY known_at, row_id) AS until_day
            FROM ({before.sql} UNION ALL {since.sql}) AS changes
        ) AS held INNER JOIN {ClosedDay._meta.db_table} AS closed
            ON closed."on" >= held.day AND closed."on" < COALESCE(held.until_day, %s)
        WHERE is_open = 1 AND (until_day IS NULL OR until_day > day) AND closed."on" BETWEEN %s AND %s
        GROUP BY closed."on", {", ".join(CELL[1:])}"""  # noqa: S608  # nosec B608
    following, *ends = (connection.ops.adapt_datefield_value(day) for day in (last + ONE_DAY, first, last))
    return Part(sql, (*before.params, *since.params, following, *ends), frozenset(STOCK))


def _aligned(part: Part, numbers: list[str]) -> str:
    """The same columns of every part, in the same order."""
    values = (f"n_{name} AS {name}" if name in part.names else f"0 AS {name}" for name in numbers)
    return f"SELECT {_CELL}, {', '.join(values)} FROM ({part.sql}) AS part"  # noqa: S608  # nosec B608
