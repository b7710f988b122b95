"""The slips an office gives: what each prints, and rendering it once. A5, NĐ 30/2020.

Source: TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP as in the domain reference §1.5. Times carry seconds: 15:00:00 is in time,
15:00:01 is not, and a slip that printed minutes only would contradict itself.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from applications.fees import HANOI_CODE
from applications.limits import Limit
from applications.models import Application, Slip, SlipKind
from applications.papers import slot_label
from applications.policies import policy_for
from applications.procedures import procedure_for
from applications.summary import residence_in_words
from portal.accounts.models import Role
from portal.days import local_day
from portal.documents.codes import qr_image
from portal.documents.heading import heading
from portal.documents.models import StoredDocument
from portal.documents.render import render_pdf

TEMPLATES = {
    SlipKind.ACKNOWLEDGEMENT: "documents/slip_acknowledgement.html",
    SlipKind.SUPPLEMENT: "documents/slip_supplement.html",
    SlipKind.REFUSAL: "documents/slip_refusal.html",
    SlipKind.APOLOGY: "documents/slip_apology.html",
    SlipKind.STOP: "documents/slip_stop.html",
    SlipKind.CONTROL: "documents/slip_control.html",
}
SYMBOLS = {
    SlipKind.ACKNOWLEDGEMENT: "TNHS",
    SlipKind.SUPPLEMENT: "HDHS",
    SlipKind.REFUSAL: "TCHS",
    SlipKind.APOLOGY: "PXL",
    SlipKind.STOP: "TBDHS",
    SlipKind.CONTROL: "PKS",
}


def render_slip(slip_id: int) -> StoredDocument | None:
    """Render an issued slip once; safe to run twice or at once. None for a proposal that nobody has signed."""
    slip = _with_all_it_prints(slip_id)
    return _keep(slip, "document") if slip.issued_at else None


def render_draft(slip_id: int) -> StoredDocument | None:
    """Render what waits for the leader's signature, once for each time it was drafted. None once he has decided."""
    slip = _with_all_it_prints(slip_id)
    return None if slip.issued_at or slip.declined_at else _keep(slip, "draft")


def unrendered_ids(limit: int = 200) -> list[int]:
    """Slips issued but not rendered, oldest first: what the sweep finds."""
    waiting = Slip.objects.filter(issued_at__isnull=False, document__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def unrendered_draft_ids(limit: int = 200) -> list[int]:
    """Drafts not rendered, oldest first: of a bad day there are many, so they come after what was issued."""
    waiting = Slip.objects.filter(issued_at__isnull=True, declined_at__isnull=True, draft__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def _with_all_it_prints(slip_id: int) -> Slip:
    related = ("application", "office__parent", "signed_by", "drafted_by", "draft", "document")
    return Slip.objects.select_related(*related).get(pk=slip_id)


def _keep(slip: Slip, column: str) -> StoredDocument:
    """Print outside the transaction (on SQLite a writer keeps everybody else waiting), keep what is still of this drafting."""
    if kept := getattr(slip, column):
        return kept
    paper, drafted = slip_pdf(slip), (slip.drafted_at, slip.office_id)
    with transaction.atomic():
        slip = Slip.objects.select_for_update().get(pk=slip.pk)
        if getattr(slip, column) is None and (slip.drafted_at, slip.office_id) == drafted:
            setattr(slip, column, StoredDocument.keep(paper, kind=slip.kind))
            slip.save(update_fields=[column])
    return getattr(slip, column)


def slip_pdf(slip: Slip) -> bytes:
    context = slip_context(slip)
    title = f"{SlipKind(slip.kind).label} {context['code']}"
    return render_pdf(TEMPLATES[SlipKind(slip.kind)], context, title=title)


def slip_context(slip: Slip) -> dict:
    """Everything the slip prints, from the application as filed and the content frozen at issue; of a draft, as drafted."""
    application, at = slip.application, slip.issued_at or slip.drafted_at
    is_draft = slip.issued_at is None
    signer = slip.signed_by if is_draft else slip.signed_by or slip.drafted_by
    number = "……" if is_draft else f"{slip.number:02d}"
    return {
        "head": heading(slip.office, timezone.localdate(at), f"{number}/{SYMBOLS[SlipKind(slip.kind)]}-UBND"),
        "is_draft": is_draft,
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
        "limit": _limit_in_words(application),
        "reappointed": _frozen(slip, "reappointed_at"),
        "is_early": _is_early(slip),
        "issued": exact_moment(at),
        "by": signer.full_name if signer else "",
        "signer_title": _title_lines(slip),
        "qr": qr_image(f"{settings.PUBLIC_URL}/tra-cuu/"),
        "is_demo": not settings.IS_PRODUCTION,
    }


def exact_moment(moment: datetime) -> str:
    """ "15 giờ 00 phút 01 giây, ngày 20/03/2026", local."""
    local = timezone.localtime(moment)
    return f"{local:%H} giờ {local:%M} phút {local:%S} giây, ngày {local:%d/%m/%Y}"


def _subject_line(application: Application) -> str:
    procedure = procedure_for(application.procedure_code)
    if procedure.writing:
        return str(procedure.name)
    kind = procedure.kind(application.kind)
    return f"Cấp {application.copies} bản sao {str(kind.label).lower().replace(' (bản sao)', '')}"


def _limit_in_words(application: Application) -> str:
    """How long the dossier may take at most, by the limit in force when its clock began."""
    policy = policy_for(application.limit_code, local_day(application.clock_from or application.submitted_at))
    match policy.limit:
        case Limit.WORKING_DAYS:
            return f"{policy.amount} ngày làm việc"
        case Limit.WORKING_HOURS:
            return f"{policy.amount} giờ làm việc"
    return f"trong ngày làm việc; nhận sau {policy.cutoff.hour} giờ thì trong ngày làm việc tiếp theo"


def _frozen(slip: Slip, name: str) -> str:
    """A moment as it stood when the slip was issued."""
    value = slip.content.get(name)
    return exact_moment(datetime.fromisoformat(value)) if value else ""


def _is_early(slip: Slip) -> bool:
    """Issued while the promise still ran: as soon as known, and at the latest at the due time."""
    due_at = slip.content.get("due_at")
    return bool(due_at) and (slip.issued_at or slip.drafted_at) <= datetime.fromisoformat(due_at)


def _title_lines(slip: Slip) -> list[str]:
    if slip.signed_by is None:
        return []
    day = timezone.localdate(slip.issued_at)
    posting = slip.signed_by.postings.in_force_on(day).filter(office_id=slip.office_id, role=Role.OFFICE_LEADER).first()
    return posting.title_lines.splitlines() if posting else []
