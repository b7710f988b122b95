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
from postal.actions.events import is_repeated, locked_parcels, write_event
from postal.errors import InvitedTooFew, MoneyDiffers, NotTriedYet, OutOfTime, ParcelBlocked, ParcelMoved, ReasonNeeded
from postal.invitations import CANNOT_BE_INVITED, NEEDED, counted, next_invitation
from postal.models import FailureReason, Parcel, ParcelEvent, ParcelState


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

    Raises MoneyDiffers (another sum than due, without a note), ReasonNeeded, OutOfTime, ParcelMoved, ParcelBlocked.
    """
    received_by, note = clean(received_by)[:200], clean(note)[:300]
    if not received_by:
        raise ReasonNeeded

    def move(parcel: Parcel) -> None:
        if collected_vnd != parcel.collect_vnd and not note:
            raise MoneyDiffers(vnd(parcel.collect_vnd))
        parcel.deliver(at=at)
        applications.deliver(parcel.application_id, by=by, at=at, collected_vnd=collected_vnd)
        cash = {"amount_vnd": collected_vnd, "receipt_number": receipt_number, "told": note}
        collect(parcel.pk, **cash, by=by, at=at, key=key, source=source)

    told = {"collected_vnd": collected_vnd, "received_by": received_by, "note": note}
    return _report(parcel_id, "delivered", move, key=key, by=by, at=at, source=source, told=told)


def fail(parcel_id: int, *, reason: str, key: str, by: Actor, at: datetime, note: str = "", source: str = "phone") -> Parcel:
    """A try without success; the citizen is told why. Raises ReasonNeeded, OutOfTime, ParcelMoved, ParcelBlocked."""
    if reason not in FailureReason.values:
        raise ReasonNeeded

    def move(parcel: Parcel) -> None:
        parcel.fail()
        applications.note_failed_delivery(parcel.application_id, reason=FailureReason(reason).label, by=by, at=at)

    told = {"reason": reason, "note": clean(note)[:300]}
    return _report(parcel_id, "failed", move, key=key, by=by, at=at, source=source, told=told)


def return_to_office(parcel_id: int, *, key: str, by: Actor, at: datetime, note: str = "", source: str = "phone") -> Parcel:
    """Brought back to the office, only after the invitations the law asks for.

    Raises NotTriedYet, InvitedTooFew, OutOfTime, ParcelMoved, ParcelBlocked. Source: TT 17/2017/TT-BTTTT Art. 5(2)(h).
    """

    def move(parcel: Parcel) -> None:
        if parcel.state == ParcelState.HANDED_OVER:
            raise NotTriedYet
        if parcel.state == ParcelState.FAILED:  # else its transition refuses: it has moved on
            check_invited(parcel)
        parcel.return_to_office()
        last = parcel.events.filter(kind="failed").last()
        why = f"Bưu điện chuyển hoàn: {last.get_reason_display().lower()}." if last else "Bưu điện chuyển hoàn."
        applications.return_to_office(parcel.application_id, reason=why, by=by, at=at)

    return _report(parcel_id, "returned", move, key=key, by=by, at=at, source=source, told={"note": clean(note)[:300]})


def lose(parcel_id: int, *, note: str, key: str, by: Actor, at: datetime, source: str = "phone") -> Parcel:
    """The post has lost it; the office decides. Raises ReasonNeeded, OutOfTime, ParcelMoved, ParcelBlocked.

    Source: QĐ 45/2016/QĐ-TTg Art. 14 (the post bears a new issue).
    """
    return _fall_out(parcel_id, "lost", Parcel.lose, "Bưu điện báo mất", note=note, key=key, by=by, at=at, source=source)


def damage(parcel_id: int, *, note: str, key: str, by: Actor, at: datetime, source: str = "phone") -> Parcel:
    """It is spoilt; as lose()."""
    return _fall_out(parcel_id, "damaged", Parcel.damage, "Bưu điện báo hỏng", note=note, key=key, by=by, at=at, source=source)


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
        ask_what_is_left(parcel.application_id, by=by, at=at)
    return parcel


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


def _fall_out(parcel_id: int, kind: str, transition: Callable, what: str, *, note: str, **told) -> Parcel:
    note = clean(note)[:300]
    if not note:
        raise ReasonNeeded

    def move(parcel: Parcel) -> None:
        transition(parcel)
        by, at = told["by"], told["at"]
        applications.lose_on_the_way(parcel.application_id, reason=f"{what}: {note}", by=by, at=at)

    return _report(parcel_id, kind, move, told={"note": note}, **told)


def _report(
    parcel_id: int, kind: str, move: Callable[[Parcel], None], *, key: str, by: Actor, at: datetime, source: str, told: dict
) -> Parcel:
    """Lock, ask whether this report is known, move, save, write: one transaction for envelope and dossier."""
    with transaction.atomic():
        parcel = locked_parcels().get(pk=parcel_id)
        if is_repeated(parcel, key):
            return parcel
        if parcel.hand_over and parcel.hand_over.confirmed_at and at < parcel.hand_over.confirmed_at:
            raise OutOfTime("Thời điểm này trước lúc bàn giao. Xem lại ngày, giờ")
        try:
            move(parcel)
        except TransitionNotAllowed as fault:
            raise ParcelMoved(parcel.get_state_display()) from fault
        except ChangedMeanwhile as fault:
            raise ParcelBlocked(parcel.application.code) from fault
        parcel.save()
        write_event(parcel, kind, key=key, by=by, at=at, source=source, **told)
    return parcel
