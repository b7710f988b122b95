"""The database itself refuses to change the history of rights."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("registrations", "0002_history_is_kept")]
    dependencies = [("registrations", "0100_tables")]
    operations = [refuse_change("registrations_accesschange", "the history of rights is", name="access_change")]
