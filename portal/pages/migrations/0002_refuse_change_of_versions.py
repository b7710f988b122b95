"""The database itself refuses to change versions of a page.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead.
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION pages_pageversion_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'versions of a page are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER pages_pageversion_no_change BEFORE UPDATE OR DELETE ON pages_pageversion
    FOR EACH ROW EXECUTE FUNCTION pages_pageversion_refuse();
CREATE TRIGGER pages_pageversion_no_truncate BEFORE TRUNCATE ON pages_pageversion
    FOR EACH STATEMENT EXECUTE FUNCTION pages_pageversion_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER pages_pageversion_no_truncate ON pages_pageversion;
DROP TRIGGER pages_pageversion_no_change ON pages_pageversion;
DROP FUNCTION pages_pageversion_refuse();
"""
SQLITE = """
CREATE TRIGGER pages_pageversion_no_change BEFORE UPDATE ON pages_pageversion
BEGIN
    SELECT RAISE(ABORT, 'versions of a page are append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER pages_pageversion_no_change;"


def refuse(apps, schema_editor):
    sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(sql, params=None)


def allow(apps, schema_editor):
    sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_pages_of_the_department")]
    operations = [migrations.RunPython(refuse, allow)]
