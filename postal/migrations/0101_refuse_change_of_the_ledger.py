"""The database itself refuses to change or remove a ledger entry, and to book into a closed day.

SQLite loses triggers when a later migration makes the table anew: a test asks for them after the last migration.
Only a test database may be emptied (PostgreSQL "test_…" by TRUNCATE, SQLite "…/test….sqlite3" by DELETE): that is how
Django cleans up after transactional tests.
"""

from django.db import migrations

from portal.audit.refusing import in_each_way

POSTGRESQL = """
CREATE FUNCTION ledger_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'ledger entries are append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON postal_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON postal_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE FUNCTION ledger_day_is_open() RETURNS trigger AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM postal_cashbook WHERE office_id = NEW.office_id AND closed_until >= NEW.booked_on) THEN
        RAISE EXCEPTION 'the day is closed';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER ledger_day_is_open BEFORE INSERT ON postal_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_day_is_open();
"""
POSTGRESQL_BACK = """
DROP TRIGGER ledger_day_is_open ON postal_ledgerentry;
DROP FUNCTION ledger_day_is_open();
DROP TRIGGER ledger_no_truncate ON postal_ledgerentry;
DROP TRIGGER ledger_no_change ON postal_ledgerentry;
DROP FUNCTION ledger_refuse();
"""
SQLITE = (
    """
CREATE TRIGGER ledger_no_change BEFORE UPDATE ON postal_ledgerentry
BEGIN
    SELECT RAISE(ABORT, 'ledger entries are append-only');
END
""",
    """
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON postal_ledgerentry
WHEN NOT EXISTS (SELECT 1 FROM pragma_database_list WHERE name = 'main' AND file LIKE '%/test%.sqlite3%')
BEGIN
    SELECT RAISE(ABORT, 'ledger entries are append-only');
END
""",
    """
CREATE TRIGGER ledger_day_is_open BEFORE INSERT ON postal_ledgerentry
WHEN EXISTS (SELECT 1 FROM postal_cashbook WHERE office_id = NEW.office_id AND closed_until >= NEW.booked_on)
BEGIN
    SELECT RAISE(ABORT, 'the day is closed');
END
""",
)
SQLITE_BACK = ("DROP TRIGGER ledger_day_is_open", "DROP TRIGGER ledger_no_delete", "DROP TRIGGER ledger_no_change")


class Migration(migrations.Migration):
    replaces = [("postal", "0005_refuse_change_of_the_ledger")]
    dependencies = [("postal", "0100_tables")]
    operations = [in_each_way(POSTGRESQL, SQLITE, back=(POSTGRESQL_BACK, SQLITE_BACK))]
