"""What a migration says so that the database itself refuses to change the rows of a table: history, evidence, versions.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead (append_only.py).
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
SQLite loses triggers when a later migration makes the table anew.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION {name}_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '{rows} append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {name}_refuse();
CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER {name}_no_truncate ON {table};
DROP TRIGGER {name}_no_change ON {table};
DROP FUNCTION {name}_refuse();
"""
SQLITE = """
CREATE TRIGGER {name}_no_change BEFORE UPDATE ON {table}
BEGIN
    SELECT RAISE(ABORT, '{rows} append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER {name}_no_change;"


def refuse_change(table: str, rows: str, *, name: str = "") -> migrations.RunPython:
    """`rows` is how the refusal begins: "audit entries are"; `name` begins the triggers' names, the table's unless given."""
    told = {"table": table, "rows": rows, "name": name or table}

    def refuse(apps, schema_editor):
        sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
        schema_editor.execute(sql.format(**told), params=None)

    def allow(apps, schema_editor):
        sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
        schema_editor.execute(sql.format(**told), params=None)

    return migrations.RunPython(refuse, allow)
