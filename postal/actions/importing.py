"""Bringing in the post's file of outcomes: every row is its own transaction; a refused row stops no other."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.learned import told_late
from postal.actions import delivery
from postal.actions.events import is_repeated
from postal.carriers.files import table_of
from postal.errors import OutOfTime, PostalError
from postal.models import Carrier, HandOver, Parcel
from postal.outcomes import Outcome, RowRefused, checked, rows_of


@dataclass(slots=True)
class ImportReport:
    """What became of the rows: counts, and the refused ones as (line, sentence)."""

    accepted: int = 0
    repeated: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_outcomes(content: bytes, *, by: Actor, at: datetime) -> ImportReport:
    """Read a CSV of this post office's outcomes (columns: postal/outcomes.py, or as its carrier names them). The same file
    twice changes nothing.

    `at` is now: nothing may be reported from the future. Raises FileUnreadable before the first row is taken.
    """
    report = ImportReport()
    table = table_of(Carrier.objects.filter(post_office_id=by.office_id).first())
    for line, cells in list(rows_of(content, table)):
        try:
            outcome = checked(line, cells)
            parcel = _parcel(outcome, by)
            if is_repeated(parcel, outcome.key):
                report.repeated += 1
                continue
            with told_late(at):
                _tell(parcel, outcome, by=by, now=at)
            report.accepted += 1
        except (RowRefused, PostalError) as fault:
            report.refused.append((line, str(fault)))
    counts = {"accepted": report.accepted, "repeated": report.repeated, "refused": len(report.refused)}
    record("outcomes.imported", subject=f"office:{by.office_id}", by=by, at=at, **counts)
    return report


def _parcel(outcome: Outcome, by: Actor) -> Parcel:
    """Only parcels that this post office holds; another's look unknown."""
    own = Parcel.objects.envelopes().filter(hand_over__post_office_id=by.office_id, hand_over__state=HandOver.State.CONFIRMED)
    named = Q(number=outcome.number) if outcome.number else Q(tracking_number=outcome.tracking)
    parcel = own.filter(named).first()
    if parcel is None:
        raise RowRefused("Bưu điện này không giữ phong bì có số này")
    if outcome.number and outcome.tracking and parcel.tracking_number not in {"", outcome.tracking}:
        raise RowRefused("Số phong bì và số hiệu bưu gửi không cùng một phong bì")
    return parcel


def _tell(parcel: Parcel, outcome: Outcome, *, by: Actor, now: datetime) -> None:
    if outcome.at > now:
        raise OutOfTime("Thời điểm này ở tương lai. Xem lại ngày, giờ")
    told = {"key": outcome.key, "by": by, "at": outcome.at, "note": outcome.note, "source": "csv"}
    if outcome.verb == "deliver":
        delivery.deliver(parcel.pk, collected_vnd=outcome.collected_vnd, received_by=outcome.received_by, **told)
    elif outcome.verb == "fail":
        delivery.fail(parcel.pk, reason=outcome.reason, **told)
    else:
        delivery.return_to_office(parcel.pk, **told)
