"""What was sent on each closed day in the whole city; 0003 adds it up for the days that are closed already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_sums_of_days_and_months")]

    operations = [
        migrations.AddField("closedday", "sent", models.PositiveIntegerField(default=0)),
        migrations.AddField("closedday", "sent_after", models.PositiveIntegerField(default=0)),
    ]
