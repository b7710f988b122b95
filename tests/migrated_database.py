"""A database migrated once and copied from then on: half a minute less before the first test of every process begins.

`python -m tests.migrated_database` makes it. The copy is named for all that makes it (every migration, the apps, Django),
so a changed migration makes a new one. Embedded, it is a file that stays; on PostgreSQL, a template beside the test databases.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

KEPT = Path(__file__).parent.parent / "var/tests"


def _made_of() -> str:
    made_of = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        made_of.update(app.name.encode())
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            made_of.update(migration.name.encode() + migration.read_bytes())
    return made_of.hexdigest()[:16]


def kept_copy() -> Path:
    return KEPT / f"migrated-{_made_of()}.sqlite3"


def template() -> str:
    return f"migrated_{_made_of()}"


def begin_from_kept_copy(place: Path | None = None) -> bool:
    """Put the copy where this process will have its test database, or the file of it at `place`; whether there was one."""
    if place is None and connection.vendor == "postgresql":
        return _begin_from_template()
    kept = kept_copy()
    if not kept.exists():
        return False
    shutil.copyfile(kept, place or connection.creation._get_test_db_name())
    return True


def _begin_from_template() -> bool:
    quoted = connection.ops.quote_name
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template()])
        if cursor.fetchone() is None:
            return False
        name = quoted(connection.creation._get_test_db_name())
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {quoted(template())}")
    return True


def keep_copy() -> None:
    """Of the test database just made, before any test wrote to it. Processes that do so at once make the same file."""
    kept = kept_copy()
    if connection.vendor != "sqlite" or kept.exists():
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    for older in set(KEPT.glob("migrated-*.sqlite3")) - {kept}:  # another process may have made ours just now
        older.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(Path(folder, "copy"))])
        os.replace(Path(folder, "copy"), kept)


def make() -> None:
    """Migrate once, before the processes that copy it begin."""
    if connection.vendor == "postgresql":
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(template())}")
        connection.settings_dict["NAME"] = template()
    elif kept_copy().exists():
        return
    call_command("migrate", verbosity=0)
    keep_copy()
    connection.close()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    make()
