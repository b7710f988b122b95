"""What each move writes is indexed once: by a wider index that begins with the same column, or by one of the rows that have it."""

import django.db.models.deletion
from django.db import migrations, models

CHANGE, PAPER = "applications_statechange", "applications_filedpaper"


def dropped(table, column, name):
    """By name: on SQLite an altered column would make the whole table anew."""
    return f"DROP INDEX IF EXISTS {name}", f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})"


class Migration(migrations.Migration):
    dependencies = [("applications", "0072_marital_status_as_a_kind")]
    operations = [
        migrations.RunSQL(
            *dropped(CHANGE, "application_id", "applications_statechange_application_id_6f3d310b"),
            state_operations=[
                migrations.AlterField(
                    "statechange",
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="history",
                        to="applications.application",
                    ),
                )
            ],
        ),
        migrations.RunSQL(
            *dropped(CHANGE, "dossier_office_id", "applications_statechange_dossier_office_id_aa29d0b4"),
            state_operations=[
                migrations.AlterField(
                    "statechange",
                    "dossier_office",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                )
            ],
        ),
        migrations.RunSQL(
            *dropped(CHANGE, "left_office_id", "applications_statechange_left_office_id_9924e3d9"),
            state_operations=[
                migrations.AlterField(
                    "statechange",
                    "left_office",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                )
            ],
        ),
        migrations.RunSQL(
            *dropped(PAPER, "application_id", "applications_filedpaper_application_id_0e3db1bd"),
            state_operations=[
                migrations.AlterField(
                    "filedpaper",
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filed_papers",
                        to="applications.application",
                    ),
                )
            ],
        ),
    ]
