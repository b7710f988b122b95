"""Who helped at the desk, and when the person had read and confirmed what was filed for him.

SQLite cannot make this table anew, because the triggers of the terms (0051) name it: there the check comes with its column.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

CHECK = models.CheckConstraint(
    condition=Q(helped_by__isnull=True) | Q(channel="desk") & (Q(state="draft") | Q(confirmed_at__isnull=False)),
    name="helped_was_confirmed",
)
ADD = """
ALTER TABLE applications_application ADD COLUMN confirmed_at {moment} NULL CONSTRAINT helped_was_confirmed
CHECK (helped_by_id IS NULL OR (channel = 'desk' AND (state = 'draft' OR confirmed_at IS NOT NULL)))"""


def add(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(ADD.format(moment="timestamp with time zone" if is_postgresql else "datetime"), params=None)


def remove(apps, schema_editor):
    """SQLite lets no column go that a check names: there it stays, unused, until the whole table is made anew."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE applications_application DROP COLUMN confirmed_at", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0053_verification_takes_longer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="helped_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddField(
                    model_name="application",
                    name="confirmed_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddConstraint(model_name="application", constraint=CHECK),
            ],
            database_operations=[migrations.RunPython(add, remove)],
        ),
    ]
