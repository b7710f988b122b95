"""What the postal worker tells of an envelope: delivered with money, not delivered, returned. Each report counts once.

Source: QĐ 45/2016/QĐ-TTg Art. 9-11; TT 17/2017/TT-BTTTT Art. 5(2); NĐ 87/2020/NĐ-CP Art. 12(4) (paid on receipt).
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from applications import actions as applications
from applications.errors import ChangedMeanwhile
from portal.accounts.actors import Actor
from portal.offices.calendar import calendar_for
from portal.templatetags.portal import vnd
from portal.text import clean
from postal.actions.collecting import ask_what_is_left, collect
from postal.actions.events import is_repeated, locked_envelope, write_event
from postal.errors import InvitedTooFew, MoneyDiffers, NotTriedYet, OutOfTime, ParcelBlocked, ParcelMoved, ReasonNeeded
from postal.invitations import CANNOT_BE_INVITED, NEEDED, counted, next_invitation
from postal.models import FailureReason, Parcel, ParcelEvent, ParcelState

Envelope = list[Parcel]  # its dossiers, the one that names it first


def deliver(
    parcel_id: int,
    *,
    collected_vnd: int,
    received_by: str,
    key: str,
    by: Actor,
    at: datetime,
    note: str = "",
    source: str = "phone",
    receipt_number: str = "",
) -> Parcel:
    """The envelope is in the recipient's hands and paid: the application is closed, the money is in the ledger.

    `at` is when it happened, also where it was written on a lost line and told later (portal/learned.py).
    Raises MoneyDiffers (another sum than due, without a note), ReasonNeeded, OutOfTime, ParcelMoved, ParcelBlocked.
    """
    received_by, note = clean(received_by)[:200], clean(note)[:300]
    if not received_by:
        raise ReasonNeeded

    def move(envelope: Envelope) -> None:
        due = sum(parcel.own_vnd for parcel in envelope)
        if collected_vnd != due and not note:
            raise MoneyDiffers(vnd(due))
        shares = shared_out(collected_vnd, envelope)
        for parcel, share in zip(envelope, shares, strict=True):
            parcel.deliver(at=at)
            applications.deliver(parcel.application_id, by=by, at=at, collected_vnd=share)
        for parcel, share in zip(envelope, shares, strict=True):
            receipt = receipt_number if parcel is envelope[0] else ""  # the next ones of the pad follow it
            cash = {"amount_vnd": share, "receipt_number": receipt, "told": note}
            collect(parcel.pk, **cash, by=by, at=at, key=key, source=source)

    told = {"collected_vnd": collected_vnd, "received_by": received_by, "note": note}
    return _report(parcel_id, "delivered", move, key=key, by=by, at=at, source=source, told=told)


def fail(
    parcel_id: int,
    *,
    reason: str,
    key: str,
    by: Actor,
    at: datetime,
    note: str = "",
    source: str = "phone",
) -> Parcel:
    """A try without success; the citizen is told why. Raises ReasonNeeded, OutOfTime, ParcelMoved, ParcelBlocked."""
    if reason not in FailureReason.values:
        raise ReasonNeeded

    def move(envelope: Envelope) -> None:
        for parcel in envelope:
            parcel.fail()
            applications.note_failed_delivery(parcel.application_id, reason=FailureReason(reason).label, by=by, at=at)

    told = {"reason": reason, "note": clean(note)[:300]}
    return _report(parcel_id, "failed", move, key=key, by=by, at=at, source=source, told=told)


def return_to_office(
    parcel_id: int,
    *,
    key: str,
    by: Actor,
    at: datetime,
    note: str = "",
    source: str = "phone",
) -> Parcel:
    """Brought back to the office, only after the invitations the law asks for.

    Raises NotTriedYet, InvitedTooFew, OutOfTime, ParcelMoved, ParcelBlocked. Source: TT 17/2017/TT-BTTTT Art. 5(2)(h).
    """

    def move(envelope: Envelope) -> None:
        first = envelope[0]
        if first.state == ParcelState.HANDED_OVER:
            raise NotTriedYet
        if first.state == ParcelState.FAILED:  # else its transition refuses: it has moved on
            check_invited(first)
        last = first.events.filter(kind="failed").last()
        why = f"Bưu điện chuyển hoàn: {last.get_reason_display().lower()}." if last else "Bưu điện chuyển hoàn."
        for parcel in envelope:
            parcel.return_to_office()
            applications.return_to_office(parcel.application_id, reason=why, by=by, at=at)

    told = {"note": clean(note)[:300]}
    return _report(parcel_id, "returned", move, key=key, by=by, at=at, source=source, told=told)


def lose(parcel_id: int, *, note: str, **told) -> Parcel:
    """The post has lost it; the office decides. `told`: key, by, at and source, as for deliver().

    Raises ReasonNeeded, OutOfTime, ParcelMoved, ParcelBlocked. Source: QĐ 45/2016/QĐ-TTg Art. 14 (the post bears a new issue).
    """
    return _fall_out(parcel_id, "lost", Parcel.lose, "Bưu điện báo mất", note=note, **told)


def damage(parcel_id: int, *, note: str, **told) -> Parcel:
    """It is spoilt; as lose()."""
    return _fall_out(parcel_id, "damaged", Parcel.damage, "Bưu điện báo hỏng", note=note, **told)


def admit(parcel_id: int, what: str, *, note: str, key: str, by: Actor, at: datetime, source: str = "desk") -> Parcel:
    """`what`: lost or damaged, admitted in answer to a complaint; also of an envelope that was said to be delivered.

    What was paid for it stays in the books and is not asked for again. Raises as lose(). Source: QĐ 45/2016/QĐ-TTg Art. 14.
    """
    transition, words = {
        "lost": (Parcel.admit_loss, "Bưu điện nhận đã làm mất"),
        "damaged": (Parcel.admit_damage, "Bưu điện nhận đã làm hỏng"),
    }[what]
    with transaction.atomic():
        parcel = _fall_out(parcel_id, what, transition, words, note=note, key=key, by=by, at=at, source=source)
        for one in parcel.whole:
            ask_what_is_left(one.application_id, by=by, at=at)
    return parcel


def shared_out(collected_vnd: int, envelope: Envelope) -> list[int]:
    """What of the money taken for an envelope belongs to each dossier: the fees first, in order, then the postage; what is
    too much to the first."""
    left, shares = collected_vnd, [0] * len(envelope)
    for charge in ("fee_vnd", "postage_vnd"):
        for place, parcel in enumerate(envelope):
            share = min(left, getattr(parcel, charge))
            shares[place] += share
            left -= share
    shares[0] += left
    return shares


def check_invited(parcel: Parcel) -> None:
    """Whether the law's invitations have been made since the last hand-over. Raises InvitedTooFew."""
    tries = tries_of(parcel)
    if tries and tries[-1].reason in CANNOT_BE_INVITED:
        return
    calendar = calendar_for(None)
    days = counted([timezone.localdate(event.at) for event in tries], calendar)
    if len(days) < NEEDED:
        raise InvitedTooFew(next_invitation(days[-1], calendar))


def tries_of(parcel: Parcel) -> list[ParcelEvent]:
    """The tries in vain on the envelope's present way, in the order in which they happened."""
    since = parcel.hand_over.confirmed_at
    return sorted(parcel.events.filter(kind="failed", at__gte=since), key=lambda event: event.at)


def _fall_out(
    parcel_id: int, kind: str, transition: Callable, what: str, *, note: str, source: str = "phone", **about
) -> Parcel:
    note = clean(note)[:300]
    if not note:
        raise ReasonNeeded

    def move(envelope: Envelope) -> None:
        for parcel in envelope:
            transition(parcel)
            applications.lose_on_the_way(parcel.application_id, reason=f"{what}: {note}", by=about["by"], at=about["at"])

    return _report(parcel_id, kind, move, told={"note": note}, source=source, **about)


def _report(
    parcel_id: int,
    kind: str,
    move: Callable[[Envelope], None],
    *,
    key: str,
    by: Actor,
    at: datetime,
    source: str,
    told: dict,
) -> Parcel:
    """Lock, ask whether this report is known, move, save, write: one transaction for the envelope and all its dossiers."""
    with transaction.atomic():
        envelope = locked_envelope(parcel_id)
        parcel = envelope[0]
        if is_repeated(parcel, key):
            return parcel
        if parcel.hand_over and parcel.hand_over.confirmed_at and at < parcel.hand_over.confirmed_at:
            raise OutOfTime("Thời điểm này trước lúc bàn giao. Xem lại ngày, giờ")
        try:
            move(envelope)
        except TransitionNotAllowed as fault:
            raise ParcelMoved(parcel.get_state_display()) from fault
        except ChangedMeanwhile as fault:
            raise ParcelBlocked(parcel.application.code) from fault
        for one in envelope:
            one.save()
        write_event(parcel, kind, key=key, by=by, at=at, source=source, **told)
    return parcel
