"""The money's papers, printed by the worker from what was frozen: once, and kept byte for byte. As postal/printing.py."""

from django.conf import settings
from django.db import transaction

from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf
from postal.models import PaymentSlip, Remittance

REMITTANCE, REMITTANCE_KIND = "documents/remittance.html", "remittance"
PAYMENT, PAYMENT_KIND = "documents/payment.html", "payment_slip"


def render_remittance(remittance_id: int) -> StoredDocument:
    """Print a remittance slip once. Safe to run twice or at once."""
    return _render(Remittance, remittance_id, remittance_pdf, REMITTANCE_KIND)


def render_payment(slip_id: int) -> StoredDocument:
    """Print our acknowledgement of a payment once. Safe to run twice or at once."""
    return _render(PaymentSlip, slip_id, payment_pdf, PAYMENT_KIND)


def remittance_pdf(content: dict) -> bytes:
    """The bytes of a frozen slip."""
    context = {"slip": content, "is_demo": not settings.IS_PRODUCTION}
    return render_pdf(REMITTANCE, context, title=f"Bảng kê nộp tiền số {content['number']}")


def payment_pdf(content: dict) -> bytes:
    context = {"slip": content, "is_demo": not settings.IS_PRODUCTION}
    return render_pdf(PAYMENT, context, title=f"Biên nhận số {content['number']}")


def unrendered_remittances(limit: int = 200) -> list[int]:
    """Slips made but not printed, oldest first: what the sweep finds."""
    return list(Remittance.objects.filter(document__isnull=True).order_by("pk").values_list("pk", flat=True)[:limit])


def unrendered_payments(limit: int = 200) -> list[int]:
    return list(PaymentSlip.objects.filter(document__isnull=True).order_by("pk").values_list("pk", flat=True)[:limit])


def _render(model, pk: int, draw, kind: str) -> StoredDocument:
    row = model.objects.select_related("document").get(pk=pk)
    if row.document_id:
        return row.document
    paper = draw(row.content)
    with transaction.atomic():
        row = model.objects.select_for_update(of=("self",)).select_related("document").get(pk=pk)
        if row.document_id is None:
            row.document = StoredDocument.keep(paper, kind=kind)
            row.save()
    return row.document
