"""What waits for a leader's signature in one office, by time left: extracts sent for signature and refusals proposed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from applications.chips import deadline_chip
from applications.models import Application, Slip, SlipKind
from civil_registry.models import CopyState, ExtractCopy
from portal.marks import Chip
from portal.offices.models import Office


@dataclass(frozen=True, slots=True)
class Waiting:
    """One paper to sign. `slip_id` is set for a refusal."""

    application: Application
    chip: Chip
    by: str
    drafter_id: int
    slip_id: int | None = None


def waiting_for(office: Office, now: datetime) -> list[Waiting]:
    """Two queries, whatever waits."""
    extracts = [
        Waiting(
            application,
            _chip(application, now),
            application.extract.drafted_by.full_name,
            application.extract.drafted_by_id,
        )
        for application in extracts_waiting(office).select_related("extract__drafted_by")
    ]
    refusals = [
        Waiting(slip.application, _chip(slip.application, now), slip.drafted_by.full_name, slip.drafted_by_id, slip.pk)
        for slip in refusals_waiting(office).select_related("application", "drafted_by")
    ]
    return sorted([*extracts, *refusals], key=lambda waiting: (waiting.application.due_at, waiting.application.pk))


def number_waiting(office: Office) -> int:
    """How many papers the tray holds, in two counts that begin at what waits."""
    copies = ExtractCopy.objects.filter(
        office=office, state=CopyState.AWAITING_SIGNATURE, application__office=office, application__runs_out_at__isnull=False
    )
    return copies.count() + refusals_waiting(office).count()


def extracts_waiting(office: Office) -> QuerySet[Application]:
    waiting = Application.objects.filter(office=office, runs_out_at__isnull=False)
    return waiting.filter(extract__state=CopyState.AWAITING_SIGNATURE).order_by("runs_out_at", "id")


def refusals_waiting(office: Office) -> QuerySet[Slip]:
    return Slip.objects.filter(
        office=office,
        kind=SlipKind.REFUSAL,
        issued_at__isnull=True,
        declined_at__isnull=True,
        application__runs_out_at__isnull=False,
    )


def _chip(application: Application, now: datetime) -> Chip:
    return deadline_chip(
        state=application.state, due_at=application.due_at, due_on=application.due_on, resolved_at=None, now=now
    )
