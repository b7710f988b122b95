"""What the commands of the portal share: one that asks the database says what to type where that is not prepared."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


class NotPrepared(CommandError):
    """Tables or columns of this version are missing."""

    def __init__(self) -> None:
        super().__init__("The database is not prepared. Type: bin/run, or .venv/bin/python manage.py prepare")


class DatabaseCommand(BaseCommand):
    def execute(self, *args, **options) -> str | None:
        """As Django's; raises NotPrepared where a query failed and migrations are missing."""
        try:
            return super().execute(*args, **options)
        except DatabaseError as fault:
            if _is_prepared():
                raise
            raise NotPrepared from fault


def _is_prepared() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
