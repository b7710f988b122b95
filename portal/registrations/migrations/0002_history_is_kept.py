"""The database itself refuses to change the history of rights."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("registrations", "0001_lists_proposals_links_rounds")]
    operations = [refuse_change("registrations_accesschange", "the history of rights is", name="access_change")]
