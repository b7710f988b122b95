"""A hand-over keeps the post's limit of that way: sent again, the parcel has another."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill_present_ways(apps, schema_editor) -> None:
    """Of ways that ended in being sent again the limit is not known any more."""
    events, parcels = apps.get_model("postal", "ParcelEvent").objects, apps.get_model("postal", "Parcel").objects
    limit = parcels.filter(pk=OuterRef("parcel"), hand_over__number=OuterRef("note")).values("deliver_by_on")
    events.filter(kind="handed_over").update(deliver_by_on=Subquery(limit[:1]))


class Migration(migrations.Migration):
    dependencies = [("postal", "0061_paid_straight_to_the_office")]

    operations = [
        migrations.AddField("parcelevent", "deliver_by_on", models.DateField(null=True, blank=True)),
        migrations.AddIndex("parcelevent", models.Index(fields=["kind", "at"], name="parcel_event_of_kind")),
        migrations.RunPython(fill_present_ways, migrations.RunPython.noop),
    ]
