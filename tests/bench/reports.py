"""Database time of the Department's figures over many dossiers of 600 offices and eight years, on a real PostgreSQL.

`REPORT_ROWS=1000000 python -m tests.services postgresql -- python -m tests.bench.reports` loads as many, makes the sums from
them with `rollup.rebuild`, and prints what each report waited for the database: the quickest of several times, beside the
floor, which is a bare SELECT over the same sums. `--explain` shows the plan of each report's slowest statement.
"""

import os
import subprocess
import sys
import time
from datetime import date, datetime

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Sum  # noqa: E402

from applications.reports import columns, rollup  # noqa: E402
from applications.reports.dossiers import page_of  # noqa: E402
from applications.reports.figures import Scope, figures, split  # noqa: E402
from applications.reports.models import ClosedDay, DayFigures, MonthFigures  # noqa: E402
from portal.days import HANOI  # noqa: E402
from portal.offices.calendar import calendar_for  # noqa: E402
from portal.offices.models import Office  # noqa: E402
from tests import factories  # noqa: E402
from tests.bench.measure import line  # noqa: E402
from tests.bench.report_rows import fill  # noqa: E402

ROWS = int(os.environ.get("REPORT_ROWS", "200000"))
ROUNDS = 7
NOW = datetime(2026, 3, 20, 15, 30, tzinfo=HANOI)  # a Friday


def main() -> None:
    for command in ("migrate", "load_reference", "load_fees"):
        call_command(command, verbosity=0)
    factories.submitted(Office.objects.filter(level="commune", valid_to=None).first())
    print(f"{ROWS:,} dossiers, 600 offices, eight years, {connection.vendor}\n{'-' * 110}")
    timed("Loaded by SQL", lambda: fill(ROWS, NOW))
    timed("Closed all days, from the history: roll_up --rebuild", lambda: rollup.rebuild(at=NOW))
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    line("Sums", f"{DayFigures.objects.count():,} of days, {MonthFigures.objects.count():,} of months", "")
    months()
    years()
    numbers()
    export()


def months() -> None:
    asked("A closed month by unit", date(2026, 2, 1), date(2026, 2, 28), "<= 150 ms")
    asked("The reporting month 15-14 by unit", date(2026, 2, 15), date(2026, 3, 14), "<= 150 ms")
    asked("This month until now: the dashboard", date(2026, 3, 1), date(2026, 3, 20), "<= 300 ms")
    asked("A month of five years ago", date(2021, 3, 1), date(2021, 3, 31), "<= 150 ms")
    asked("This day so far", date(2026, 3, 20), date(2026, 3, 20), "")


def years() -> None:
    asked("A closed year by unit", date(2025, 1, 1), date(2025, 12, 31), "<= 500 ms")
    asked("The reporting year 15/12-14/12 by unit", date(2024, 12, 15), date(2025, 12, 14), "<= 500 ms")
    asked("This year until now", date(2026, 1, 1), date(2026, 3, 20), "<= 500 ms")
    early = Scope(date(2025, 6, 1), date(2025, 6, 30), datetime(2025, 6, 20, 15, 0, tzinfo=HANOI))
    tell("A month as of an afternoon in it, nine months ago", lambda: figures(early, calendar_for(None)), "")


def numbers() -> None:
    """The dossiers behind a number, one page."""
    year = Scope(date(2025, 1, 1), date(2025, 12, 31), NOW)
    office = Scope(date(2025, 1, 1), date(2025, 12, 31), NOW, office_id=DayFigures.objects.latest("on").office_id)
    tell("The dossiers behind a year's late ones, one page", lambda: page_of("late", year), "")
    tell("The same of one unit", lambda: page_of("late", office), "")
    tell("Those open at the end of that year, one page", lambda: page_of("pending", year), "")


def export() -> None:
    """Every dossier in one file, by a worker of its own."""
    said = subprocess.check_output([sys.executable, "-m", "tests.bench.export_run"], text=True)
    rows, memory, seconds, size, notes = said.split()
    line(f"Worker writing {int(rows):,} dossiers, at most", f"{memory} MB  ({seconds} s, {size} MB of CSV)", "<= 200 MB")
    line("Times it said how far it was", notes, "each 10,000 rows")


def asked(name: str, first: date, last: date, promised: str) -> None:
    scope = Scope(first, last, NOW)
    tell(name, lambda: figures(scope, calendar_for(None)), promised, floor=lambda: bare(first, last))


def bare(first: date, last: date) -> None:
    """The same sums by unit, in as few statements as there are tables."""
    months, days = split(first, min(last, ClosedDay.objects.latest("on").on))
    numbers = {f"n_{name}": Sum(name) for name in columns.FLOWS}
    if months:
        list(MonthFigures.objects.filter(on__in=months).order_by().values("office_id").annotate(**numbers))
    for begin, end in days:
        list(DayFigures.objects.filter(on__range=(begin, end)).order_by().values("office_id").annotate(**numbers))


def tell(name: str, work, promised: str, *, floor=None) -> None:
    """The quickest of several: a machine with other work only ever adds to a time."""
    runs = [statements(work) for _ in range(ROUNDS)]
    mine, slowest = min(((sum(took for took, _sql, _params in run), run) for run in runs), key=lambda pair: pair[0])
    ratio = ""
    if floor is not None:
        base = min(sum(took for took, _sql, _params in statements(floor)) for _ in range(ROUNDS))
        ratio = f", {mine / base:4.1f} x floor" if base else ""
    line(name, f"{mine:7.1f} ms in {len(slowest)} queries{ratio}", promised)
    if "--explain" in sys.argv:
        explain(max(slowest, key=lambda statement: statement[0]))


def statements(work) -> list[tuple[float, str, tuple]]:
    """What the database was asked, and how many milliseconds each question took."""
    spent: list[tuple[float, str, tuple]] = []

    def clocked(execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(((time.perf_counter() - start) * 1000, sql, params))

    with connection.execute_wrapper(clocked):
        work()
    return spent


def explain(statement: tuple[float, str, tuple]) -> None:
    took, sql, params = statement
    with connection.cursor() as cursor:
        cursor.execute("explain (analyze, buffers) " + sql, params)
        print(f"  {took:.1f} ms:\n    " + "\n    ".join(found[0][:170] for found in cursor.fetchall()))


def timed(name: str, work) -> None:
    start = time.perf_counter()
    work()
    line(name, f"{time.perf_counter() - start:8.1f} s", "")


if __name__ == "__main__":
    main()
