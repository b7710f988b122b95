"""The database itself refuses to change moves of a linked part."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("linked", "0001_cases_parts_and_authorities")]
    operations = [refuse_change("linked_childmove", "moves of a linked part are")]
