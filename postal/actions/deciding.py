"""What the office decides about an envelope that came back or got lost. Each decision is kept with its reason and its maker.

Source: QĐ 45/2016/QĐ-TTg Art. 12(4), 14; TT 17/2017/TT-BTTTT Art. 5(2)(h).
"""

from datetime import datetime

from django.db import transaction
from django_fsm import TransitionNotAllowed

from applications import actions as applications
from applications.errors import ChangedMeanwhile, PaperVoid
from portal.accounts.actors import Actor
from portal.text import clean
from postal.actions.collecting import waive
from postal.actions.events import locked_envelope, write_event
from postal.errors import NoSuchDecision, ParcelBlocked, ReasonNeeded
from postal.models import Parcel, ParcelDecision
from postal.positions import Charge

Choice, Payer = ParcelDecision.Choice, ParcelDecision.Payer


def decide(parcel_id: int, choice: str, *, reason: str, by: Actor, at: datetime, payer: str = "") -> Parcel:
    """Send it again (`payer` bears the new postage), invite its recipient to the desk, keep it, or replace what was lost.

    Raises ReasonNeeded, NoSuchDecision (its state does not allow it), ParcelBlocked (the dossier moved on).
    """
    reason = clean(reason)[:300]
    if not reason or choice not in Choice.values or (choice == Choice.SEND_AGAIN) != (payer in Payer.values):
        raise ReasonNeeded
    with transaction.atomic():
        envelope = locked_envelope(parcel_id)
        parcel = envelope[0]
        before = parcel.get_state_display()
        if Parcel.objects.filter(application_id=parcel.application_id, pk__gt=parcel.pk).exists():
            raise NoSuchDecision(before)  # another envelope carries the paper that took the place of this one's
        try:
            for one in envelope:
                _do(one, choice, payer, reason=reason, by=by, at=at)
        except TransitionNotAllowed as fault:
            raise NoSuchDecision(before) from fault
        except (ChangedMeanwhile, PaperVoid) as fault:
            raise ParcelBlocked(parcel.application.code) from fault
        for one in envelope:
            one.save()
        made = ParcelDecision.objects.create(parcel=parcel, choice=choice, payer=payer, reason=reason, by_id=by.user_id, at=at)
        write_event(parcel, "decided", key=f"decided:{made.pk}", by=by, at=at, note=made.get_choice_display())
    return parcel


def _do(parcel: Parcel, choice: str, payer: str, *, reason: str, by: Actor, at: datetime) -> None:
    if choice == Choice.SEND_AGAIN:
        parcel.send_again()
        if payer != Payer.RECIPIENT and parcel.postage_vnd:
            told = {"charge": Charge.POSTAGE, "amount_vnd": parcel.postage_vnd, "reason": reason}
            waive(parcel.application_id, **told, key=f"send_again:{parcel.number}", by=by, at=at)
            parcel.postage_vnd = 0
    elif choice == Choice.DESK:
        parcel.bring_to_desk()
        applications.invite_to_collect(parcel.application_id, reason=reason, by=by, at=at)
    elif choice == Choice.REPLACE:
        parcel.replace()
        is_original = parcel.application.extract.is_original
        follow = applications.reprint_lost if is_original else applications.note_replacement
        follow(parcel.application_id, reason=reason, by=by, at=at)
    else:
        parcel.keep()
        applications.keep_result(parcel.application_id, reason=reason, by=by, at=at)
