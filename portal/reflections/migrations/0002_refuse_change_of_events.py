"""The database itself refuses to change events of a reflection."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("reflections", "0001_reflections")]
    operations = [refuse_change("reflections_reflectionevent", "events of a reflection are")]
