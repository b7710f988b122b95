"""The database refuses two hours of one scope and session on the same day; withdrawn hours do not count.

PostgreSQL: an exclusion constraint; the scope is written as a range, so that no extension is needed.
SQLite: triggers. They go with the table: a later migration that rebuilds it must make them again (a test holds that).
"""

from django.db import migrations

POSTGRESQL = """
ALTER TABLE offices_openinghours ADD CONSTRAINT hours_never_overlap EXCLUDE USING gist (
    int8range(COALESCE(office_id, 0), COALESCE(office_id, 0), '[]') WITH &&,
    int4range((session = 'saturday')::int, (session = 'saturday')::int, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&
) WHERE (withdrawn_at IS NULL);
"""
POSTGRESQL_BACK = "ALTER TABLE offices_openinghours DROP CONSTRAINT hours_never_overlap;"
SQLITE = """
CREATE TRIGGER hours_never_overlap_{when} BEFORE {when} ON offices_openinghours
WHEN NEW.withdrawn_at IS NULL AND EXISTS (
    SELECT 1 FROM offices_openinghours AS other
    WHERE other.id IS NOT NEW.id AND other.withdrawn_at IS NULL
      AND other.office_id IS NEW.office_id AND other.session = NEW.session
      AND other.valid_from <= COALESCE(NEW.valid_to, '9999-12-31')
      AND COALESCE(other.valid_to, '9999-12-31') >= NEW.valid_from
)
BEGIN
    SELECT RAISE(ABORT, 'hours_never_overlap');
END;
"""
SQLITE_BACK = "DROP TRIGGER IF EXISTS hours_never_overlap_{when};"


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    for when in ("INSERT", "UPDATE"):
        schema_editor.execute(SQLITE.format(when=when), params=None)


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK, params=None)
        return
    for when in ("INSERT", "UPDATE"):
        schema_editor.execute(SQLITE_BACK.format(when=when), params=None)


class Migration(migrations.Migration):
    replaces = [("offices", "0004_opening_hours_never_overlap")]
    dependencies = [("offices", "0100_tables")]
    operations = [migrations.RunPython(refuse, allow)]
