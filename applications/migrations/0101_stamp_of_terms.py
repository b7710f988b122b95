"""Every change of a fee, a price, a limit or how fees are collected, by whatever road, gives the database the new stamp that processes know it by.

SQLite drops the triggers of a table that a later migration makes anew: call `stamp` again after it (a test watches).
"""

from django.db import migrations

TABLES = (
    "applications_feepolicy",
    "applications_feewaiver",
    "applications_postagetariff",
    "applications_deadlinepolicy",
    "applications_feecollection",
)
ON_POSTGRESQL = (
    "CREATE TRIGGER {table}_stamp AFTER INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION calendar_stamp();"
)
ON_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_stamp_{event} AFTER {event} ON {table}"
    " BEGIN INSERT OR REPLACE INTO offices_calendarstamp (id, stamp) VALUES (1, lower(hex(randomblob(16)))); END;"
)


def stamp(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(ON_POSTGRESQL.format(table=table), params=None)
            continue
        for event in ("insert", "update", "delete"):
            schema_editor.execute(ON_SQLITE.format(table=table, event=event), params=None)


def leave(apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_stamp ON {table};", params=None)
            continue
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_stamp_{event};", params=None)


class Migration(migrations.Migration):
    replaces = [
        ("applications", "0017_stamp_of_terms"),
        ("applications", "0020_stamp_of_collection"),
    ]
    dependencies = [("applications", "0100_tables"), ("offices", "0102_calendar_stamp")]
    operations = [migrations.RunPython(stamp, leave)]
