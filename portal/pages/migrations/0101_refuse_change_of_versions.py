"""The database itself refuses to change versions of a page."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("pages", "0002_refuse_change_of_versions")]
    dependencies = [("pages", "0100_tables")]
    operations = [refuse_change("pages_pageversion", "versions of a page are")]
