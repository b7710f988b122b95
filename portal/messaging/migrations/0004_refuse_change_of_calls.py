"""The database itself refuses to change notes of telephone calls."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_ladder")]
    operations = [refuse_change("messaging_callattempt", "notes of telephone calls are")]
