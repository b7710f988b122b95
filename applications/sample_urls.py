"""Values with which the addresses of applications open: taken from the rows there are. See portal/routes.py."""

from applications.models import Application, Attachment, Correction, FeePolicy, FiledPaper, PrintedBook, Slip, SlipKind
from applications.procedures import procedure_for
from applications.services import SERVICES
from applications.states import State
from applications.urls_filing import DRAFT_ROUTES
from portal.accounts.models import Absence
from portal.messaging.models import Call, Letter
from portal.offices.models import CalendarVersion, CalendarYear
from portal.offices.reference import EXTRACT_COPY
from portal.population.models import LookUp
from portal.routes import Samples


def a_draft() -> str | None:
    return Application.objects.filter(state=State.DRAFT).values_list("ref", flat=True).first()


def a_registration_begun() -> str | None:
    """A draft whose pages come from the file of its procedure."""
    others = Application.objects.filter(state=State.DRAFT).exclude(procedure_code=EXTRACT_COPY)
    return others.values_list("ref", flat=True).first()


def a_page_of_it() -> str | None:
    ref = a_registration_begun()
    procedure = procedure_for(Application.objects.get(ref=ref).procedure_code) if ref else None
    return next((step.code for step in procedure.steps if step.questions), None) if procedure else None


def a_filed_one() -> str | None:
    return Application.objects.exclude(state=State.DRAFT).values_list("ref", flat=True).first()


def a_received_one() -> str | None:
    return Application.objects.filter(dossier_code__isnull=False).values_list("dossier_code", flat=True).first()


def an_attachment() -> int | None:
    return Attachment.objects.values_list("pk", flat=True).first()


def of_the_attachment() -> str | None:
    return Attachment.objects.values_list("application__ref", flat=True).first()


def a_calendar_version() -> int | None:
    return CalendarVersion.objects.values_list("number", flat=True).first()


def an_office_with_dossiers() -> int | None:
    return Application.objects.filter(office__isnull=False).values_list("office_id", flat=True).first()


def a_slip() -> int | None:
    return Slip.objects.values_list("pk", flat=True).first()


def a_book() -> int | None:
    return PrintedBook.objects.values_list("pk", flat=True).first()


def one_with_a_paper() -> str | None:
    """Waiting for signature where there is one, else any with a copy drawn up."""
    drawn_up = Application.objects.filter(extract__isnull=False, dossier_code__isnull=False)
    return drawn_up.order_by("extract__state").values_list("dossier_code", flat=True).first()


def an_absence() -> int | None:
    return Absence.objects.filter(cancelled_at__isnull=True).values_list("pk", flat=True).last()


def a_proposed_refusal() -> int | None:
    waiting = Slip.objects.filter(kind=SlipKind.REFUSAL, issued_at__isnull=True, declined_at__isnull=True)
    return waiting.values_list("pk", flat=True).first()


def a_correction() -> int | None:
    return Correction.objects.values_list("pk", flat=True).last()


def one_issued() -> str | None:
    return Application.objects.filter(extract__state="signed").values_list("dossier_code", flat=True).first()


def a_look_up() -> int | None:
    return LookUp.objects.order_by("pk").values_list("pk", flat=True).first()


def a_fee() -> int | None:
    return FeePolicy.objects.values_list("pk", flat=True).last()


def a_decided_year() -> int | None:
    return CalendarYear.objects.values_list("year", flat=True).last()


def _supplemented():
    return FiledPaper.objects.filter(filing__gt=0).order_by("pk")


SAMPLES: Samples = {
    "ref": a_filed_one,
    "code": a_received_one,
    "dossier_code": a_received_one,
    "attachment_id": an_attachment,
    "reports:calendar_change/number": a_calendar_version,
    "reports:recount/number": a_calendar_version,
    "reports:dossiers/name": lambda: "received",
    "reports:together_behind/name": lambda: "booked",
    "reports:remind/office_id": an_office_with_dossiers,
    "slip_id": a_slip,
    "correction_id": a_correction,
    "desk:cancel_copy/code": one_issued,
    "desk:propose_correction/code": one_issued,
    "absence_id": an_absence,
    "book_id": a_book,
    "call_id": lambda: Call.objects.values_list("pk", flat=True).last(),
    "letter_id": lambda: Letter.objects.values_list("pk", flat=True).last(),
    "look_up_id": a_look_up,
    "kind": lambda: "birth",
    "slot": lambda: "id_front",
    "desk:sign/code": one_with_a_paper,
    "desk:preview/code": one_with_a_paper,
    "desk:draft/code": one_with_a_paper,
    "desk:preview_note/code": one_with_a_paper,
    "desk:draft_pdf/code": one_with_a_paper,
    "desk:letter/slip_id": a_proposed_refusal,
    "desk:letter_draft/slip_id": a_proposed_refusal,
    "applications:supplement_receipt/ref": lambda: _supplemented().values_list("application__ref", flat=True).first(),
    "applications:supplement_receipt/filing": lambda: _supplemented().values_list("filing", flat=True).first(),
    "applications:supplement_file/number": lambda: 1,
    "applications:attachment/ref": of_the_attachment,
    "applications:thumbnail/ref": of_the_attachment,
    "reports:add_term/kind": lambda: "phi",
    "reports:end_term/kind": lambda: "phi",
    "reports:end_term/pk": a_fee,
    "reports:take_back_term/kind": lambda: "phi",
    "reports:take_back_term/pk": a_fee,
    "public:service/slug": lambda: SERVICES[0].slug,
    "applications:begin/slug": lambda: "dang-ky-khai-sinh",
    "applications:questions/step": a_page_of_it,
    "public:procedure/slug": lambda: "dang-ky-khai-sinh",
    "public:calendar/year": a_decided_year,
    "public:questions/slug": lambda: SERVICES[0].slug,
} | {f"applications:{name}/ref": a_draft for name in (*DRAFT_ROUTES, "papers", "add_paper", "remove_paper")}
SAMPLES["applications:questions/ref"] = a_registration_begun
