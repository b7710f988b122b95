"""Database time of the Department's figures over many dossiers of 600 offices and eight years, on a real PostgreSQL.

`REPORT_ROWS=1000000 python -m tests.services postgresql -- python -m tests.bench.reports` loads as many by SQL of sets, closes
the days, and prints what each report waited for the database.
"""

import os
import time
from datetime import date, datetime

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from applications.reports import rollup  # noqa: E402
from applications.reports.dossiers import page_of  # noqa: E402
from applications.reports.figures import Scope, figures  # noqa: E402
from applications.reports.models import DayFigures, MonthFigures  # noqa: E402
from portal.days import HANOI  # noqa: E402
from portal.offices.calendar import calendar_for  # noqa: E402
from portal.offices.models import Office  # noqa: E402
from tests import factories  # noqa: E402
from tests.bench.measure import line  # noqa: E402
from tests.bench.tick import tell  # noqa: E402

ROWS = int(os.environ.get("REPORT_ROWS", "200000"))
NOW = datetime(2026, 3, 20, 15, 30, tzinfo=HANOI)  # a Friday

# One dossier a line: a busy office has twenty times the work of a quiet one; nine of ten are sent on working days.
FACTS = """
create unlogged table load as
select n, kind, copies, office_id, sent_at, due_on,
       case when sent_at + span <= %(now)s then sent_at + span end as done_at,
       case when sent_at + span > %(now)s then null when fate < 0.02 then 'refused' when fate < 0.03 then 'withdrawn'
       else 'issued' end as outcome
from (
    select n, fate, copies, sent_at,
           (array['birth','birth','birth','birth','marriage','marriage','death','change'])[1 + (chance * 8)::int %% 8] as kind,
           offices.ids[1 + (power(spread, 2) * (cardinality(offices.ids) - 1))::int] as office_id,
           (sent_at at time zone 'Asia/Ho_Chi_Minh')::date
               + case when (sent_at at time zone 'Asia/Ho_Chi_Minh')::time > '15:00' then 1 else 0 end as due_on,
           case when fate > 0.99 then interval '12 days' when late < 0.04 then interval '40 hours' * (1 + chance)
           else interval '20 minutes' + interval '5 hours' * late end as span
    from (
        select n, random() as fate, 1 + (random() * 2)::int as copies, random() as chance, random() as spread,
               random() as late,
               %(now)s - interval '1 day' * (2900 * (1 - sqrt(n::float / %(rows)s)))
                   - interval '1 hour' * (4 * random()) as sent_at
        from generate_series(1, %(rows)s) n
    ) as drawn, (
        select array_agg(id order by id) as ids
        from (select id from offices_office where level in ('commune', 'district') order by id limit 600) as units
    ) as offices
) as facts where sent_at <= %(now)s
"""
HISTORY = """
insert into applications_statechange
    (application_id, verb, from_state, to_state, at, known_at, role, reason, detail, told_at, dossier_office_id, kind,
     procedure_code, channel, promised_on, due_at, copies, fee_vnd, fee_paid_vnd, worked_minutes, delivery_days)
select %(offset)s + n, verb, before, after, at, at, 'system', '', '{}', at, office_id, kind, '2.000635', 'online', due_on,
       (due_on + time '17:00') at time zone 'Asia/Ho_Chi_Minh', copies, 8000 * copies,
       case when n %% 5 = 0 then 8000 * copies else 0 end,
       case when verb = 'sign' then 10 + (extract(epoch from at - sent_at) / 60)::int %% 470 end,
       case when verb = 'deliver' then 2 end
from (
    select *, 'submit' as verb, 'draft' as before, 'submitted' as after, sent_at as at from load
    union all select *, 'receive', 'submitted', 'received', sent_at + interval '10 minutes' from load
        where outcome is distinct from 'withdrawn'
    union all select *, 'sign', 'received', 'issued', done_at from load where outcome = 'issued'
    union all select *, 'close', case outcome when 'refused' then 'received' else 'submitted' end, outcome, done_at from load
        where outcome in ('refused', 'withdrawn')
    union all select *, 'hand_to_post', 'issued', 'handed_to_post', done_at + interval '1 hour' from load
        where outcome = 'issued'
    union all select *, 'deliver', 'handed_to_post', 'delivered', done_at + interval '49 hours' from load
        where outcome = 'issued'
) as moves where at <= %(now)s order by at
"""


def main() -> None:
    for command in ("migrate", "load_reference", "load_fees"):
        call_command(command, verbosity=0)
    factories.submitted(Office.objects.filter(level="commune", valid_to=None).first())
    print(f"{ROWS:,} dossiers, 600 offices, eight years, {connection.vendor}\n{'-' * 110}")
    timed("Loaded by SQL", fill)
    timed("Closed all days, from the history", lambda: rollup.rebuild(at=NOW))
    sums = f"{DayFigures.objects.count():,} of days, {MonthFigures.objects.count():,} of months"
    line("Sums", sums, "")
    months()
    years()
    numbers()


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


def fill() -> None:
    """Rows of the dossiers and of their history as the verbs leave them, without the papers."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica; set time zone 'UTC'; select setseed(0.5)")
        cursor.execute("alter table applications_application drop constraint issued_has_extract")
        cursor.execute("delete from applications_statechange")
        cursor.execute("select max(id) from applications_application")
        offset = cursor.fetchone()[0]
        cursor.execute("update applications_application set submitted_at = null, state = 'draft'")
        cursor.execute(FACTS, {"now": NOW, "rows": ROWS})
        _fill_dossiers(cursor, offset)
        cursor.execute(HISTORY, {"now": NOW, "offset": offset})
        cursor.execute("vacuum analyze")


def _fill_dossiers(cursor, offset: int) -> None:
    """Copies of one dossier of the demo, with the facts that were drawn."""
    from applications.models import Application  # noqa: PLC0415  after django.setup()

    drawn = {
        "id": f"{offset} + n",
        "ref": "'T' || lpad(n::text, 9, '0')",
        "dossier_code": "'H26-' || n",
        "idempotency_key": "null",
        "extract_id": "null",
        "office_id": "load.office_id",
        "kind": "load.kind",
        "copies": "load.copies",
        "state": "case outcome when 'issued' then 'delivered' else coalesce(outcome, 'received') end",
        "submitted_at": "sent_at",
        "resolved_at": "done_at",
        "received_at": "sent_at",
        "counted_at": "sent_at",
        "delivered_at": "done_at",
        "last_event_at": "sent_at",
        "due_on": "load.due_on",
        "promised_on": "load.due_on",
        "due_at": "(load.due_on + time '17:00') at time zone 'Asia/Ho_Chi_Minh'",
        "closing_reason": "'Lý do'",
        "answers": "'{}'",
        "due_why": "'[]'",
        "due_why_en": "'[]'",
        "fee_paid_at": "null",
    }
    columns = [f.column for f in Application._meta.concrete_fields if f.column not in {"runs_out_at", "idle_since"}]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(drawn.get(column, f'a."{column}"') for column in columns)
    cursor.execute(
        f"insert into applications_application ({names}) select {values} from load, applications_application a "
        "where a.id = (select min(id) from applications_application) order by n"
    )


def asked(name: str, first: date, last: date, promised: str) -> None:
    scope = Scope(first, last, NOW)
    tell(name, lambda: figures(scope, calendar_for(None)), promised)


def timed(name: str, work) -> None:
    start = time.perf_counter()
    work()
    line(name, f"{time.perf_counter() - start:8.1f} s", "")


if __name__ == "__main__":
    main()
