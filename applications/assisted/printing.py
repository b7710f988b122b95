"""Printing the sheet to read again, "Bản để đọc lại": the answers as they were asked, and where the person signs."""

from applications.assisted.actions import keep_reading_sheet
from applications.assisted.models import Reading, Way
from portal.documents.render import render_pdf

SWEPT_AT_ONCE = 50


def render_reading(reading_id: int) -> None:
    """Print once; safe to run twice, and where the draft has gone. Printing happens outside the transaction."""
    reading = Reading.objects.select_related("application__office").filter(pk=reading_id, document__isnull=True).first()
    if reading is not None:
        keep_reading_sheet(reading.pk, reading_pdf(reading))


def unrendered_ids(limit: int = SWEPT_AT_ONCE) -> list[int]:
    """Sheets asked for but not printed, oldest first: what the sweep finds."""
    waiting = Reading.objects.filter(way=Way.PAPER, document__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def reading_pdf(reading: Reading) -> bytes:
    context = {"reading": reading, "application": reading.application, "content": reading.content}
    return render_pdf("documents/reading.html", context, title=f"Bản để đọc lại {reading.application.ref}")
