"""What a migration says so that the database itself refuses to change the rows of a table: history, evidence, versions.

PostgreSQL: neither UPDATE nor DELETE nor TRUNCATE. SQLite (the embedded default): UPDATE only, because Django empties
tables between transactional tests and on `flush` with DELETE; there the model refuses deletion instead (append_only.py).
A test database ("test_…") on PostgreSQL may be emptied by TRUNCATE: that is how Django cleans up after such tests.
SQLite loses triggers when a later migration makes the table anew.
"""

from collections.abc import Callable, Sequence

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
    forwards, back = (
        (POSTGRESQL.format(**told), [SQLITE.format(**told)]),
        (POSTGRESQL_BACK.format(**told), [SQLITE_BACK.format(**told)]),
    )
    return in_each_way(*forwards, back=back)


def in_each_way(on_postgresql: str, on_sqlite: Sequence[str], *, back: tuple[str, Sequence[str]]) -> migrations.RunPython:
    """What a database does by itself, said in its own language; SQLite takes one statement at a time. `back` undoes it."""

    def run(postgresql: str, sqlite: Sequence[str]) -> Callable[..., None]:
        def said(apps, schema_editor) -> None:
            for statement in [postgresql] if schema_editor.connection.vendor == "postgresql" else sqlite:
                schema_editor.execute(statement, params=None)

        return said

    return migrations.RunPython(run(on_postgresql, on_sqlite), run(*back))
