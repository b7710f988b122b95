"""An appointment keeps that its person was noted missing, or not noted at all, also where the person came later."""

from django.db import migrations, models
from django.db.models import F, Q

ABSENT = ["no_show", "unmarked"]


def fill(apps, schema_editor) -> None:
    """Of who came later it is in the evidence alone."""
    appointments = apps.get_model("visits", "Appointment").objects
    appointments.filter(state__in=ABSENT).update(absence=F("state"), absent_at=F("ended_at"))


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_appointments")]

    operations = [
        migrations.AddField(
            "appointment",
            "absence",
            models.CharField(
                blank=True, choices=[("no_show", "Không đến"), ("unmarked", "Không ghi nhận")], default="", max_length=8
            ),
            preserve_default=False,
        ),
        migrations.AddField("appointment", "absent_at", models.DateTimeField(null=True, blank=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            "appointment",
            models.CheckConstraint(
                condition=Q(absence="", absent_at__isnull=True) | Q(absence__in=ABSENT, absent_at__isnull=False),
                name="visit_absence_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            "appointment",
            models.CheckConstraint(condition=~Q(state__in=ABSENT) | Q(absence=F("state")), name="visit_keeps_its_absence"),
        ),
    ]
