"""A unit that has ended leaves envelopes behind: each follows its dossier to the successor, which sends or decides about it.

What the post has in hand stays in its batch; an envelope in a batch that nobody closed any more waits for one of the
successor's. Money stays in the books that it was claimed in. Source: domain reference §4.3.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from applications.models import Application
from portal.accounts.actors import SYSTEM
from portal.audit.trail import record
from portal.days import local_day
from portal.sweeping import sweep
from postal.actions.events import locked_envelope, write_event
from postal.actions.hand_overs import leave_batch, locked_hand_over
from postal.models import TO_DECIDE, UNDER_WAY, HandOver, Parcel
from postal.models.parcel import ParcelState

_UNSETTLED = (*UNDER_WAY, *TO_DECIDE, ParcelState.KEPT, ParcelState.AT_DESK)


def follow_dossiers(*, at: datetime, application_id: int | None = None) -> None:
    """Give what units that have ended left behind to the office of its dossier: of one dossier, or of all. May run twice."""
    left = Parcel.objects.filter(office__valid_to__lt=local_day(at), joined_to__isnull=True, state__in=_UNSETTLED)
    left = left.exclude(office=F("application__office"))
    if application_id is not None:
        left = left.filter(application_id=application_id)
    sweep(left.values_list("pk", flat=True), lambda pk: _follow(pk, at=at), fault="envelope_not_passed_on")


def _follow(parcel_id: int, *, at: datetime) -> None:
    with transaction.atomic():
        parcel = Parcel.objects.select_related("hand_over").get(pk=parcel_id)
        batch = locked_hand_over(parcel.hand_over_id) if parcel.hand_over_id else None
        if batch and batch.state == HandOver.State.OPEN:
            leave_batch(batch, parcel.number)
            write_event(parcel, "unscanned", key=f"unscanned:{at.isoformat()}", by=SYSTEM, at=at, note=batch.number)
        envelope = locked_envelope(parcel_id)
        if batch is None and envelope[0].hand_over_id:
            return  # scanned in this very moment: the next sweep takes it out
        heir_id = Application.objects.values_list("office_id", flat=True).get(pk=envelope[0].application_id)
        for one in envelope:  # of one recipient and one office: their dossiers go the same way
            one.office_id = heir_id
            one.save()
        record("parcel.pass_to_successor", subject=f"parcel:{parcel.number}", by=SYSTEM, at=at, to=heir_id)
