"""All tables of an app in one step of a migration: Django draws the models of a state anew after each step that changes it."""

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.recorder import MigrationRecorder


class CreateModels(Operation):
    """`models`: each CreateModel comes after those that it refers to."""

    category = OperationCategory.ADDITION
    atomic = True

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label, state) -> None:
        state.__dict__.pop("apps", None)  # drawn before the first of them: else drawn again for each, with all it is related to
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create models {', '.join(model.name for model in self.models)}"


class EarlierVersion(CommandError):
    """The database stands before the last of the migrations that are one step now."""


def refuse_earlier_version(*, using: str, **_sent) -> None:
    """Before anything is migrated: Django would leave such a database as it is and say that all is done.

    Raises EarlierVersion.
    """
    applied = set(MigrationRecorder(connections[using]).applied_migrations())
    for (app, name), migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.items():
        missing = set(migration.replaces) - applied
        if migration.replaces and missing and applied.intersection(migration.replaces):
            told = ", ".join(sorted(f"{of}.{old}" for of, old in missing))
            raise EarlierVersion(f"{app}.{name} needs {told}: first migrate with commit ddc98d0 (docs/deploy.md).")
