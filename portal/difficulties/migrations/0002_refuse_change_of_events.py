"""The database itself refuses to change events of a difficulty."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("difficulties", "0001_difficulties")]
    operations = [refuse_change("difficulties_difficultyevent", "events of a difficulty are")]
