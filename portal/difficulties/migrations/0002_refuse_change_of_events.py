"""The database itself refuses to change events of a difficulty.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead.
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION difficulties_difficultyevent_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'events of a difficulty are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER difficulties_difficultyevent_no_change BEFORE UPDATE OR DELETE ON difficulties_difficultyevent
    FOR EACH ROW EXECUTE FUNCTION difficulties_difficultyevent_refuse();
CREATE TRIGGER difficulties_difficultyevent_no_truncate BEFORE TRUNCATE ON difficulties_difficultyevent
    FOR EACH STATEMENT EXECUTE FUNCTION difficulties_difficultyevent_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER difficulties_difficultyevent_no_truncate ON difficulties_difficultyevent;
DROP TRIGGER difficulties_difficultyevent_no_change ON difficulties_difficultyevent;
DROP FUNCTION difficulties_difficultyevent_refuse();
"""
SQLITE = """
CREATE TRIGGER difficulties_difficultyevent_no_change BEFORE UPDATE ON difficulties_difficultyevent
BEGIN
    SELECT RAISE(ABORT, 'events of a difficulty are append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER difficulties_difficultyevent_no_change;"


def refuse(apps, schema_editor):
    sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(sql, params=None)


def allow(apps, schema_editor):
    sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("difficulties", "0001_difficulties")]
    operations = [migrations.RunPython(refuse, allow)]
