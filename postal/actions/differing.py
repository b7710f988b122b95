"""A difference between the record and the bag: told by the post before it confirms, resolved by a person of either side.

Source: QĐ 45/2016/QĐ-TTg Art. 9; TT 17/2017/TT-BTTTT Art. 5(1).
"""

from datetime import datetime

from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.text import clean
from postal.actions.confirming import check_receiver, refuse_parcel
from postal.actions.hand_overs import locked_hand_over
from postal.errors import ConfirmedAlready, DifferenceResolved, OnTheRecord, OutcomeNotFit, ReasonNeeded, UnknownParcel
from postal.models import HandOver, HandOverDifference, Parcel

Kind, Outcome = HandOverDifference.Kind, HandOverDifference.Outcome
OUTCOMES = {
    Kind.MISSING: (Outcome.FOUND, Outcome.GONE, Outcome.MISCOUNTED),
    Kind.EXTRA: (Outcome.GIVEN_BACK, Outcome.FOUND, Outcome.MISCOUNTED),
}


def tell_missing(hand_over_id: int, parcel_number: str, *, why: str, by: Actor, at: datetime) -> HandOverDifference:
    """An envelope of the record is not in the bag: it is left out, the record is drawn up anew, somebody has to look for it.

    Raises what refuse_parcel() raises.
    """
    why = clean(why)[:200] or "Có trong biên bản, không có trong túi"
    with transaction.atomic():
        batch = refuse_parcel(hand_over_id, parcel_number, why=f"Thiếu: {why}", by=by, at=at)
        parcel = Parcel.objects.get(number=parcel_number)
        return _tell(batch, Kind.MISSING, parcel_number, parcel, why, by=by, at=at)


def tell_extra(hand_over_id: int, typed: str, *, why: str, by: Actor, at: datetime) -> HandOverDifference:
    """An envelope lies in the bag that the record does not name; told twice, the same difference.

    Raises UnknownParcel (no number), OnTheRecord, ConfirmedAlready, NotClosedYet, NotYourPostOffice, SameSide.
    """
    words = clean(typed)
    number = ("".join(words.split()) if words.isascii() else words)[:40]  # a number in groups, or "không có nhãn"
    if not number:
        raise UnknownParcel("Nhập số trên nhãn của phong bì thừa; nhãn không đọc được thì ghi “không có nhãn”")
    with transaction.atomic():
        batch = locked_hand_over(hand_over_id)
        if batch.state == HandOver.State.CONFIRMED:
            raise ConfirmedAlready(batch.number)
        check_receiver(batch, by)
        parcel = Parcel.objects.filter(number=number, office=batch.office).first()
        if parcel and parcel.hand_over_id == batch.pk:
            raise OnTheRecord
        return _tell(
            batch, Kind.EXTRA, number, parcel, clean(why)[:200] or "Có trong túi, không có trong biên bản", by=by, at=at
        )


def resolve_difference(difference_id: int, *, outcome: str, reason: str, by: Actor, at: datetime) -> HandOverDifference:
    """What became of it. Raises DifferenceResolved, OutcomeNotFit, ReasonNeeded."""
    reason = clean(reason)[:300]
    with transaction.atomic():
        difference = (
            HandOverDifference.objects.select_for_update(of=("self",)).select_related("hand_over").get(pk=difference_id)
        )
        if difference.resolved_at:
            raise DifferenceResolved
        if outcome not in OUTCOMES[difference.kind]:
            raise OutcomeNotFit
        if not reason:
            raise ReasonNeeded
        difference.outcome, difference.reason = outcome, reason
        difference.resolved_by_id, difference.resolved_at = by.user_id, at
        difference.save()
        subject = f"hand_over:{difference.hand_over.number}"
        record("hand_over.difference_resolved", subject=subject, by=by, at=at, outcome=outcome, difference=difference.pk)
    return difference


def _tell(
    batch: HandOver, kind: str, number: str, parcel: Parcel | None, why: str, *, by: Actor, at: datetime
) -> HandOverDifference:
    told = {"parcel": parcel, "told": why, "told_by_id": by.user_id, "told_at": at}
    one, is_new = HandOverDifference.objects.get_or_create(hand_over=batch, kind=kind, number=number, defaults=told)
    if is_new:
        record("hand_over.differs", subject=f"hand_over:{batch.number}", by=by, at=at, kind=kind, difference=one.pk)
    return one
