"""The database refuses two terms that say different things of one day, and to change one under which somebody has filed.

Overlap: PostgreSQL by exclusion (the subject as a range of numbers, so that no extension is needed), SQLite by triggers.
A term in use may only end, after the last who filed under it. How fees are collected has no end: the next row takes over.
SQLite drops the triggers of a table that a later migration makes anew (a test watches). Only a test database may be emptied
(as in postal 0101).
"""

from django.db import migrations

DATED = ("applications_feepolicy", "applications_feewaiver", "applications_postagetariff")
# Of each table: what no two rows may say of the same day; when a filed dossier (a) stands on the row (OLD).
SUBJECT = {
    "applications_feepolicy": ("procedure_code",),
    "applications_feewaiver": ("procedure_code", "condition"),
    "applications_postagetariff": ("zone",),
}
STANDS_ON = {
    "applications_feepolicy": "a.procedure_code = OLD.procedure_code",
    "applications_feewaiver": "a.procedure_code = OLD.procedure_code AND a.fee_note = substr(OLD.label_vi, 1, 200)",
    "applications_postagetariff": "a.delivery_method <> 'desk'",
    "applications_feecollection": """a.procedure_code = OLD.procedure_code AND NOT EXISTS (
        SELECT 1 FROM applications_feecollection later WHERE later.procedure_code = OLD.procedure_code
        AND later.valid_from > OLD.valid_from AND a.submitted_at >= {later})""",
}
COLUMNS = {
    "applications_feepolicy": ("procedure_code", "valid_from", "fee_per_copy_vnd", "legal_document"),
    "applications_feewaiver": ("procedure_code", "valid_from", "condition", "label_vi", "label_en", "legal_document"),
    "applications_postagetariff": ("zone", "valid_from", "price_vnd", "is_illustrative", "source"),
    "applications_feecollection": ("procedure_code", "valid_from", "mode", "legal_document"),
}
FILED = "EXISTS (SELECT 1 FROM applications_application a WHERE {filed} AND {stands})"
OVERLAP_ON_SQLITE = """
CREATE TRIGGER {table}_never_overlap_{when} BEFORE {when} ON {table}
WHEN EXISTS (
    SELECT 1 FROM {table} AS other WHERE other.id IS NOT NEW.id AND {same}
    AND other.valid_from <= COALESCE(NEW.valid_to, '9999-12-31')
    AND COALESCE(other.valid_to, '9999-12-31') >= NEW.valid_from
)
BEGIN SELECT RAISE(ABORT, '{table}_never_overlap'); END;
"""


def begins(vendor: str, day: str) -> str:
    """The moment at which a local day begins, as the database compares it."""
    if vendor == "postgresql":
        return f"(({day})::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')"
    return f"datetime({day}, '-7 hours')"


def day_after(vendor: str, day: str) -> str:
    return f"({day} + 1)" if vendor == "postgresql" else f"date({day}, '+1 day')"


def used(vendor: str, table: str, *, since: str, among: str) -> str:
    """Whether somebody filed under OLD since a local day. `among`: which filings count (FILED, or a later migration's)."""
    stands = STANDS_ON[table].format(later=begins(vendor, "later.valid_from"))
    until = ""
    if table in DATED:
        until = f"AND (OLD.valid_to IS NULL OR a.submitted_at < {begins(vendor, day_after(vendor, 'OLD.valid_to'))})"
    filed = f"a.submitted_at IS NOT NULL AND a.submitted_at >= {begins(vendor, since)} {until}"
    return among.format(filed=filed, stands=stands)


def refused_change(vendor: str, table: str, among: str) -> str:
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    edited = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in COLUMNS[table])
    condition = f"(({edited}) AND {used(vendor, table, since='OLD.valid_from', among=among)})"
    if table in DATED:
        too_early = used(vendor, table, since=day_after(vendor, "NEW.valid_to"), among=among)
        condition += f" OR (NEW.valid_to IS NOT NULL AND {too_early})"
    return condition


def overlap_on_postgresql(table: str) -> str:
    key = " || ':' || ".join(SUBJECT[table])
    number = f"('x' || substr(md5({key}), 1, 15))::bit(60)::bigint"
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_never_overlap EXCLUDE USING gist ("
        f"int8range({number}, {number}, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&);"
    )


def overlap_on_sqlite(table: str, when: str) -> str:
    same = " AND ".join(f"other.{name} = NEW.{name}" for name in SUBJECT[table])
    return OVERLAP_ON_SQLITE.format(table=table, when=when, same=same)


def keep_on_postgresql(table: str, among: str = FILED) -> str:
    return f"""
CREATE FUNCTION {table}_keep() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF {used("postgresql", table, since="OLD.valid_from", among=among)} THEN
            RAISE EXCEPTION 'somebody has filed under this term';
        END IF;
        RETURN OLD;
    END IF;
    IF {refused_change("postgresql", table, among)} THEN
        RAISE EXCEPTION 'somebody has filed under this term';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_keep();"""


def keep_on_sqlite(table: str, among: str = FILED) -> tuple[str, str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'somebody has filed under this term'); END;"
    is_real = "NOT EXISTS (SELECT 1 FROM pragma_database_list WHERE name = 'main' AND file LIKE '%/test%.sqlite3%')"
    since_it_began = used("sqlite", table, since="OLD.valid_from", among=among)
    return (
        f"CREATE TRIGGER {table}_keep_update BEFORE UPDATE ON {table} WHEN {refused_change('sqlite', table, among)} {refuse}",
        f"CREATE TRIGGER {table}_keep_delete BEFORE DELETE ON {table} WHEN {is_real} AND {since_it_began} {refuse}",
    )


def refuse(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in DATED:
        if is_postgresql:
            schema_editor.execute(overlap_on_postgresql(table), params=None)
            continue
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(overlap_on_sqlite(table, when), params=None)
    for table in COLUMNS:
        for statement in [keep_on_postgresql(table)] if is_postgresql else keep_on_sqlite(table):
            schema_editor.execute(statement, params=None)


def allow(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in COLUMNS:
        if is_postgresql:
            schema_editor.execute(f"DROP TRIGGER {table}_keep ON {table}; DROP FUNCTION {table}_keep();", params=None)
            continue
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_keep_{event};", params=None)
    for table in DATED:
        if is_postgresql:
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_never_overlap;", params=None)
            continue
        for when in ("INSERT", "UPDATE"):
            schema_editor.execute(f"DROP TRIGGER {table}_never_overlap_{when};", params=None)


class Migration(migrations.Migration):
    replaces = [("applications", "0051_terms_never_overlap")]
    dependencies = [("applications", "0101_stamp_of_terms")]
    operations = [migrations.RunPython(refuse, allow)]
