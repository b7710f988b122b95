"""The database itself refuses to change notes of telephone calls."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("messaging", "0004_refuse_change_of_calls")]
    dependencies = [("messaging", "0100_tables")]
    operations = [refuse_change("messaging_callattempt", "notes of telephone calls are")]
