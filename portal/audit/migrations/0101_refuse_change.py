"""The database itself refuses to change evidence."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("audit", "0002_refuse_change")]
    dependencies = [("audit", "0100_tables")]
    operations = [refuse_change("audit_entry", "audit entries are")]
