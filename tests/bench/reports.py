"""Database time of the Department's figures over many dossiers of 600 offices and eight years, on a real PostgreSQL.

`REPORT_ROWS=10000000 python -m tests.services postgresql -- python -m tests.bench.reports` loads as many (28 GB, half an hour),
makes the sums from them with `rollup.rebuild`, and prints what each report waited for the database: the quickest of several
times, beside the floor, which is a bare SELECT over the same sums. `--explain` shows the plan of each report's slowest
statement; `--loaded` asks a database that is loaded already.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Sum  # noqa: E402

from applications.models import Application, StateChange  # noqa: E402
from applications.reports import columns, proof, rollup  # noqa: E402
from applications.reports.dossiers import page_of  # noqa: E402
from applications.reports.figures import Scope, figures, split  # noqa: E402
from applications.reports.models import ClosedDay, DayFigures, HalfMonthFigures, MonthFigures  # noqa: E402
from applications.reports.units import all_units, unit_rows  # noqa: E402
from applications.reports.xlsx import workbook  # noqa: E402
from applications.statutory.content import content_of  # noqa: E402
from applications.statutory.tables import Column, Counted, Form, Line, Question  # noqa: E402
from applications.statutory.xlsx import workbook as statutory_workbook  # noqa: E402
from portal.days import HANOI  # noqa: E402
from portal.offices.calendar import calendar_for  # noqa: E402
from portal.offices.models import Office  # noqa: E402
from tests import factories  # noqa: E402
from tests.bench.measure import line, peak_mb  # noqa: E402
from tests.bench.report_rows import fill  # noqa: E402

ROWS = int(os.environ.get("REPORT_ROWS", "200000"))
ROUNDS = 15
A_MILLION = 1_000_000  # dossiers that an export writes, or all where there are fewer
NOW = datetime(2026, 3, 20, 15, 30, tzinfo=HANOI)  # a Friday


def main() -> None:
    if "--loaded" not in sys.argv:
        load()
    print(f"{Application.objects.count():,} dossiers, {StateChange.objects.count():,} moves, {connection.vendor}\n{'-' * 110}")
    models = (DayFigures, HalfMonthFigures, MonthFigures)
    line("Sums of days, half-months, months", ", ".join(f"{model.objects.count():,}" for model in models), "")
    months()
    years()
    numbers()
    workbooks()
    export()
    timed("Proved one night's periods against the history", prove)


def load() -> None:
    for command in ("migrate", "load_reference", "load_fees"):
        call_command(command, verbosity=0)
    factories.submitted(Office.objects.filter(level="commune", valid_to=None).first())
    timed(f"Loaded {ROWS:,} dossiers of 600 offices and eight years", lambda: fill(ROWS, NOW))
    timed("Closed all days, from the history: roll_up --rebuild", lambda: rollup.rebuild(at=NOW))
    line("  the process that asks for it, at most", f"{peak_mb()} MB", "")
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


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


def workbooks() -> None:
    """From the figures, which are counted before, to the bytes of the file."""
    counted = figures(Scope(date(2025, 1, 1), date(2025, 12, 31), NOW), calendar_for(None))
    rows = unit_rows(counted, all_units())
    told = content_of(forty_columns(), Question(date(2025, 1, 1), date(2025, 12, 31), NOW), period="", units="")
    worked("XLSX of a statutory form, 600 units by 40 columns", lambda: statutory_workbook(told), "<= 3 s")
    worked(f"XLSX of the page, {len(rows)} units", lambda: workbook(counted, rows, title="", asked_at=NOW, said={}), "<= 3 s")


def forty_columns() -> Form:
    columns = tuple(Column(f"c{at}", ("Nhóm", f"Cột {at}"), adds=("c1", "c2") if at == 0 else ()) for at in range(40))
    lines = [Line(f"office:{n}", f"Phường {n}", {f"c{at}": at for at in range(40)} | {"c0": 3}, "a") for n in range(600)]
    return Form("x", "", "T", "S", "Đơn vị", columns, lambda _: Counted(lines), (), groups=(("a", "Cấp xã"),))


def worked(name: str, work: Callable[[], bytes], promised: str) -> None:
    began = time.perf_counter()
    size = len(work())
    line(name, f"{time.perf_counter() - began:7.1f} s, {size // 1000:,} kB", promised)


def prove() -> None:
    """Raises where the sums are not what the history says."""
    if found := proof.differences(calendar_for(None), at=NOW, seed=6):
        raise SystemExit(f"{found}")


def export() -> None:
    """A million dossiers and more in one file, by a worker of its own."""
    said = subprocess.check_output([sys.executable, "-m", "tests.bench.export_run", str(A_MILLION)], text=True)
    rows, memory, seconds, size, notes = said.split()
    line(f"Worker writing {int(rows):,} dossiers, at most", f"{memory} MB  ({seconds} s, {size} MB of CSV)", "<= 200 MB")
    line("Times it said how far it was", notes, "each 10,000 rows")


def asked(name: str, first: date, last: date, promised: str) -> None:
    scope = Scope(first, last, NOW)
    tell(name, lambda: figures(scope, calendar_for(None)), promised, floor=lambda: bare(first, last))


def bare(first: date, last: date) -> None:
    """The same sums by unit, in as few statements as there are tables."""
    numbers = {f"n_{name}": Sum(name) for name in columns.FLOWS}
    for sums in split(first, min(last, ClosedDay.objects.latest("on").on)).sums():
        list(sums.values("office_id").annotate(**numbers))


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
