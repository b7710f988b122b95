"""Rows of the history on the clock, found by when they fall due: what is overdue at an hour of a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0070_filed_with_help")]

    operations = [
        migrations.AddIndex(
            "statechange",
            models.Index(
                fields=["due_at"], condition=models.Q(to_state__in=["submitted", "received"]), name="change_falls_due"
            ),
        ),
    ]
