"""The slips an office gives: what each prints, and rendering it once. A5, NĐ 30/2020.

Source: TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP as in the domain reference §1.5. Times carry seconds: 15:00:00 is in time,
15:00:01 is not, and a slip that printed minutes only would contradict itself.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.fees import HANOI_CODE
from applications.models import Application, Slip, SlipKind
from applications.papers import slot_label
from applications.procedures import procedure_for
from applications.summary import residence_in_words
from portal.accounts.models import Role
from portal.documents.codes import qr_image
from portal.documents.heading import heading
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

TEMPLATES = {
    SlipKind.ACKNOWLEDGEMENT: "documents/slip_acknowledgement.html",
    SlipKind.SUPPLEMENT: "documents/slip_supplement.html",
    SlipKind.REFUSAL: "documents/slip_refusal.html",
    SlipKind.APOLOGY: "documents/slip_apology.html",
}
SYMBOLS = {
    SlipKind.ACKNOWLEDGEMENT: "TNHS",
    SlipKind.SUPPLEMENT: "HDHS",
    SlipKind.REFUSAL: "TCHS",
    SlipKind.APOLOGY: "PXL",
}


def render_slip(slip_id: int) -> StoredDocument | None:
    """Render an issued slip once; safe to run twice or at once. None for a proposal that nobody has signed.

    Printing happens outside the transaction: on SQLite a writer keeps everybody else waiting.
    """
    slip = Slip.objects.select_related("application", "office__parent", "signed_by", "drafted_by").get(pk=slip_id)
    if slip.document_id or slip.issued_at is None:
        return slip.document
    paper = slip_pdf(slip)
    with transaction.atomic():
        slip = Slip.objects.select_for_update().get(pk=slip_id)
        if slip.document_id is None:
            slip.document = StoredDocument.keep(paper, kind=slip.kind)
            slip.save()
    return slip.document


def unrendered_ids(limit: int = 200) -> list[int]:
    """Slips issued but not rendered, oldest first: what the sweep finds."""
    waiting = Slip.objects.filter(issued_at__isnull=False, document__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def slip_pdf(slip: Slip) -> bytes:
    context = slip_context(slip)
    title = f"{SlipKind(slip.kind).label} {context['code']}"
    return render_pdf(TEMPLATES[SlipKind(slip.kind)], context, title=title)


def slip_context(slip: Slip) -> dict:
    """Everything the slip prints, from the application as filed and the content frozen at issue."""
    application, day = slip.application, timezone.localdate(slip.issued_at)
    signer = slip.signed_by or slip.drafted_by
    return {
        "head": heading(slip.office, day, f"{slip.number:02d}/{SYMBOLS[SlipKind(slip.kind)]}-UBND"),
        "slip": slip,
        "application": application,
        "code": slip.content.get("code") or application.code,
        "desk": f"Bộ phận Tiếp nhận và Trả kết quả {slip.office.authority_name}",
        "procedure": procedure_for(application.procedure_code),
        "subject_line": _subject_line(application),
        "requester": application.answers.get("requester", {}),
        "residence": residence_in_words(application.answers.get("requester", {"province": HANOI_CODE})),
        "papers": [f"{slot_label(application, slot)} (bản chụp)" for slot in slip.content.get("slots", [])],
        "submitted": _frozen(slip, "submitted_at"),
        "received": _frozen(slip, "received_at"),
        "due": _frozen(slip, "due_at"),
        "reappointed": _frozen(slip, "reappointed_at"),
        "is_early": _is_early(slip),
        "issued": exact_moment(slip.issued_at),
        "by": signer.full_name,
        "signer_title": _title_lines(slip),
        "qr": qr_image(f"{settings.PUBLIC_URL}/tra-cuu/"),
        "is_demo": not settings.IS_PRODUCTION,
    }


def exact_moment(moment: datetime) -> str:
    """ "15 giờ 00 phút 01 giây, ngày 20/03/2026", local."""
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M} phút {local:%S} giây, ngày {local:%d/%m/%Y}"


def _subject_line(application: Application) -> str:
    kind = procedure_for(application.procedure_code).kind(application.kind)
    return f"Cấp {application.copies} bản sao {str(kind.label).lower().replace(' (bản sao)', '')}"


def _frozen(slip: Slip, name: str) -> str:
    """A moment as it stood when the slip was issued."""
    value = slip.content.get(name)
    return exact_moment(datetime.fromisoformat(value)) if value else ""


def _is_early(slip: Slip) -> bool:
    """Issued while the promise still ran: as soon as known, and at the latest at the due time."""
    due_at = slip.content.get("due_at")
    return bool(due_at) and slip.issued_at <= datetime.fromisoformat(due_at)


def _title_lines(slip: Slip) -> list[str]:
    if slip.signed_by is None:
        return []
    day = timezone.localdate(slip.issued_at)
    posting = slip.signed_by.postings.in_force_on(day).filter(office_id=slip.office_id, role=Role.OFFICE_LEADER).first()
    return posting.title_lines.splitlines() if posting else []
