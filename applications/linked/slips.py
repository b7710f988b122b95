"""The record of a hand-over on paper, printed by the worker from what was frozen: once, and kept byte for byte."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.linked.models import HandOverSlip
from portal.documents.heading import heading
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf
from portal.offices.models import Office

TEMPLATE, KIND = "documents/linked_hand_over.html", "linked_hand_over"


def render(slip_id: int) -> StoredDocument:
    """Render a slip once. Safe to run twice or at once: who comes second finds it and keeps it."""
    slip = HandOverSlip.objects.select_related("document", "child__case__application__office__parent").get(pk=slip_id)
    if slip.document_id:
        return slip.document
    paper = record_pdf(slip.content, slip.child.case.application.office)
    with transaction.atomic():
        slip = HandOverSlip.objects.select_for_update(of=("self",)).get(pk=slip_id)
        if slip.document_id is None:
            slip.document = StoredDocument.keep(paper, kind=KIND)
            slip.save()
    return slip.document


def record_pdf(content: dict, office: Office) -> bytes:
    """The bytes of a frozen record of that commune."""
    made_at = timezone.localtime(datetime.fromisoformat(content["at"]))
    number = f"{content['number']}/{content['attempt']}"
    context = {
        "record": content,
        "head": heading(office, date(made_at.year, made_at.month, made_at.day), number),
        "office": office.authority_name,
        "moment": f"{made_at:%H} giờ {made_at:%M} phút, ngày {made_at:%d} tháng {made_at.month} năm {made_at:%Y}",
        "is_demo": not settings.IS_PRODUCTION,
    }
    return render_pdf(TEMPLATE, context, title=f"Biên bản giao nhận hồ sơ liên thông {number}")


def unrendered_ids(limit: int = 200) -> list[int]:
    waiting = HandOverSlip.objects.filter(document__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
