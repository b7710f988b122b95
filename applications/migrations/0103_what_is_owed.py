"""What the open accounts of a dossier still claim, where its citizen and the desk read it. May be empty: no table is made anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0102_terms_never_overlap")]
    operations = [
        migrations.AddField("application", "fee_owed_vnd", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AddField("application", "postage_owed_vnd", models.PositiveIntegerField(blank=True, null=True)),
    ]
