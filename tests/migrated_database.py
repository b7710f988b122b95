"""The embedded test database, migrated once and copied from then on: half a minute less before the first test begins.

The copy is named for everything that makes it (every migration, the apps, Django), so a changed migration makes a new one.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import django
from django.apps import apps
from django.db import connection

KEPT = Path(__file__).parent.parent / "var/tests"


def kept_copy() -> Path:
    made_of = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        made_of.update(app.name.encode())
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            made_of.update(migration.name.encode() + migration.read_bytes())
    return KEPT / f"migrated-{made_of.hexdigest()[:16]}.sqlite3"


def begin_from_kept_copy(place: Path | None = None) -> bool:
    """Put the copy where this process will have its test database, or at `place`; whether there was one."""
    kept = kept_copy()
    if connection.vendor != "sqlite" or not kept.exists():
        return False
    shutil.copyfile(kept, place or connection.creation._get_test_db_name())
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
