"""Loads many dossiers of 600 offices and eight years with their history, by SQL of sets.

The sums are made from them afterwards. PostgreSQL only. Indexes and unique constraints go before the rows come, and come back
after them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from applications.models import Application

TABLES = ("applications_application", "applications_statechange")

# One dossier a line: a busy office has twenty times the work of a quiet one, each year more than the one before, a week-end a
# fifth of a working day; one of seven is the registering of an event, at the desk, the others ask online for copies.
FACTS = """
create unlogged table load as
select n, copies, office_id, sent_at, due_on, kinds[which] as kind,
       case when is_registered then registered[which] else '2.000635' end as code,
       case when is_registered then 'desk' else 'online' end as channel,
       case when sent_at + span <= %(now)s then sent_at + span end as done_at,
       case when sent_at + span > %(now)s then null when fate < 0.02 then 'refused' when fate < 0.03 then 'withdrawn'
       else 'issued' end as outcome
from (
    select n, fate, copies, sent_at, 1 + (chance * 8)::int %% 8 as which, is_registered,
           offices.ids[1 + (power(spread, 2) * (cardinality(offices.ids) - 1))::int] as office_id,
           (sent_at at time zone 'Asia/Ho_Chi_Minh')::date
               + case when (sent_at at time zone 'Asia/Ho_Chi_Minh')::time > '15:00' then 1 else 0 end as due_on,
           case when fate > 0.99 then interval '12 days' when late < 0.04 then interval '40 hours' * (1 + chance)
           else interval '20 minutes' + interval '5 hours' * late end as span
    from (
        select n, fate, copies, chance, spread, late, is_registered,
               drawn_at - case when extract(isodow from drawn_at) > 5 and moved < 0.8 then interval '2 days'
               else interval '0' end as sent_at
        from (
            select n, random() as fate, 1 + (random() * 2)::int as copies, random() as chance, random() as spread,
                   random() as late, random() < 1.0 / 7 as is_registered, random() as moved,
                   %(now)s - interval '1 day' * (2900 * (1 - sqrt(n::float / %(rows)s)))
                       - interval '1 hour' * (4 * random()) as drawn_at
            from generate_series(1, %(rows)s) n
        ) as moments
    ) as drawn, (
        select array_agg(id order by id) as ids
        from (select id from offices_office where level in ('commune', 'district') order by id limit 600) as units
    ) as offices
) as facts, (
    select array['birth','birth','birth','birth','marriage','marriage','death','change'] as kinds,
           array['1.001193','1.001193','1.001193','1.001193','1.000894','1.000894','1.000656','1.004859'] as registered
) as names where sent_at <= %(now)s
"""
HISTORY = """
insert into applications_statechange
    (application_id, verb, from_state, to_state, at, known_at, role, reason, detail, told_at, dossier_office_id, kind,
     procedure_code, channel, promised_on, due_at, copies, fee_vnd, fee_paid_vnd, worked_minutes, delivery_days)
select %(offset)s + n, verb, before, after, at, at, 'system', '', '{}', at, office_id, kind, code, channel, due_on,
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


def fill(rows: int, now: datetime) -> None:
    """Rows of the dossiers and of their history as the verbs leave them, without the papers."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica; set time zone 'UTC'; select setseed(0.5)")
        cursor.execute("set work_mem = '512MB'; set maintenance_work_mem = '1GB'; set max_parallel_workers_per_gather = 2")
        cursor.execute("alter table applications_application drop constraint if exists issued_has_extract")
        cursor.execute("delete from applications_statechange")
        cursor.execute("update applications_application set submitted_at = null, state = 'draft' returning id")
        offset = max(found[0] for found in cursor.fetchall())
        cursor.execute(FACTS, {"now": now, "rows": rows})
        with _without_indexes(cursor):
            _fill_dossiers(cursor, offset)
            cursor.execute(HISTORY, {"now": now, "offset": offset})
        cursor.execute("drop table load; reset work_mem")
        cursor.execute("vacuum analyze applications_application, applications_statechange")


@contextmanager
def _without_indexes(cursor) -> Iterator[None]:
    """The primary keys stay: what refers to a row needs them."""
    cursor.execute(
        """select conrelid::regclass, quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint
        where contype = 'u' and conrelid::regclass::text = any(%s)""",
        [list(TABLES)],
    )
    unique = cursor.fetchall()
    for table, name, _words in unique:
        cursor.execute(f"alter table {table} drop constraint {name}")
    cursor.execute(
        "select indexname, indexdef from pg_indexes where tablename = any(%s) and indexname not like '%%_pkey'", [list(TABLES)]
    )
    indexes = cursor.fetchall()
    for name, _words in indexes:
        cursor.execute(f'drop index "{name}"')
    yield
    for _name, words in indexes:
        cursor.execute(words)
    for table, name, words in unique:
        cursor.execute(f"alter table {table} add constraint {name} {words}")


def _fill_dossiers(cursor, offset: int) -> None:
    """Copies of one dossier of the demo, with the facts that were drawn."""
    drawn = {
        "id": f"{offset} + n",
        "ref": "'T' || lpad(n::text, 9, '0')",
        "dossier_code": "'H26-' || n",
        "idempotency_key": "null",
        "extract_id": "null",
        "office_id": "load.office_id",
        "kind": "load.kind",
        "procedure_code": "load.code",
        "channel": "load.channel",
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
