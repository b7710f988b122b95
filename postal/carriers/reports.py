"""A carrier's reports, taken in any order and any number of times: the end is that of the order in which things happened.

Each report is kept once by the carrier's own id. What cannot be said yet (returned before any failure is known, delivered
before the hand-over was confirmed) waits for what came before it; what comes behind a later event only enters the history;
what cannot be true (delivered after it came back) waits for a person. Nothing is dropped.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.learned import told_late
from postal.actions import delivery
from postal.actions.events import locked_parcels, write_event
from postal.carriers.messages import Told
from postal.carriers.statuses import UNSAID_REASON, Meaning, label_of, meaning_of
from postal.errors import InvitedTooFew, NotTriedYet, PostalError, ReasonNeeded
from postal.models import Carrier, CarrierOrder, CarrierReport, HandOver, Parcel, ParcelState

Fate = CarrierReport.Fate
SKEW = timedelta(minutes=10)  # two clocks are never the same
PATIENCE = timedelta(hours=24)  # how long a report waits for one that must have come before it
SOURCE = "carrier"
_WAY_OF = {ParcelState.DELIVERED: "delivered", ParcelState.RETURNED: "returned"}


def take(carrier: Carrier, told: Told, *, at: datetime) -> CarrierReport:
    """Keep one report and do what it says. The same id again changes nothing and answers with what became of it."""
    try:
        with transaction.atomic():
            report = CarrierReport.objects.create(
                carrier=carrier,
                message_id=told.message_id,
                order_number=told.order_number,
                item_code=told.item_code,
                parcel=_parcel(carrier, told),
                status=told.status,
                occurred_at=told.at,
                reason=told.reason,
                collected_vnd=told.collected_vnd,
                received_by=told.received_by,
                received_at=at,
            )
            if report.parcel is None:
                _end(report, Fate.DISPUTED, "Bưu điện này không giữ phong bì có số này")
    except IntegrityError:
        return CarrierReport.objects.get(carrier=carrier, message_id=told.message_id)
    if report.parcel_id:
        settle(report.parcel_id, at=at)
        report.refresh_from_db()
    return report


def settle(parcel_id: int, *, at: datetime) -> None:
    """Do, in the order in which it happened, what the waiting reports of a parcel say. Safe to run twice."""
    with transaction.atomic(), told_late(at):
        locked_parcels().get(pk=parcel_id)  # one at a time
        waiting = list(CarrierReport.objects.filter(parcel_id=parcel_id, fate=Fate.WAITING).order_by("occurred_at", "pk"))
        has_moved = True
        while waiting and has_moved:
            has_moved = False
            for report in list(waiting):
                if _try(report, at=at):
                    waiting.remove(report)
                    has_moved = True
        for report in waiting:
            if at - report.received_at > PATIENCE:
                _end(report, Fate.DISPUTED, "Chờ quá 24 giờ mà chưa có tin phải đến trước")


def settle_waiting(*, at: datetime) -> int:
    """The sweep: parcels with reports that still wait. Returns how many were looked at."""
    parcels = (
        CarrierReport.objects.filter(fate=Fate.WAITING, parcel__isnull=False).values_list("parcel_id", flat=True).distinct()
    )
    for parcel_id in list(parcels[:500]):
        settle(parcel_id, at=at)
    return len(parcels)


def close_dispute(report_id: int, *, why: str, by: Actor, at: datetime) -> CarrierReport:
    """A person has looked into it and says what was found. Raises ReasonNeeded."""
    if not why.strip():
        raise ReasonNeeded
    with transaction.atomic():
        report = CarrierReport.objects.select_for_update().get(pk=report_id)
        if report.fate == Fate.DISPUTED:
            report.settled_by_id, report.settled_at = by.user_id, at
            _end(report, Fate.SETTLED, why.strip()[:300])
            record("carrier_report.settled", subject=f"carrier_report:{report.pk}", by=by, at=at, status=report.status)
    return report


def _parcel(carrier: Carrier, told: Told) -> Parcel | None:
    """Only what this post office holds or held; by our order, our number, or the number of the sticker."""
    order = CarrierOrder.objects.filter(carrier=carrier, number=told.order_number).select_related("parcel").first()
    if order:
        return order.parcel
    named = Q()
    if told.order_number:
        named |= Q(number=told.order_number)
    if told.item_code:
        named |= Q(tracking_number=told.item_code)
    if not named:
        return None
    closed = {HandOver.State.CLOSED, HandOver.State.CONFIRMED}
    held = {"hand_over__post_office_id": carrier.post_office_id, "hand_over__state__in": closed}
    return Parcel.objects.envelopes().filter(named, **held).first()


def _try(report: CarrierReport, *, at: datetime) -> bool:
    """Whether the report has found its end."""
    parcel = locked_parcels().get(pk=report.parcel_id)
    batch = parcel.hand_over
    if batch is None or batch.state != HandOver.State.CONFIRMED:
        return False
    if report.occurred_at > at + SKEW:
        return _end(report, Fate.DISPUTED, "Thời điểm báo nằm ở tương lai")
    meaning = meaning_of(report.status)
    if meaning == Meaning.NEWS:
        _write(report, parcel, "in_transit", note=label_of(report.status))
        return _end(report, Fate.TAKEN)
    if report.occurred_at < batch.confirmed_at - SKEW:
        return _late(report, parcel, meaning)
    if parcel.state in _WAY_OF:
        return _after_the_end(report, parcel, meaning)
    try:
        with transaction.atomic():
            _do(report, parcel, meaning)
    except (NotTriedYet, InvitedTooFew):
        return False  # what came before it may still be on its way
    except PostalError as fault:
        return _end(report, Fate.DISPUTED, str(fault))
    return _end(report, Fate.TAKEN)


def _do(report: CarrierReport, parcel: Parcel, meaning: Meaning) -> None:
    by = Actor(role="system", office_id=parcel.hand_over.post_office_id)
    moment = max(report.occurred_at, parcel.hand_over.confirmed_at)
    told = {"key": _key(report), "by": by, "at": moment, "source": SOURCE}
    if meaning == Meaning.DELIVERED:
        is_said = report.collected_vnd is not None
        collected = report.collected_vnd if is_said else parcel.collect_vnd
        note = "Theo hệ thống bưu điện" if is_said else "Hệ thống bưu điện không báo số tiền; ghi theo số phải thu"
        who = report.received_by or parcel.recipient_name
        delivery.deliver(parcel.pk, collected_vnd=collected, received_by=who, note=note, **told)
    elif meaning == Meaning.FAILED:
        delivery.fail(parcel.pk, reason=report.reason or UNSAID_REASON, note="Theo hệ thống bưu điện", **told)
    else:
        delivery.return_to_office(parcel.pk, note="Theo hệ thống bưu điện", **told)


def _after_the_end(report: CarrierReport, parcel: Parcel, meaning: Meaning) -> bool:
    """The parcel has been delivered or has come back: said again, said late, or said wrongly."""
    end = parcel.events.filter(kind=_WAY_OF[parcel.state]).last()
    if meaning == _WAY_OF[parcel.state]:
        return _end(report, Fate.LATE, "Đã ghi từ trước")
    if report.occurred_at <= end.at and meaning == Meaning.FAILED:
        return _late(report, parcel, meaning)
    where = parcel.get_state_display()
    return _end(report, Fate.DISPUTED, f"Bưu điện báo “{label_of(report.status)}” trong khi phong bì đang ở “{where}”")


def _late(report: CarrierReport, parcel: Parcel, meaning: Meaning) -> bool:
    """History only: nothing moves back. A failed try counts as one whenever we hear of it."""
    if meaning == Meaning.FAILED:
        _write(report, parcel, "failed", reason=report.reason or UNSAID_REASON, note="Theo hệ thống bưu điện")
    else:
        _write(report, parcel, "in_transit", note=f"{label_of(report.status)} (báo muộn)")
    return _end(report, Fate.LATE)


def _write(report: CarrierReport, parcel: Parcel, kind: str, **told) -> None:
    by = Actor(role="system", office_id=report.carrier.post_office_id)
    write_event(parcel, kind, key=_key(report), by=by, at=report.occurred_at, source=SOURCE, **told)


def _key(report: CarrierReport) -> str:
    return f"carrier:{report.pk}"


def _end(report: CarrierReport, fate: Fate, why: str = "") -> bool:
    report.fate, report.why = fate, why[:300]
    report.save()
    return True
