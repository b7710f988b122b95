"""The database itself refuses to change moves of a linked part.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead.
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION linked_childmove_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'moves of a linked part are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER linked_childmove_no_change BEFORE UPDATE OR DELETE ON linked_childmove
    FOR EACH ROW EXECUTE FUNCTION linked_childmove_refuse();
CREATE TRIGGER linked_childmove_no_truncate BEFORE TRUNCATE ON linked_childmove
    FOR EACH STATEMENT EXECUTE FUNCTION linked_childmove_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER linked_childmove_no_truncate ON linked_childmove;
DROP TRIGGER linked_childmove_no_change ON linked_childmove;
DROP FUNCTION linked_childmove_refuse();
"""
SQLITE = """
CREATE TRIGGER linked_childmove_no_change BEFORE UPDATE ON linked_childmove
BEGIN
    SELECT RAISE(ABORT, 'moves of a linked part are append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER linked_childmove_no_change;"


def refuse(apps, schema_editor):
    sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(sql, params=None)


def allow(apps, schema_editor):
    sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("linked", "0001_cases_parts_and_authorities")]
    operations = [migrations.RunPython(refuse, allow)]
