"""The database itself refuses to change versions of a page."""

from django.db import migrations

from portal.audit.refusing import refuse_change


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_pages_of_the_department")]
    operations = [refuse_change("pages_pageversion", "versions of a page are")]
