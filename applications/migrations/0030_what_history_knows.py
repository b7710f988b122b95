"""What the figures depend on, on every row of the history. Empty until 0031 has filled it; 0032 then asks for it."""

import django.db.models.deletion
from django.db import migrations, models

CHANNELS = [("online", "Trực tuyến"), ("desk", "Trực tiếp"), ("post", "Bưu chính")]


class Migration(migrations.Migration):
    dependencies = [("applications", "0020_stamp_of_collection"), ("offices", "0005_calendar_stamp")]

    operations = [
        migrations.AddField("application", "channel", models.CharField(choices=CHANNELS, default="online", max_length=8)),
        migrations.AddField("statechange", "known_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "statechange",
            "dossier_office",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"),
        ),
        migrations.AddField("statechange", "kind", models.CharField(max_length=30, default="")),
        migrations.AddField("statechange", "procedure_code", models.CharField(max_length=20, default="")),
        migrations.AddField("statechange", "channel", models.CharField(choices=CHANNELS, default="online", max_length=8)),
        migrations.AddField("statechange", "promised_on", models.DateField(null=True)),
        migrations.AddField("statechange", "due_at", models.DateTimeField(null=True)),
        migrations.AddField("statechange", "copies", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("statechange", "fee_vnd", models.PositiveIntegerField(default=0)),
        migrations.AddField("statechange", "fee_paid_vnd", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "statechange",
            "left_office",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"),
        ),
        migrations.AddField("statechange", "left_promised_on", models.DateField(null=True)),
        migrations.AddField("statechange", "worked_minutes", models.PositiveIntegerField(null=True)),
        migrations.AddField("statechange", "delivery_days", models.PositiveSmallIntegerField(null=True)),
    ]
