"""Several dossiers of one recipient and office in one envelope, when the citizen asks: postage is due once, each fee stays.

Undone until the envelope is handed over. Source: TT 17/2017/TT-BTTTT Art. 5 (one item, one postage).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from applications import actions as applications
from applications.errors import ChangedMeanwhile
from portal.accounts.actors import Actor
from portal.text import clean
from postal.actions.collecting import claim_again, waive
from postal.actions.events import code_of, locked_envelope, locked_parcels, write_event
from postal.errors import CannotShare, ParcelBlocked, ReasonNeeded
from postal.models import Account, Parcel, ParcelState
from postal.positions import Charge
from postal.sharing import recipient_of_label

SHARED = "shared"  # in the key of the postage that is given up for as long as a dossier lies in another one's envelope


def share_envelope(parcel_id: int, others: Sequence[int], *, reason: str, by: Actor, at: datetime) -> Parcel:
    """Put the papers of `others` (ids of envelopes that wait) into the envelope `parcel_id`, whose postage alone is due.

    Raises ReasonNeeded, CannotShare (another recipient or office, in a batch, gone, or a shared one itself), ParcelBlocked.
    """
    reason = clean(reason)[:300]
    if not reason:
        raise ReasonNeeded
    with transaction.atomic():
        found = {one.pk: one for one in locked_parcels().filter(pk__in={parcel_id, *others}).order_by("pk")}
        first, joining = found.pop(parcel_id), list(found.values())
        if not joining:
            raise CannotShare("Chọn ít nhất một hồ sơ để gửi chung")
        _check_waits(first)
        for one in joining:
            _check_fits(one, first)
            _put_in(one, first, reason=reason, by=by, at=at)
        _tell(first, is_shared=True, by=by, at=at)
        codes = ", ".join(code_of(one.application) for one in joining)
        write_event(first, "joined", key=f"joined:{at.isoformat()}", by=by, at=at, note=f"{codes}: {reason}"[:300])
    return first


def send_alone(parcel_id: int, *, reason: str, by: Actor, at: datetime) -> Parcel:
    """Take one dossier's papers out again: an envelope and postage of its own. Raises ReasonNeeded, CannotShare."""
    reason = clean(reason)[:300]
    if not reason:
        raise ReasonNeeded
    with transaction.atomic():
        envelope = locked_envelope(parcel_id)
        first, parcel = envelope[0], next(one for one in envelope if one.pk == parcel_id)
        if parcel is first:
            raise CannotShare(f"Hồ sơ {code_of(parcel.application)} đứng tên phong bì. Tách các hồ sơ khác ra")
        _check_waits(first)
        parcel.joined_to = None
        parcel.save()
        claim_again(parcel.application_id, charge=Charge.POSTAGE, waived_with=SHARED, reason=reason, by=by, at=at)
        _tell(parcel, is_shared=False, by=by, at=at)
        if len(envelope) == 2:  # the other one travels alone again as well
            _tell(first, is_shared=False, by=by, at=at)
        note = f"{code_of(parcel.application)}: {reason}"[:300]
        write_event(first, "separated", key=f"separated:{parcel.number}:{at.isoformat()}", by=by, at=at, note=note)
        parcel.refresh_from_db()
    return parcel


def _check_waits(parcel: Parcel) -> None:
    code = code_of(parcel.application)
    if parcel.joined_to_id:
        raise CannotShare(f"Hồ sơ {code} đã gửi chung trong phong bì khác")
    if parcel.state != ParcelState.CREATED:
        raise CannotShare(f"Phong bì của hồ sơ {code} đang ở trạng thái “{parcel.get_state_display()}”, không đổi được nữa")
    if parcel.hand_over_id:
        raise CannotShare(f"Phong bì của hồ sơ {code} đang ở đợt {parcel.hand_over.number}. Bỏ ra khỏi đợt rồi làm lại")


def _check_fits(parcel: Parcel, first: Parcel) -> None:
    _check_waits(parcel)
    code = code_of(parcel.application)
    if parcel.office_id != first.office_id:
        raise CannotShare(f"Hồ sơ {code} của cơ quan khác, không gửi chung được")
    if recipient_of_label(parcel) != recipient_of_label(first):
        raise CannotShare(f"Hồ sơ {code} không cùng người nhận, điện thoại và địa chỉ, không gửi chung được")
    if parcel.joined.exists():
        raise CannotShare(f"Phong bì của hồ sơ {code} đang chứa hồ sơ khác. Tách ra trước, hoặc gửi chung trong phong bì đó")


def _put_in(parcel: Parcel, first: Parcel, *, reason: str, by: Actor, at: datetime) -> None:
    parcel.joined_to, parcel.tracking_number = first, ""
    parcel.save()
    owed = Account.objects.filter(application=parcel.application_id, charge=Charge.POSTAGE).values_list("outstanding_vnd")
    if postage := sum(owed.first() or ()):
        key = f"{SHARED}:{first.number}:{at.isoformat()}"
        told = f"Gửi chung phong bì {first.number}: {reason}"
        waive(parcel.application_id, charge=Charge.POSTAGE, amount_vnd=postage, reason=told, key=key, by=by, at=at)
    _tell(parcel, is_shared=True, by=by, at=at)


def _tell(parcel: Parcel, *, is_shared: bool, by: Actor, at: datetime) -> None:
    """The dossier's own history, and the postage that its citizen is told."""
    owed = Account.objects.get(application=parcel.application_id, charge=Charge.POSTAGE).outstanding_vnd
    try:
        applications.note_shared_envelope(parcel.application_id, is_shared=is_shared, postage_vnd=owed, by=by, at=at)
    except ChangedMeanwhile as fault:
        raise ParcelBlocked(code_of(parcel.application)) from fault
