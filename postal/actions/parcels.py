"""Envelopes before they leave: made from an issued dossier, given a tracking number, addressed anew.

The post desk pulls: issuing never calls the post. Source: QĐ 45/2016/QĐ-TTg Art. 9; TT 17/2017/TT-BTTTT Art. 5.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.states import State
from civil_registry.models import CopyState
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.models import next_number
from portal.offices.models import Office
from portal.text import clean
from postal.actions.collecting import asked_of, note_owed, open_accounts
from postal.actions.events import code_of, locked_envelope, write_event
from postal.addresses import recipient_of
from postal.errors import NotForThePost, ParcelMoved, TrackingNumberTaken, TrackingNumberUnreadable
from postal.models import TO_DECIDE, UNDER_WAY, WITH_THE_POST, HandOver, Parcel, ParcelState
from postal.tracking import doubt_about, is_readable, normalised

AT_MOST = 200  # envelopes made by one press of the button


def without_parcel(office: Office) -> QuerySet[Application]:
    """Dossiers of an office that are signed, go by post, and have no envelope to go in; oldest first."""
    under_way = Parcel.objects.filter(application=OuterRef("pk"), state__in=UNDER_WAY)
    waiting = Application.objects.real().filter(
        ~Exists(under_way),
        office=office,
        state=State.ISSUED,
        delivery_method=DeliveryMethod.POST,
        extract__state=CopyState.SIGNED,
    )
    return waiting.order_by("resolved_at", "pk")


def prepare_parcel(application_id: int, *, by: Actor, at: datetime) -> Parcel:
    """The envelope of an issued dossier; asked twice, the same one. Raises NotForThePost.

    What replaces a paper that was paid for goes at the office's or the post's cost: nothing is collected twice.
    """
    with transaction.atomic():
        application = (
            Application.objects.select_for_update(of=("self",)).select_related("extract", "office").get(pk=application_id)
        )
        existing = Parcel.objects.filter(application=application, state__in=UNDER_WAY).first()
        if existing:
            return existing
        _check(application)
        recipient = recipient_of(application)
        note_owed(application, open_accounts(application.pk, by=by, at=at))
        open_older_envelope(application.pk)
        parcel = Parcel.objects.create(
            number=next_barcode(at),
            application=application,
            office=application.office,
            recipient_name=recipient.name,
            recipient_phone=recipient.phone,
            address=recipient.address,
            wish=recipient.wish,
            created_at=at,
            **asked_of(application),
        )
        write_event(parcel, "created", key="created", by=by, at=at)
    return parcel


def open_older_envelope(application_id: int) -> None:
    """Its older envelope, which came back with others' papers in it, holds nothing of this dossier any more: whatever the
    office decides about the others, it decides about each."""
    fallen_out = Parcel.objects.filter(state__in=[*TO_DECIDE, ParcelState.KEPT, ParcelState.REPLACED])
    for older in fallen_out.filter(application_id=application_id):
        fallen_out.filter(Q(pk=older.pk) | Q(joined_to=older.joined_to_id or older.pk)).update(joined_to=None)


def prepare_parcels(office: Office, *, by: Actor, at: datetime) -> list[Parcel]:
    """Envelopes for every dossier that waits for one, each in its own transaction."""
    return [prepare_parcel(pk, by=by, at=at) for pk in without_parcel(office).values_list("pk", flat=True)[:AT_MOST]]


def next_barcode(at: datetime) -> str:
    """Twelve digits, yymmdd and the day's serial. Envelopes and batches draw from one row: no code means two things."""
    day = timezone.localdate(at)
    return f"{day:%y%m%d}{next_number(f'barcode:{day:%y%m%d}'):06d}"


def set_tracking_number(parcel_id: int, typed: str, *, by: Actor, at: datetime) -> str:
    """Write the number of the post's sticker; returns a doubt in words, or nothing.

    Raises TrackingNumberUnreadable, TrackingNumberTaken, ParcelMoved (a number once handed over stays).
    """
    number = normalised(typed)
    if not is_readable(number):
        raise TrackingNumberUnreadable
    with transaction.atomic():
        parcel = Parcel.objects.select_for_update().get(pk=parcel_id)
        if parcel.tracking_number == number:
            return doubt_about(number)
        if not may_track(parcel):
            raise ParcelMoved(parcel.get_state_display())
        parcel.tracking_number = number
        _save_unless_taken(parcel)
        record("parcel.tracked", subject=f"parcel:{parcel.number}", by=by, at=at)
    return doubt_about(number)


def readdress(parcel_id: int, *, name: str, phone: str, address: str, by: Actor, at: datetime) -> Parcel:
    """Put right what is written on an envelope that has not left the office. Raises ParcelMoved."""
    with transaction.atomic():
        envelope = locked_envelope(parcel_id)
        parcel = envelope[0]
        if not may_readdress(parcel):
            raise ParcelMoved(parcel.get_state_display())
        for one in envelope:
            one.recipient_name, one.recipient_phone, one.address = clean(name), phone, clean(address)
            one.save()
        record("parcel.readdressed", subject=f"parcel:{parcel.number}", by=by, at=at)
    return parcel


def may_track(parcel: Parcel) -> bool:
    """A number may be written until a closed record names it; one that is missing may be written while it is on its way."""
    if parcel.state not in {ParcelState.CREATED, *WITH_THE_POST}:
        return False
    return not parcel.tracking_number or not _is_on_paper(parcel)


def may_readdress(parcel: Parcel) -> bool:
    """While the envelope lies in the office and no closed record names it."""
    return parcel.state == ParcelState.CREATED and not _is_on_paper(parcel)


def _is_on_paper(parcel: Parcel) -> bool:
    """A closed record names it."""
    return HandOver.objects.filter(pk=parcel.hand_over_id).exclude(state=HandOver.State.OPEN).exists()


def _save_unless_taken(parcel: Parcel) -> None:
    """The database decides: two people may type one number at once."""
    try:
        with transaction.atomic():
            parcel.save()
    except IntegrityError as fault:
        raise TrackingNumberTaken from fault


def _check(application: Application) -> None:
    code = code_of(application)
    if application.office.is_training:
        raise NotForThePost(f"Hồ sơ tập huấn {code} không gửi bưu điện thật")
    if application.delivery_method != DeliveryMethod.POST:
        raise NotForThePost(f"Hồ sơ {code} nhận kết quả tại cơ quan, không gửi bưu điện")
    if application.state != State.ISSUED or application.extract.state != CopyState.SIGNED:
        raise NotForThePost(f"Hồ sơ {code} chưa ký hoặc đã chuyển bước khác, không lập phong bì được")
