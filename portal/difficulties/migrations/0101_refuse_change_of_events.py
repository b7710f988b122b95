"""The database itself refuses to change events of a difficulty."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("difficulties", "0002_refuse_change_of_events")]
    dependencies = [("difficulties", "0100_tables")]
    operations = [refuse_change("difficulties_difficultyevent", "events of a difficulty are")]
