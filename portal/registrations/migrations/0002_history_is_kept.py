"""The database itself refuses to change the history of rights; as for the evidence (audit 0002), with the same exceptions."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION access_change_refuse() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'the history of rights is append-only';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER access_change_no_change BEFORE UPDATE OR DELETE ON registrations_accesschange
    FOR EACH ROW EXECUTE FUNCTION access_change_refuse();
CREATE TRIGGER access_change_no_truncate BEFORE TRUNCATE ON registrations_accesschange
    FOR EACH STATEMENT EXECUTE FUNCTION access_change_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER access_change_no_truncate ON registrations_accesschange;
DROP TRIGGER access_change_no_change ON registrations_accesschange;
DROP FUNCTION access_change_refuse();
"""
SQLITE = """
CREATE TRIGGER access_change_no_change BEFORE UPDATE ON registrations_accesschange
BEGIN
    SELECT RAISE(ABORT, 'the history of rights is append-only');
END;
"""
SQLITE_BACK = "DROP TRIGGER access_change_no_change;"


def refuse(apps, schema_editor):
    sql = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    schema_editor.execute(sql, params=None)


def allow(apps, schema_editor):
    sql = POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK
    schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("registrations", "0001_lists_proposals_links_rounds")]
    operations = [migrations.RunPython(refuse, allow)]
