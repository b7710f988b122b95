"""Adds up what was sent on the days that were closed before 0002, from their sums."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    days = apps.get_model("reports", "DayFigures").objects.filter(on=OuterRef("on")).order_by().values("on")
    sums = {"sent": Sum(F("received") + F("received_otherwise") - F("passed_in")), "sent_after": Sum("sent_after")}
    found = {name: Coalesce(Subquery(days.annotate(number=number).values("number")), 0) for name, number in sums.items()}
    apps.get_model("reports", "ClosedDay").objects.update(**found)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_what_was_sent_each_day")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
