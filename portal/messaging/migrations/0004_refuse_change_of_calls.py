"""The database itself refuses to change notes of telephone calls.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead.
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION messaging_callattempt_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'notes of telephone calls are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER messaging_callattempt_no_change BEFORE UPDATE OR DELETE ON messaging_callattempt
    FOR EACH ROW EXECUTE FUNCTION messaging_callattempt_refuse();
CREATE TRIGGER messaging_callattempt_no_truncate BEFORE TRUNCATE ON messaging_callattempt
    FOR EACH STATEMENT EXECUTE FUNCTION messaging_callattempt_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER messaging_callattempt_no_truncate ON messaging_callattempt;
DROP TRIGGER messaging_callattempt_no_change ON messaging_callattempt;
DROP FUNCTION messaging_callattempt_refuse();
"""
SQLITE = """
CREATE TRIGGER messaging_callattempt_no_change BEFORE UPDATE ON messaging_callattempt
BEGIN
    SELECT RAISE(ABORT, 'notes of telephone calls are append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER messaging_callattempt_no_change;"


def refuse(apps, schema_editor):
    sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(sql, params=None)


def allow(apps, schema_editor):
    sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_ladder")]
    operations = [migrations.RunPython(refuse, allow)]
