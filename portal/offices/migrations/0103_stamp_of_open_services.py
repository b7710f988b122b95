"""Every decision to open or close a service at an office, by whatever road, gives the database the stamp processes know it by.

SQLite drops the triggers of a table that a later migration makes anew: call `stamp` again after it (a test watches).
"""

from django.db import migrations

TABLE = "offices_serviceactivation"
ON_POSTGRESQL = (
    f"CREATE TRIGGER {TABLE}_stamp AFTER INSERT OR UPDATE OR DELETE ON {TABLE}"
    " FOR EACH STATEMENT EXECUTE FUNCTION calendar_stamp();"
)
ON_SQLITE = (
    f"CREATE TRIGGER IF NOT EXISTS {TABLE}_stamp_{{event}} AFTER {{event}} ON {TABLE}"
    " BEGIN INSERT OR REPLACE INTO offices_calendarstamp (id, stamp) VALUES (1, lower(hex(randomblob(16)))); END;"
)


def stamp(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ON_POSTGRESQL, params=None)
        return
    for event in ("insert", "update", "delete"):
        schema_editor.execute(ON_SQLITE.format(event=event), params=None)


def leave(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_stamp ON {TABLE};", params=None)
        return
    for event in ("insert", "update", "delete"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_stamp_{event};", params=None)


class Migration(migrations.Migration):
    replaces = [("offices", "0030_stamp_of_open_services")]
    dependencies = [("offices", "0102_calendar_stamp")]
    operations = [migrations.RunPython(stamp, leave)]
