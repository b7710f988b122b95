"""The database itself refuses to change or remove what was issued; only its printed paper may still be laid beside it, once.

SQLite loses triggers when a later migration makes the table anew: a test asks for these after the last migration.
Only a test database may be emptied, as the ledger's.
"""

from django.db import migrations

from portal.audit.refusing import in_each_way

KEPT = (
    "form",
    "office_id",
    "period_kind",
    "first_on",
    "last_on",
    "as_of",
    "unit_ids",
    "units_key",
    "content",
    "explanation",
    "version",
    "corrects_id",
    "prepared_by_id",
    "prepared_at",
    "year",
    "number",
    "issued_by_id",
    "issued_at",
    "sha256",
)
SAID = "an issued report is corrected by another, never changed"


def changed(differs):
    moved = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in KEPT)
    return f"{moved} OR (OLD.document_id IS NOT NULL AND OLD.document_id {differs} NEW.document_id)"


POSTGRESQL = f"""
CREATE FUNCTION statutory_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '{SAID}';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER statutory_no_change BEFORE UPDATE ON statutory_report FOR EACH ROW
    WHEN (OLD.issued_at IS NOT NULL AND ({changed("IS DISTINCT FROM")})) EXECUTE FUNCTION statutory_refuse();
CREATE TRIGGER statutory_no_delete BEFORE DELETE ON statutory_report FOR EACH ROW
    WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION statutory_refuse();
CREATE TRIGGER statutory_no_truncate BEFORE TRUNCATE ON statutory_report
    FOR EACH STATEMENT EXECUTE FUNCTION statutory_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER statutory_no_truncate ON statutory_report;
DROP TRIGGER statutory_no_delete ON statutory_report;
DROP TRIGGER statutory_no_change ON statutory_report;
DROP FUNCTION statutory_refuse();
"""
SQLITE = (
    f"""
CREATE TRIGGER statutory_no_change BEFORE UPDATE ON statutory_report
WHEN OLD.issued_at IS NOT NULL AND ({changed("IS NOT")})
BEGIN
    SELECT RAISE(ABORT, '{SAID}');
END
""",
    """
CREATE TRIGGER statutory_no_delete BEFORE DELETE ON statutory_report
WHEN OLD.issued_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM pragma_database_list WHERE name = 'main' AND file LIKE '%/test%.sqlite3%')
BEGIN
    SELECT RAISE(ABORT, 'an issued report is corrected by another, never changed');
END
""",
)
SQLITE_BACK = ("DROP TRIGGER statutory_no_delete", "DROP TRIGGER statutory_no_change")


class Migration(migrations.Migration):
    replaces = [("statutory", "0002_refuse_change_of_an_issued_report")]
    dependencies = [("statutory", "0100_tables")]
    operations = [in_each_way(POSTGRESQL, SQLITE, back=(POSTGRESQL_BACK, SQLITE_BACK))]
