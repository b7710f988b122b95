"""Every change of a fee, a price, a limit or how fees are collected gives the database the stamp processes know it by."""

from django.db import migrations

from portal.offices.stamping import stamp_changes_of

TABLES = (
    "applications_feepolicy",
    "applications_feewaiver",
    "applications_postagetariff",
    "applications_deadlinepolicy",
    "applications_feecollection",
)


class Migration(migrations.Migration):
    replaces = [
        ("applications", "0017_stamp_of_terms"),
        ("applications", "0020_stamp_of_collection"),
    ]
    dependencies = [("applications", "0100_tables"), ("offices", "0102_calendar_stamp")]
    operations = [stamp_changes_of(*TABLES)]
