"""Every change of the working calendar, by whatever road, gives it a new stamp.

SQLite drops the triggers of a table that a later migration makes anew: call `stamp` again after it (a test watches).
"""

from django.db import migrations

TABLES = ("offices_calendarexception", "offices_calendaryear", "offices_openinghours", "offices_calendarversion")
POSTGRESQL = """
CREATE FUNCTION calendar_stamp() RETURNS trigger AS $$
BEGIN
    INSERT INTO offices_calendarstamp (id, stamp) VALUES (1, md5(random()::text || clock_timestamp()::text))
    ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
"""
ON_POSTGRESQL = (
    "CREATE TRIGGER {table}_stamp AFTER INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION calendar_stamp();"
)
ON_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_stamp_{event} AFTER {event} ON {table}"
    " BEGIN INSERT OR REPLACE INTO offices_calendarstamp (id, stamp) VALUES (1, lower(hex(randomblob(16)))); END;"
)


def stamp(apps, schema_editor):
    apps.get_model("offices", "CalendarStamp").objects.create(id=1, stamp="first")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        for table in TABLES:
            schema_editor.execute(ON_POSTGRESQL.format(table=table), params=None)
        return
    for table in TABLES:
        for event in ("insert", "update", "delete"):
            schema_editor.execute(ON_SQLITE.format(table=table, event=event), params=None)


def leave(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER {table}_stamp ON {table};", params=None)
        schema_editor.execute("DROP FUNCTION calendar_stamp();", params=None)
        return
    for table in TABLES:
        for event in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_stamp_{event};", params=None)


class Migration(migrations.Migration):
    replaces = [("offices", "0005_calendar_stamp")]
    dependencies = [("offices", "0101_opening_hours_never_overlap")]
    operations = [migrations.RunPython(stamp, leave)]
