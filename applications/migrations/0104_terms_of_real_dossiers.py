"""Only real dossiers hold a term in its place: what was filed in training mode stands on none (0102 counted it)."""

from importlib import import_module

from django.db import migrations

terms = import_module("applications.migrations.0102_terms_never_overlap")
REAL = terms.FILED.replace(
    "WHERE ", "WHERE NOT EXISTS (SELECT 1 FROM offices_office o WHERE o.id = a.office_id AND o.is_training) AND ", 1
)


def count(among: str, schema_editor) -> None:
    """The triggers of 0102 anew. `among`: which filings count."""
    for table in terms.COLUMNS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_keep ON {table}; DROP FUNCTION {table}_keep();", params=None)
            schema_editor.execute(terms.keep_on_postgresql(table, among), params=None)
            continue
        for event, statement in zip(("update", "delete"), terms.keep_on_sqlite(table, among), strict=True):
            schema_editor.execute(f"DROP TRIGGER {table}_keep_{event};", params=None)
            schema_editor.execute(statement, params=None)


def leave_out_training(apps, schema_editor) -> None:
    count(REAL, schema_editor)


def count_all(apps, schema_editor) -> None:
    count(terms.FILED, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("applications", "0103_what_is_owed"), ("offices", "0103_stamp_of_open_services")]
    operations = [migrations.RunPython(leave_out_training, count_all)]
