"""The other side of a batch: the postal worker confirms in his own account, or refuses single envelopes first.

Two confirmations for every movement: seed 1; QĐ 45/2016/QĐ-TTg Art. 9; TT 17/2017/TT-BTTTT Art. 5(1).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from applications import actions as applications
from applications.errors import ChangedMeanwhile
from civil_registry.models import CopyState
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.text import clean
from postal.actions.events import code_of, locked_parcels, write_event
from postal.actions.hand_overs import agreement_of, leave_batch, locked_hand_over
from postal.carriers.orders import announce
from postal.errors import (
    ConfirmedAlready,
    NotClosedYet,
    NothingScanned,
    NotNamedToCollect,
    NotYourPostOffice,
    ParcelBlocked,
    ReasonNeeded,
    SameSide,
)
from postal.models import HandOver, Parcel
from postal.records import note_confirmation, refuse_item
from postal.transit import deliver_by


def confirm(hand_over_id: int, *, by: Actor, at: datetime) -> HandOver:
    """All envelopes of a closed batch now belong to the post, and their dossiers are handed over with them.

    Confirming twice changes nothing. Raises NotClosedYet, NotYourPostOffice, SameSide, NotNamedToCollect, NothingScanned,
    ParcelBlocked.
    """
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state == HandOver.State.CONFIRMED and batch.post_office_id == by.office_id:
            return batch
        check_receiver(batch, by)
        parcels = list(locked_parcels().select_related("joined_to").filter(hand_over=batch).order_by("pk"))
        if not parcels:
            raise NothingScanned
        for parcel in parcels:
            _hand_over(parcel, batch, by=by, at=at)
        batch.confirm(at=at, by_id=by.user_id)
        note_confirmation(batch, by_id=by.user_id, at=at)
        batch.save()
        envelopes = [parcel for parcel in parcels if parcel.joined_to_id is None]
        announce(batch, envelopes, at=at)
        record("hand_over.confirmed", subject=f"hand_over:{batch.number}", by=by, at=at, parcels=len(envelopes))
        nudge("postal.tasks.render_record", batch.pk)
    return batch


def refuse_parcel(hand_over_id: int, parcel_number: str, *, why: str, by: Actor, at: datetime) -> HandOver:
    """Leave one envelope out before confirming; the record is drawn up anew, with the reason.

    Raises ReasonNeeded, NotInThisHandOver, ConfirmedAlready, NotClosedYet, NotYourPostOffice, SameSide.
    """
    why = clean(why)
    if not why:
        raise ReasonNeeded
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state == HandOver.State.CONFIRMED:
            raise ConfirmedAlready(batch.number)
        check_receiver(batch, by)
        parcel = leave_batch(batch, parcel_number)
        refuse_item(batch, parcel, why=why[:200], at=at)
        batch.save()
        write_event(parcel, "refused", key=f"refused:{batch.number}", by=by, at=at, note=why[:300])
        nudge("postal.tasks.render_record", batch.pk)
    return batch


def check_receiver(batch: HandOver, by: Actor) -> None:
    """Raises NotYourPostOffice, NotClosedYet, SameSide."""
    if batch.post_office_id != by.office_id:
        raise NotYourPostOffice
    if batch.state == HandOver.State.OPEN:
        raise NotClosedYet(batch.number)
    if batch.closed_by_id == by.user_id:
        raise SameSide
    agreement = agreement_of(batch.office, timezone.localdate(batch.opened_at))
    named = set(agreement.couriers.values_list("pk", flat=True)) if agreement else set()
    if named and by.user_id not in named:
        raise NotNamedToCollect


def _hand_over(parcel: Parcel, batch: HandOver, *, by: Actor, at: datetime) -> None:
    application = parcel.application
    if application.extract.state != CopyState.SIGNED:
        raise ParcelBlocked(code_of(application))
    if application.reissued_at and parcel.scanned_at < application.reissued_at:  # the wrong paper lies in it
        raise ParcelBlocked(code_of(application))
    parcel.hand_over_to_post()
    parcel.deliver_by_on = deliver_by(application, parcel.office, taken_at=at)
    parcel.save()
    envelope = parcel.joined_to or parcel
    if envelope is parcel:
        told = {"note": batch.number, "deliver_by_on": parcel.deliver_by_on}
        write_event(parcel, "handed_over", key=f"handed_over:{batch.number}", by=by, at=at, **told)
    try:
        applications.hand_to_post(application.pk, tracking_number=envelope.tracking_number, by=by, at=at)
    except ChangedMeanwhile as fault:
        raise ParcelBlocked(code_of(application)) from fault
