"""The index by actor and moment begins with the actor: one of the actor alone is written for nothing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NAME = "audit_entry_actor_id_57c4b003"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_refuse_change"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        # By name: on SQLite an altered column would make the table anew, without the trigger that refuses change.
        migrations.RunSQL(
            f"DROP INDEX IF EXISTS {NAME}",
            f"CREATE INDEX IF NOT EXISTS {NAME} ON audit_entry (actor_id)",
            state_operations=[
                migrations.AlterField(
                    "entry",
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                )
            ],
        )
    ]
