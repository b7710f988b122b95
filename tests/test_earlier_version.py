"""A database from before all tables of an app were made in one step: brought to the end of those first, or refused."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.tables import EarlierVersion

pytestmark = pytest.mark.django_db
LAST = {"app": "postal", "name": "0063_when_an_entry_was_told"}


@pytest.fixture
def recorded():
    """What a database says of what it has been through: of one from before, nothing of the names that took others' place."""
    rows = MigrationRecorder(connection).migration_qs
    for (app, name), migration in MigrationLoader(connection).disk_migrations.items():
        if migration.replaces and name.startswith("010"):
            rows.filter(app=app, name=name).delete()
    return rows


def test_one_at_the_end_of_the_former_migrations_has_nothing_to_do(recorded):
    call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_one_before_their_end_is_refused_and_told_what_is_missing(recorded):
    recorded.filter(**LAST).delete()
    with pytest.raises(EarlierVersion, match=r"postal\.0063_when_an_entry_was_told"):
        call_command("migrate", verbosity=0)
