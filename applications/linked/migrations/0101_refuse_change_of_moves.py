"""The database itself refuses to change moves of a linked part."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    replaces = [("linked", "0002_refuse_change_of_moves")]
    dependencies = [("linked", "0100_tables")]
    operations = [refuse_change("linked_childmove", "moves of a linked part are")]
