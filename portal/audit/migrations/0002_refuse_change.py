"""The database itself refuses to change evidence."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [refuse_change("audit_entry", "audit entries are")]
