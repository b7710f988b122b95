"""Every decision to open or close a service at an office gives the database the stamp processes know it by."""

from django.db import migrations

from portal.offices.stamping import stamp_changes_of


class Migration(migrations.Migration):
    replaces = [("offices", "0030_stamp_of_open_services")]
    dependencies = [("offices", "0102_calendar_stamp")]
    operations = [stamp_changes_of("offices_serviceactivation")]
