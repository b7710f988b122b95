"""What a migration says so that every change of a table, by whatever road, gives the database the stamp processes know it by.

SQLite drops the triggers of a table that a later migration makes anew: call it again there (a test watches).
"""

from django.db import migrations

from portal.audit.refusing import in_each_way

ON_POSTGRESQL = (
    "CREATE TRIGGER {table}_stamp AFTER INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION calendar_stamp();"
)
ON_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_stamp_{event} AFTER {event} ON {table}"
    " BEGIN INSERT OR REPLACE INTO offices_calendarstamp (id, stamp) VALUES (1, lower(hex(randomblob(16)))); END;"
)
EVENTS = ("insert", "update", "delete")


def stamp_changes_of(*tables: str) -> migrations.RunPython:
    """The function of PostgreSQL is that of offices 0102."""
    return in_each_way(
        "".join(ON_POSTGRESQL.format(table=table) for table in tables),
        [ON_SQLITE.format(table=table, event=event) for table in tables for event in EVENTS],
        back=(
            "".join(f"DROP TRIGGER {table}_stamp ON {table};" for table in tables),
            [f"DROP TRIGGER {table}_stamp_{event};" for table in tables for event in EVENTS],
        ),
    )
