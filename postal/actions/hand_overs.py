"""A batch: opened, filled by scanning, closed with a record. From then on only the other side acts (confirming.py).

Source: QĐ 45/2016/QĐ-TTg Art. 7(3), 9; TT 17/2017/TT-BTTTT Art. 5.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from applications.states import State
from civil_registry.models import CopyState
from civil_registry.print_runs import must_scan_back, sheets_not_back
from portal.accounts.actors import Actor
from portal.accounts.models import Posting, Role, User
from portal.audit.trail import record
from portal.background import nudge
from portal.documents.models import next_number
from portal.offices.models import Office
from postal.actions.events import code_of, local_clock, locked_by_label, locked_parcels, write_event
from postal.actions.parcels import next_barcode
from postal.errors import (
    CopyCancelled,
    HandOverNotOpen,
    InAnotherEnvelope,
    NoPostalAgreement,
    NotForThePost,
    NothingScanned,
    NotInThisHandOver,
    NotScannedBack,
    NotSigned,
    OfAnotherOffice,
    ScannedAlready,
    UnknownParcel,
)
from postal.models import TO_DECIDE, HandOver, Parcel, ParcelEvent, PostalAgreement
from postal.records import build_record

MAY_LEAVE = {State.ISSUED, State.RETURNED_TO_OFFICE}
BARCODE_DIGITS = 12


def agreement_of(office: Office, day: date) -> PostalAgreement | None:
    """The agreement in force on a local day; the youngest where there are several."""
    agreements = PostalAgreement.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), office=office, signed_on__lte=day
    )
    return agreements.select_related("post_office").order_by("-signed_on", "-pk").first()


def couriers_of(post_office: Office, day: date) -> list[User]:
    """Postal workers posted there on a local day, by name."""
    posted = Posting.objects.in_force_on(day).filter(office=post_office, role=Role.POSTAL_WORKER).values("user_id")
    return list(User.objects.filter(pk__in=posted, is_active=True).order_by("full_name"))


def couriers_of_agreement(agreement: PostalAgreement, day: date) -> list[User]:
    """Who may collect: those named, else every worker of the post office."""
    workers = couriers_of(agreement.post_office, day)
    named = set(agreement.couriers.values_list("pk", flat=True))
    return [user for user in workers if user.pk in named] if named else workers


def open_hand_over(office: Office, *, by: Actor, at: datetime, courier_id: int | None = None) -> HandOver:
    """A new batch for the office's post office; while the person's last one is still empty, a double tap gives that one.

    Raises NoPostalAgreement.
    """
    day = timezone.localdate(at)
    agreement = agreement_of(office, day)
    if agreement is None:
        raise NoPostalAgreement
    with transaction.atomic():
        PostalAgreement.objects.select_for_update().get(pk=agreement.pk)  # one at a time
        empty = HandOver.objects.filter(office=office, state=HandOver.State.OPEN, opened_by_id=by.user_id, parcels__isnull=True)
        if unused := empty.first():
            return unused
        serial = next_number(f"hand_over:{office.pk}:{day:%y%m%d}")
        batch = HandOver.objects.create(
            number=f"BG-{office.code}-{day:%y%m%d}-{serial:02d}",
            barcode=next_barcode(at),
            office=office,
            post_office=agreement.post_office,
            courier_id=courier_id,
            opened_by_id=by.user_id,
            opened_at=at,
        )
        record("hand_over.opened", subject=f"hand_over:{batch.number}", by=by, at=at)
    return batch


def scan(hand_over_id: int, typed: str, *, by: Actor, at: datetime, key: str = "") -> Parcel:
    """Put one envelope into an open batch by the number on its label; sent again with the same key it counts once.

    Raises NotInThisHandOver (sent again after it was taken out), UnknownParcel, OfAnotherOffice, ScannedAlready,
    NotSigned, CopyCancelled, NotScannedBack, NotForThePost, HandOverNotOpen.
    """
    number = _digits(typed)
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state != HandOver.State.OPEN:
            raise HandOverNotOpen(batch.number)
        if key and (known := _scanned_with(key, number)):
            return _still_in(batch, known)
        envelope = _envelope_to_scan(number, batch, at)
        for one in envelope:
            one.hand_over, one.scanned_at = batch, at
            one.save()
        parcel = envelope[0]
        write_event(parcel, "scanned", key=f"scanned:{key or at.isoformat()}", by=by, at=at, note=batch.number)
    return parcel


def take_out(hand_over_id: int, parcel_number: str, *, by: Actor, at: datetime) -> Parcel:
    """Take an envelope out of a batch that is still open. Raises NotInThisHandOver, HandOverNotOpen."""
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state != HandOver.State.OPEN:
            raise HandOverNotOpen(batch.number)
        parcel = leave_batch(batch, parcel_number)
        write_event(parcel, "unscanned", key=f"unscanned:{at.isoformat()}", by=by, at=at, note=batch.number)
    return parcel


def close(hand_over_id: int, *, by: Actor, at: datetime) -> HandOver:
    """Number the record and freeze everything it prints. Closing twice changes nothing. Raises NothingScanned."""
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state != HandOver.State.OPEN:
            return batch
        if not batch.parcels.exists():
            raise NothingScanned
        batch.close(at=at, by_id=by.user_id)
        batch.record_number = next_number(f"hand_over_record:{batch.office_id}:{timezone.localdate(at).year}")
        batch.record = build_record(batch, at=at)
        batch.save()
        record("hand_over.closed", subject=f"hand_over:{batch.number}", by=by, at=at, parcels=len(batch.record["items"]))
        nudge("postal.tasks.render_record", batch.pk)
    return batch


def locked_hand_over(hand_over_id: int) -> HandOver:
    batches = HandOver.objects.select_for_update(of=("self",)).select_related("office__parent", "post_office")
    return batches.get(pk=hand_over_id)


def leave_batch(batch: HandOver, parcel_number: str) -> Parcel:
    """The envelope waits again. Raises NotInThisHandOver."""
    envelope = locked_by_label(parcel_number)
    if not envelope or envelope[0].joined_to_id or envelope[0].hand_over_id != batch.pk:
        raise NotInThisHandOver
    for one in envelope:
        one.hand_over = one.scanned_at = None
        one.save()
    return envelope[0]


def _scanned_with(key: str, number: str) -> Parcel | None:
    event = ParcelEvent.objects.filter(idempotency_key=f"{number}:scanned:{key}"[:80])
    return locked_parcels().filter(number=number, events__in=event).first()


def _still_in(batch: HandOver, parcel: Parcel) -> Parcel:
    if parcel.hand_over_id != batch.pk:
        raise NotInThisHandOver
    return parcel


def _digits(typed: str) -> str:
    number = "".join(typed.split()).replace(".", "").replace("-", "")
    if not number:
        raise UnknownParcel("Quét mã vạch trên phong bì hoặc gõ 12 chữ số dưới mã vạch")
    if not (number.isascii() and number.isdigit()):
        raise UnknownParcel("Mã trên phong bì chỉ gồm chữ số. Quét mã vạch trên nhãn, không quét tem của bưu điện")
    if len(number) != BARCODE_DIGITS:
        raise UnknownParcel(f"Mã trên phong bì phải đủ 12 chữ số, đang có {len(number)}")
    return number


def _envelope_to_scan(number: str, batch: HandOver, at: datetime) -> list[Parcel]:
    """What lies in the envelope under lock, or why it may not go into this batch."""
    envelope = locked_by_label(number)
    if not envelope:
        raise UnknownParcel(f"Không có hồ sơ với mã {number}. Kiểm tra nhãn hoặc gõ lại 12 chữ số")
    if envelope[0].office_id != batch.office_id:
        raise OfAnotherOffice(envelope[0].office.name_in_sentence)
    if shared := envelope[0].joined_to:
        raise InAnotherEnvelope(shared.number)
    _check_not_in_a_batch(envelope[0], batch)
    for one in envelope:
        _check_may_leave(one, batch, at)
    return envelope


def _check_may_leave(parcel: Parcel, batch: HandOver, at: datetime) -> None:
    application, code = parcel.application, code_of(parcel.application)
    if application.extract.state == CopyState.CANCELLED:
        raise CopyCancelled(code)
    if application.extract.state != CopyState.SIGNED:
        raise NotSigned(code)
    if must_scan_back(batch.office_id, timezone.localdate(at)) and (missing := sheets_not_back(application.extract)):
        raise NotScannedBack(code, missing)
    if application.state not in MAY_LEAVE:
        raise NotForThePost(f"Hồ sơ {code} đang ở trạng thái “{State(application.state).label}”, không bàn giao bưu điện")


def _check_not_in_a_batch(parcel: Parcel, batch: HandOver) -> None:
    if parcel.hand_over_id == batch.pk and parcel.scanned_at:
        raise ScannedAlready(f"Mã này đã quét lúc {local_clock(parcel.scanned_at)}")
    if parcel.state in TO_DECIDE:
        raise NotForThePost("Bưu điện đã trả lại phong bì này. Quyết định gửi lại ở trang Bưu gửi cần xử lý rồi quét lại")
    if parcel.hand_over_id and parcel.hand_over.state == HandOver.State.OPEN:
        raise ScannedAlready(f"Phong bì đang ở đợt {parcel.hand_over.number}. Bỏ ra khỏi đợt đó rồi quét lại")
    if parcel.hand_over_id:
        raise ScannedAlready(f"Phong bì đã bàn giao trong đợt {parcel.hand_over.number}")
