"""The database refuses to change a counter-record that both sides have confirmed; only its printed paper may still come to it.

SQLite loses triggers when a later migration makes the table anew: a test asks for this one after the last migration.
"""

from django.db import migrations

from portal.audit.refusing import in_each_way

KEPT = ("hand_over_id", "record_number", "record", "made_by_id", "made_at", "confirmed_by_id", "confirmed_at")
POSTGRESQL = f"""
CREATE FUNCTION correction_refuse() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'a confirmed counter-record is countered, never changed';
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER correction_no_change BEFORE UPDATE ON postal_handovercorrection FOR EACH ROW
    WHEN (OLD.confirmed_at IS NOT NULL AND ({" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)}))
    EXECUTE FUNCTION correction_refuse();
"""
POSTGRESQL_BACK = "DROP TRIGGER correction_no_change ON postal_handovercorrection; DROP FUNCTION correction_refuse();"
SQLITE = f"""
CREATE TRIGGER correction_no_change BEFORE UPDATE ON postal_handovercorrection
WHEN OLD.confirmed_at IS NOT NULL AND ({" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in KEPT)})
BEGIN
    SELECT RAISE(ABORT, 'a confirmed counter-record is countered, never changed');
END
"""
SQLITE_BACK = "DROP TRIGGER correction_no_change"


class Migration(migrations.Migration):
    replaces = [("postal", "0060_refuse_change_of_a_confirmed_counter_record")]
    dependencies = [("postal", "0102_refuse_change_of_a_confirmed_record")]
    operations = [in_each_way(POSTGRESQL, [SQLITE], back=(POSTGRESQL_BACK, [SQLITE_BACK]))]
