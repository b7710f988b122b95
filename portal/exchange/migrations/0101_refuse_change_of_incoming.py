"""The database itself refuses to change who told us what under which key, and when. How it was handled may be noted.

The content may only be emptied (retention), never replaced. PostgreSQL also refuses DELETE; on SQLite (the embedded default)
the model does, because Django empties tables between transactional tests and on `flush` with DELETE.
"""

from django.db import migrations

from portal.audit.refusing import in_each_way

POSTGRESQL = """
CREATE FUNCTION exchange_incomingmessage_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'what a partner told is kept as it was told';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER exchange_incomingmessage_no_delete BEFORE DELETE ON exchange_incomingmessage
    FOR EACH ROW EXECUTE FUNCTION exchange_incomingmessage_refuse();
CREATE TRIGGER exchange_incomingmessage_no_change BEFORE UPDATE ON exchange_incomingmessage
    FOR EACH ROW WHEN (
        OLD.partner_id <> NEW.partner_id OR OLD.key <> NEW.key OR OLD.kind <> NEW.kind OR OLD.digest <> NEW.digest
        OR OLD.received_at <> NEW.received_at OR (OLD.payload <> NEW.payload AND NEW.emptied_at IS NULL)
        OR OLD.outcome <> 'waiting' AND OLD.outcome <> NEW.outcome
    ) EXECUTE FUNCTION exchange_incomingmessage_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER exchange_incomingmessage_no_change ON exchange_incomingmessage;
DROP TRIGGER exchange_incomingmessage_no_delete ON exchange_incomingmessage;
DROP FUNCTION exchange_incomingmessage_refuse();
"""
SQLITE = """
CREATE TRIGGER exchange_incomingmessage_no_change BEFORE UPDATE ON exchange_incomingmessage
WHEN OLD.partner_id <> NEW.partner_id OR OLD.key <> NEW.key OR OLD.kind <> NEW.kind OR OLD.digest <> NEW.digest
    OR OLD.received_at <> NEW.received_at OR (OLD.payload <> NEW.payload AND NEW.emptied_at IS NULL)
    OR OLD.outcome <> 'waiting' AND OLD.outcome <> NEW.outcome
BEGIN
    SELECT RAISE(ABORT, 'what a partner told is kept as it was told');
END;
"""
SQLITE_BACK = "DROP TRIGGER exchange_incomingmessage_no_change;"


class Migration(migrations.Migration):
    replaces = [("exchange", "0002_refuse_change_of_incoming")]
    dependencies = [("exchange", "0100_tables")]
    operations = [in_each_way(POSTGRESQL, [SQLITE], back=(POSTGRESQL_BACK, [SQLITE_BACK]))]
