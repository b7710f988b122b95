"""What waits for a leader's signature in one office, by time left: extracts sent for signature, refusals and apologies."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from applications.chips import deadline_chip
from applications.models import SIGNED_BY_THE_HEAD, Application, Correction, Slip, SlipKind
from civil_registry.form_store import form_of
from civil_registry.models import CopyState
from portal.marks import Chip
from portal.offices.models import Office

LETTERS = {SlipKind.REFUSAL: "Từ chối giải quyết", SlipKind.APOLOGY: "Xin lỗi, hẹn lại"}
BY_THE_CLOCK = "hệ thống, khi quá hạn"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One paper to sign. `slip_id` is set for a letter; nobody drafted what the clock did."""

    application: Application
    chip: Chip
    by: str
    drafter_id: int | None
    slip_id: int | None = None
    paper: str = ""  # what is signed, in words
    is_refusal: bool = False
    is_form_uncertain: bool = False  # chưa đối chiếu mẫu
    correction_id: int | None = None  # a wrong copy and what takes its place

    @property
    def route(self) -> str:
        """The page on which it is signed; `argument` is what its address names."""
        return "desk:letter" if self.slip_id else "desk:correction" if self.correction_id else "desk:sign"

    @property
    def argument(self) -> int | str:
        return self.slip_id or self.correction_id or self.application.code

    @property
    def is_extract(self) -> bool:
        """May be signed together with others."""
        return self.route == "desk:sign"


def waiting_for(office: Office, now: datetime) -> list[Waiting]:
    """Three queries, whatever waits."""
    extracts = [_extract(application, now) for application in extracts_waiting(office).select_related("extract__drafted_by")]
    letters = [
        Waiting(
            slip.application,
            chip_of(slip.application, now),
            slip.drafted_by.full_name if slip.drafted_by else BY_THE_CLOCK,
            slip.drafted_by_id,
            slip.pk,
            LETTERS[SlipKind(slip.kind)],
            slip.kind == SlipKind.REFUSAL,
        )
        for slip in letters_waiting(office).select_related("application", "drafted_by")
    ]
    corrections = [
        Waiting(
            correction.application,
            Chip("warn", "exclamation-triangle-fill", "Sửa bản đã cấp"),
            correction.proposed_by.full_name,
            correction.proposed_by_id,
            paper="Hủy bản sai, cấp lại",
            correction_id=correction.pk,
        )
        for correction in corrections_waiting(office).select_related("application", "proposed_by")
    ]
    return sorted([*extracts, *letters, *corrections], key=lambda waiting: (waiting.application.due_at, waiting.application.pk))


def _extract(application: Application, now: datetime) -> Waiting:
    form, copy = form_of(application.extract), application.extract
    what = (
        f"{form.title.capitalize()}, bản chính" if form.is_original else f"Trích lục {application.get_kind_display().lower()}"
    )
    return Waiting(
        application,
        chip_of(application, now),
        copy.drafted_by.full_name,
        copy.drafted_by_id,
        paper=f"{what} · {copy.quantity} bản",
        is_form_uncertain=form.needs_review,
    )


def extracts_waiting(office: Office) -> QuerySet[Application]:
    waiting = Application.objects.filter(office=office, runs_out_at__isnull=False)
    return waiting.filter(extract__state=CopyState.AWAITING_SIGNATURE).order_by("runs_out_at", "id")


def neighbours(waiting: list[Waiting], application: Application) -> tuple[Waiting | None, Waiting | None]:
    """The papers before and after this dossier's extract, in the order of the tray; None where there is none."""
    places = [at for at, one in enumerate(waiting) if one.application.pk == application.pk and one.is_extract]
    if not places:
        return None, waiting[0] if waiting else None
    at = places[0]
    return (waiting[at - 1] if at else None), (waiting[at + 1] if at + 1 < len(waiting) else None)


def letters_waiting(office: Office) -> QuerySet[Slip]:
    return Slip.objects.filter(
        office=office,
        kind__in=SIGNED_BY_THE_HEAD,
        issued_at__isnull=True,
        declined_at__isnull=True,
        application__runs_out_at__isnull=False,
    )


def corrections_waiting(office: Office) -> QuerySet[Correction]:
    return Correction.objects.filter(office=office, decided_at__isnull=True)


def chip_of(application: Application, now: datetime) -> Chip:
    return deadline_chip(
        state=application.state,
        due_at=application.due_at,
        due_on=application.due_on,
        resolved_at=None,
        now=now,
        reappointed_at=application.reappointed_at,
    )
