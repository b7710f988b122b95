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
_HELD = ", ".join((*CELL, *columns.HELD))
_OPEN = "reports_open_rows"
SORTED_IN_MEMORY = "128MB"  # until the transaction ends: a year of the history is sorted by cell and by dossier
_AS_OBJECT = {"postgresql": "jsonb_object_agg", "sqlite": "json_group_object"}
_EACH_OF_OBJECT = {"postgresql": "jsonb_each_text(CAST(worked AS jsonb))", "sqlite": "json_each(worked)"}


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
            SELECT {_CELL}, CAST({_AS_OBJECT[connection.vendor]}(CAST(minutes AS text), number) AS text) AS worked
            FROM ({worked.sql}) AS each_time GROUP BY {_CELL}
        ) AS times ON {" AND ".join(f"times.{name} = summed.{name}" for name in CELL)}"""  # noqa: S608  # nosec B608: names of columns only
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL work_mem = '{SORTED_IN_MEMORY}'")
        cursor.execute(sql, [*(value for part in parts for value in part.params), *worked.params])


def add_up(sums: QuerySet, *, into: type[Sums], on: date) -> None:
    """Sums of days or half-months, together once more as those of the longer one that begins `on`."""
    together = part_of(columns.sums_together(sums, on), columns.FLOWS)
    insert_sums(into, [together], _worked_together(sums, on))


def _worked_together(sums: QuerySet, on: date) -> Part:
    each = part_of(columns.worked_of_sums(sums, on), [])
    sql = f"""
        SELECT {_CELL}, "key" AS minutes, SUM(CAST("value" AS integer)) AS number
        FROM ({each.sql}) AS each_sum, {_EACH_OF_OBJECT[connection.vendor]} AS each_time GROUP BY {_CELL}, "key"
    """  # noqa: S608  # nosec B608
    return Part(sql, each.params)


class OpenRows:
    """The last row of each dossier that is open when a day begins, kept in a table of this transaction from one month to the
    next: what was open is looked for among all dossiers only once, however many months are closed.
    """

    def __init__(self, first: date):
        rows = part_of(columns.holding(columns.open_rows(midnight(first))), [])
        self._run(f"CREATE TEMPORARY TABLE {_OPEN} AS {rows.sql}", rows.params)

    def each_day(self, first: date, last: date) -> Part:
        """What was open when each of these days ended, which are in ClosedDay: a row of the history holds until the next."""
        changes = self._with_changes(first, last)
        sql = f"""
            SELECT closed."on" AS day, {", ".join(CELL[1:])}, SUM(is_waiting) AS n_waiting,
                SUM(CASE WHEN is_waiting = 0 AND due_day <= closed."on" THEN 1 ELSE 0 END) AS n_overdue,
                SUM(CASE WHEN is_waiting = 0 AND due_day <= closed."on" THEN 0 ELSE 1 END) AS n_in_time
            FROM (
                SELECT {_HELD}, LEAD(day) OVER (PARTITION BY application_id ORDER BY known_at, row_id) AS until_day
                FROM ({changes.sql}) AS changes
            ) AS held INNER JOIN {ClosedDay._meta.db_table} AS closed
                ON closed."on" >= held.day AND closed."on" < COALESCE(held.until_day, %s)
            WHERE is_open = 1 AND (until_day IS NULL OR until_day > day) AND closed."on" BETWEEN %s AND %s
            GROUP BY closed."on", {", ".join(CELL[1:])}"""  # noqa: S608  # nosec B608
        following, *ends = (connection.ops.adapt_datefield_value(day) for day in (last + ONE_DAY, first, last))
        return Part(sql, (*changes.params, following, *ends), frozenset(STOCK))

    def carry(self, first: date, last: date) -> None:
        """From the beginning of `first` to the end of `last`."""
        changes = self._with_changes(first, last)
        newest = "ROW_NUMBER() OVER (PARTITION BY application_id ORDER BY known_at DESC, row_id DESC)"
        sql = f"""
            CREATE TEMPORARY TABLE {_OPEN}_next AS SELECT {_HELD}
            FROM (SELECT {_HELD}, {newest} AS place FROM ({changes.sql}) AS changes) AS placed WHERE place = 1 AND is_open = 1
        """  # noqa: S608  # nosec B608
        self._run(sql, changes.params)
        self.forget()
        self._run(f"ALTER TABLE {_OPEN}_next RENAME TO {_OPEN}")

    def forget(self) -> None:
        self._run(f"DROP TABLE {_OPEN}")

    def _with_changes(self, first: date, last: date) -> Part:
        since = part_of(columns.holding(columns.moves_known(midnight(first), midnight(last + ONE_DAY))), [])
        sql = f"SELECT {_HELD} FROM {_OPEN} UNION ALL SELECT {_HELD} FROM ({since.sql}) AS since"  # noqa: S608  # nosec B608
        return Part(sql, since.params)

    def _run(self, sql: str, params: tuple = ()) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)


def _aligned(part: Part, numbers: list[str]) -> str:
    """The same columns of every part, in the same order."""
    values = (f"n_{name} AS {name}" if name in part.names else f"0 AS {name}" for name in numbers)
    return f"SELECT {_CELL}, {', '.join(values)} FROM ({part.sql}) AS part"  # noqa: S608  # nosec B608
