"""Every change of the working calendar, by whatever road, gives it a new stamp.

SQLite drops the triggers of a table that a later migration makes anew: call `stamp` again after it (a test watches).
"""

from django.db import migrations

from portal.audit.refusing import in_each_way
from portal.offices.stamping import stamp_changes_of

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


def first_stamp(apps, schema_editor):
    apps.get_model("offices", "CalendarStamp").objects.create(id=1, stamp="first")


class Migration(migrations.Migration):
    replaces = [("offices", "0005_calendar_stamp")]
    dependencies = [("offices", "0101_opening_hours_never_overlap")]
    operations = [
        migrations.RunPython(first_stamp, migrations.RunPython.noop),
        in_each_way(POSTGRESQL, [], back=("DROP FUNCTION calendar_stamp();", [])),
        stamp_changes_of(*TABLES),
    ]
