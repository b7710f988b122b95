"""The database itself refuses to change what both sides have confirmed; only its printed paper may still be laid beside it.

SQLite loses triggers when a later migration makes the table anew: a test asks for this one after the last migration.
"""

from django.db import migrations

from portal.audit.refusing import in_each_way

KEPT = ("number", "state", "record", "record_number", "closed_by_id", "closed_at", "confirmed_by_id", "confirmed_at")
POSTGRESQL = f"""
CREATE FUNCTION hand_over_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'a confirmed record is countered, never changed';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER hand_over_no_change BEFORE UPDATE ON postal_handover FOR EACH ROW
    WHEN (OLD.state = 'confirmed' AND ({" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)}))
    EXECUTE FUNCTION hand_over_refuse();
"""
POSTGRESQL_BACK = "DROP TRIGGER hand_over_no_change ON postal_handover; DROP FUNCTION hand_over_refuse();"
SQLITE = f"""
CREATE TRIGGER hand_over_no_change BEFORE UPDATE ON postal_handover
WHEN OLD.state = 'confirmed' AND ({" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in KEPT)})
BEGIN
    SELECT RAISE(ABORT, 'a confirmed record is countered, never changed');
END
"""
SQLITE_BACK = "DROP TRIGGER hand_over_no_change"


class Migration(migrations.Migration):
    replaces = [("postal", "0021_refuse_change_of_a_confirmed_record")]
    dependencies = [("postal", "0101_refuse_change_of_the_ledger")]
    operations = [in_each_way(POSTGRESQL, [SQLITE], back=(POSTGRESQL_BACK, [SQLITE_BACK]))]
