"""When a person last did something with each dossier filed before that was kept on its row."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    Application = apps.get_model("applications", "Application")
    StateChange = apps.get_model("applications", "StateChange")
    newest = StateChange.objects.filter(application=OuterRef("pk")).exclude(role="system").order_by("-id").values("at")[:1]
    filed = Application.objects.exclude(state="draft").filter(last_event_at__isnull=True)
    filed.update(last_event_at=Coalesce(Subquery(newest), F("submitted_at")))


class Migration(migrations.Migration):

    dependencies = [("applications", "0011_last_event")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
