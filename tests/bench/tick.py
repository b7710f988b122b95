"""Database time of one minute's tick over 100,000 open dossiers, on a real PostgreSQL (tests/services.py starts one).

Beside it what the radar's page costs, and the same page asked by the newest row of the history instead of a column.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Max, Q  # noqa: E402

from applications import nudges, radar, watch  # noqa: E402
from applications.models import Application, StateChange  # noqa: E402
from applications.reports.overdue import overdue_offices  # noqa: E402
from portal.days import HANOI  # noqa: E402
from postal.demo import cast, dossiers  # noqa: E402
from tests.bench.measure import line  # noqa: E402

ROWS = int(os.environ.get("TICK_ROWS", "100000"))
ROUNDS = 7
NOW = datetime(2026, 3, 20, 15, 30, tzinfo=HANOI)  # a Friday; every dossier below is due on Monday
TICK = (watch.mark_overdue, watch.remind_before_close, nudges.tell_forecasts, nudges.tell_supervisors)


def main() -> None:
    for command in ("migrate", "load_reference", "load_fees"):
        call_command(command, verbosity=0)
    dossiers.load(cast.load())
    fill()
    print(f"{ROWS:,} open dossiers, {connection.vendor}\n{'what':<58} {'measured':<34} promised\n{'-' * 110}")
    tick(at=NOW)  # the rounds of this hour are done by the first minute
    tell("A minute's tick with little to do", lambda: tick(at=NOW), "<= 200 ms")
    tell("The tick of the forecast's first minute, 16:00", lambda: forget_then_tick(NOW.replace(hour=16, minute=0)), "")
    tell("The tick of the supervisors' first minute, 08:30", lambda: forget_then_tick(NOW.replace(hour=8, minute=30)), "")
    tell("The Department's page of what is overdue", lambda: overdue_offices(now=NOW), "")
    tell("The Department's radar, by the column", lambda: radar.stuck_offices(now=NOW), "")
    tell("The same dossiers by the newest row of the history", lambda: by_history(NOW), "")
    if "--explain" in sys.argv:
        explain()


def fill() -> None:
    """Copies of one submitted dossier over the communes of today, due on Monday; one in a hundred has stood since Wednesday."""
    Application.objects.update(overdue_at=NOW, reminded_at=NOW)
    row = Application.objects.filter(state="submitted").first()
    Application.objects.exclude(pk=row.pk).filter(runs_out_at__isnull=False).update(due_at=NOW + timedelta(days=9))
    due_at = datetime(2026, 3, 23, 17, 0, tzinfo=HANOI)
    Application.objects.filter(pk=row.pk).update(due_at=due_at, due_on=due_at.date(), overdue_at=None, reminded_at=None)
    skipped = {"id", "ref", "runs_out_at", "idle_since", "office_id", "last_event_at", "idempotency_key", "dossier_code"}
    columns = [f.column for f in Application._meta.concrete_fields if f.column not in skipped]
    names = ", ".join(f'"{column}"' for column in columns)
    copied = ", ".join(f'a."{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""insert into applications_application (ref, office_id, last_event_at, {names})
            select 'T' || lpad(n::text, 8, '0'), offices.ids[1 + n %% array_length(offices.ids, 1)],
                   case when n %% 100 = 0 then %s else %s end, {copied}
            from generate_series(1, %s) n, applications_application a,
                 (select array_agg(id) ids from offices_office where level = 'commune' and valid_to is null) offices
            where a.id = %s""",
            [NOW - timedelta(days=2), NOW - timedelta(minutes=30), ROWS, row.pk],
        )
        cursor.execute(
            """insert into applications_statechange
               (application_id, verb, from_state, to_state, at, role, reason, detail, told_at, known_at, dossier_office_id,
                kind, procedure_code, channel, promised_on, due_at, copies, fee_vnd, fee_paid_vnd)
            select id, 'submit', 'draft', 'submitted', last_event_at, 'citizen', '', '{}', last_event_at, last_event_at,
                   office_id, kind, procedure_code, channel, promised_on, due_at, copies, fee_vnd, fee_paid_vnd
            from applications_application where ref like 'T%%'"""
        )
        cursor.execute("vacuum analyze")


def tick(*, at: datetime) -> None:
    for task in TICK:
        task(at=at)


def forget_then_tick(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from applications_round")
    tick(at=at)


def by_history(now: datetime) -> list:
    """What the radar would ask without the column: the newest event by a person of every open dossier."""
    moment = now - timedelta(hours=5)
    rows = Application.objects.filter(state__in=["submitted", "received", "issued", "returned_to_office"])
    newest = rows.annotate(newest=Max("history__at", filter=~Q(history__role="system"))).filter(newest__lte=moment)
    return list(newest.order_by().values_list("office_id", "newest"))


def tell(name: str, work: Callable[[], object], promised: str) -> None:
    times, queries = zip(*(database_time(work) for _ in range(ROUNDS)), strict=True)
    line(name, f"{statistics.median(times):6.1f} ms in {queries[-1]} queries", promised)


def database_time(work: Callable[[], object]) -> tuple[float, int]:
    """Milliseconds waited for the database, and how many questions it was asked."""
    spent: list[float] = []

    def clocked(execute, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(clocked):
        work()
    return sum(spent) * 1000, len(spent)


def explain() -> None:
    print("\nBy the column:\n" + Application.objects.filter(idle_since__lte=NOW - timedelta(hours=5)).explain(analyze=True))
    last = StateChange.objects.exclude(role="system").values("application").annotate(newest=Max("at"))
    print("\nBy the history:\n" + last.filter(newest__lte=NOW - timedelta(hours=5)).explain(analyze=True))


if __name__ == "__main__":
    main()
