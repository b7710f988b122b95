"""Dossiers whose accounts were opened before learn what these still claim."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def tell(apps, schema_editor) -> None:
    accounts = apps.get_model("postal", "Account").objects.filter(application=OuterRef("pk"))
    owed = {
        f"{charge}_owed_vnd": Subquery(accounts.filter(charge=charge).values("outstanding_vnd")[:1])
        for charge in ("fee", "postage")
    }
    apps.get_model("applications", "Application").objects.filter(accounts__isnull=False).update(**owed)


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0103_what_is_owed"),
        ("postal", "0103_refuse_change_of_a_confirmed_counter_record"),
    ]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
