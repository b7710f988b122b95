"""The database itself refuses to change events of a reflection."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("reflections", "0002_refuse_change_of_events")]
    dependencies = [("reflections", "0100_tables")]
    operations = [refuse_change("reflections_reflectionevent", "events of a reflection are")]
