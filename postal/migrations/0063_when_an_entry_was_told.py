"""An entry of the ledger keeps when it was told, where that is later than the money was taken."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("postal", "0062_what_was_known_of_a_way")]

    operations = [migrations.AddField("ledgerentry", "arrived_at", models.DateTimeField(null=True, blank=True))]
