"""Receipt and request form of every application filed before these papers were kept; the sweep prints them in small batches.

Of an application supplemented since, the first promise is known by its day only.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import migrations

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
BATCH = 500


def papers_of(application, filings, FiledPaper):
    """One declaration, and one receipt for each time something was filed."""
    yield FiledPaper(application=application, kind="declaration", filing=0, filed_at=application.submitted_at)
    for number, change in enumerate(filings):
        is_last = number == len(filings) - 1
        told = change.detail.get("due_at")
        due_on = application.due_on if is_last or not told else datetime.fromisoformat(told).astimezone(HANOI).date()
        items = application.answers.get("supplement", {}).get("items", []) if number and is_last else []
        content = {
            "dossier_code": application.dossier_code if number else None,
            "due_on": due_on.isoformat(),
            "due_why": application.due_why if is_last else [],
            "supplement": items,
        }
        yield FiledPaper(application=application, kind="receipt", filing=number, filed_at=change.at, content=content)


def write_papers(apps, schema_editor):
    Application = apps.get_model("applications", "Application")
    StateChange = apps.get_model("applications", "StateChange")
    FiledPaper = apps.get_model("applications", "FiledPaper")
    made = []
    for application in Application.objects.exclude(state="draft").iterator(chunk_size=BATCH):
        filings = StateChange.objects.filter(application=application, verb__in=["submit", "resubmit"]).order_by("id")
        made += papers_of(application, list(filings), FiledPaper)
        if len(made) >= BATCH:
            FiledPaper.objects.bulk_create(made, ignore_conflicts=True)
            made = []
    FiledPaper.objects.bulk_create(made, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("applications", "0005_filed_papers")]

    operations = [migrations.RunPython(write_papers, migrations.RunPython.noop)]
