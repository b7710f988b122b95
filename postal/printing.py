"""The post desk's papers, printed by the worker from what was frozen: once, and kept byte for byte.

Printing happens outside the transaction that keeps a paper: on SQLite a writer keeps everybody else waiting.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from portal.documents.codes import carrier_code_image, code128_image
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf
from postal.fitting import NAME_LARGER, fitting_pt
from postal.labels import BOXES
from postal.models import HandOver, HandOverCorrection, LabelFormat, LabelSheet
from postal.records import clock_in_words

RECORD, RECORD_KIND = "documents/hand_over.html", "hand_over"
COUNTER, COUNTER_KIND = "documents/hand_over_counter.html", "hand_over_counter"
LABELS, LABELS_KIND = "documents/label.html", "labels"
MODULE_MM, CARRIER_MODULE_MM = 0.7, 0.5  # of the drawing; the style sheet scales both codes to their box


def render_record(hand_over_id: int) -> StoredDocument | None:
    """Render a closed batch's record once. Safe to run twice or at once: who comes second finds it and keeps it.

    Printing happens outside the transaction; a record that got a new edition meanwhile is left to the next run.
    """
    batch = HandOver.objects.get(pk=hand_over_id)
    if batch.document_id or batch.state == HandOver.State.OPEN:
        return batch.document
    printed, paper = batch.record, record_pdf(batch.record)
    with transaction.atomic():
        batch = HandOver.objects.select_for_update().get(pk=hand_over_id)
        if batch.document_id is None and batch.record == printed:
            batch.document = StoredDocument.keep(paper, kind=RECORD_KIND)
            batch.save()
    return batch.document


def record_pdf(record: dict) -> bytes:
    """The bytes of a frozen record."""
    edited_at = record.get("confirmed_at") or record.get("edited_at") or record["closed_at"]
    context = {
        "record": record,
        "code": code128_image(record["barcode"]),
        "digits": f"{record['barcode'][:6]} {record['barcode'][6:]}",
        "printed": clock_in_words(datetime.fromisoformat(edited_at)),
        "is_demo": not settings.IS_PRODUCTION,
    }
    return render_pdf(RECORD, context, title=f"Biên bản bàn giao số {record['number']}")


def render_correction(correction_id: int) -> StoredDocument:
    """Print a counter-record once for each state it is in. Safe to run twice or at once, as render_record()."""
    correction = HandOverCorrection.objects.select_related("document").get(pk=correction_id)
    if correction.document_id:
        return correction.document
    printed, paper = correction.record, correction_pdf(correction.record)
    with transaction.atomic():
        correction = HandOverCorrection.objects.select_for_update().get(pk=correction_id)
        if correction.document_id is None and correction.record == printed:
            correction.document = StoredDocument.keep(paper, kind=COUNTER_KIND)
            correction.save()
    return correction.document


def correction_pdf(record: dict) -> bytes:
    told_at = datetime.fromisoformat(record.get("confirmed_at") or record["made_at"])
    context = {"record": record, "printed": clock_in_words(told_at), "is_demo": not settings.IS_PRODUCTION}
    return render_pdf(COUNTER, context, title=f"Biên bản điều chỉnh số {record['number']}")


def unrendered_corrections(limit: int = 200) -> list[int]:
    waiting = HandOverCorrection.objects.filter(document__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def unrendered_records(limit: int = 200) -> list[int]:
    """Records closed but not rendered, oldest first: what the sweep finds."""
    waiting = HandOver.objects.filter(closed_at__isnull=False, document__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])


def render_sheet(sheet_id: int) -> StoredDocument:
    """Print a sheet of labels once. Safe to run twice or at once."""
    sheet = LabelSheet.objects.select_related("document").get(pk=sheet_id)
    if sheet.document_id:
        return sheet.document
    paper = labels_pdf(sheet.labels, sheet.format)
    with transaction.atomic():
        sheet = LabelSheet.objects.select_for_update(of=("self",)).select_related("document").get(pk=sheet_id)
        if sheet.document_id is None:
            sheet.document = StoredDocument.keep(paper, kind=LABELS_KIND)
            sheet.save()
    return sheet.document


def labels_pdf(labels: list[dict], paper: str = LabelFormat.STICKER) -> bytes:
    """One page for each envelope, in the order given, on the paper of a LabelFormat."""
    title = "Nhãn phong bì" if paper in {LabelFormat.STICKER, LabelFormat.A6} else "Phong bì"
    return render_pdf(LABELS, {"labels": [dressed(label, paper) for label in labels], "paper": paper}, title=title)


def dressed(label: dict, paper: str = LabelFormat.STICKER) -> dict:
    """With its bar codes, and letters as large as its box allows."""
    box, carrier = BOXES[paper], label.get("tracking_code", "")
    name = f"Người nhận: {label['name']}"
    size = fitting_pt(name, label["address"], width_mm=box.width_mm, height_mm=box.height_mm, largest_pt=box.largest_pt)
    return label | {
        "code": code128_image(label["number"], height_mm=12, module_mm=MODULE_MM),
        "carrier_code": carrier_code_image(carrier, height_mm=12, module_mm=CARRIER_MODULE_MM) if carrier else "",
        "name_size": f"{size * NAME_LARGER:.2f}pt",
        "address_size": f"{size:.2f}pt",
    }


def unrendered_sheets(limit: int = 200) -> list[int]:
    """Sheets asked for but not printed, oldest first: what the sweep finds."""
    waiting = LabelSheet.objects.filter(document__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
