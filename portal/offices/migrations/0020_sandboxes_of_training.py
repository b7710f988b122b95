"""Offices where people train beside the real ones."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("offices", "0005_calendar_stamp")]

    operations = [
        migrations.AddField("office", "is_training", models.BooleanField(default=False)),
        migrations.AddIndex(
            "office", models.Index(fields=["id"], condition=Q(is_training=True), name="office_sandboxes")
        ),
        migrations.AddConstraint(
            "office",
            models.CheckConstraint(
                condition=Q(is_training=False) | Q(parent__isnull=False), name="sandbox_stands_beside_a_unit"
            ),
        ),
    ]
