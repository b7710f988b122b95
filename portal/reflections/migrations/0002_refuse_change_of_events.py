"""The database itself refuses to change events of a reflection.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead.
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION reflections_reflectionevent_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'events of a reflection are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER reflections_reflectionevent_no_change BEFORE UPDATE OR DELETE ON reflections_reflectionevent
    FOR EACH ROW EXECUTE FUNCTION reflections_reflectionevent_refuse();
CREATE TRIGGER reflections_reflectionevent_no_truncate BEFORE TRUNCATE ON reflections_reflectionevent
    FOR EACH STATEMENT EXECUTE FUNCTION reflections_reflectionevent_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER reflections_reflectionevent_no_truncate ON reflections_reflectionevent;
DROP TRIGGER reflections_reflectionevent_no_change ON reflections_reflectionevent;
DROP FUNCTION reflections_reflectionevent_refuse();
"""
SQLITE = """
CREATE TRIGGER reflections_reflectionevent_no_change BEFORE UPDATE ON reflections_reflectionevent
BEGIN
    SELECT RAISE(ABORT, 'events of a reflection are append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER reflections_reflectionevent_no_change;"


def refuse(apps, schema_editor):
    sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(sql, params=None)


def allow(apps, schema_editor):
    sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("reflections", "0001_reflections")]
    operations = [migrations.RunPython(refuse, allow)]
