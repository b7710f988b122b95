"""Asking for labels: what they print is frozen now, the worker prints it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.offices.models import Office
from postal.labels import digest_of, label_of
from postal.models import LabelChoice, LabelFormat, LabelSheet, Parcel


def ask_for_labels(
    office: Office, parcels: Sequence[Parcel], *, by: Actor, at: datetime, paper: str = LabelFormat.STICKER
) -> LabelSheet:
    """The sheet of these envelopes of the office, in this order; one that says the same is used again.

    `paper` is a LabelFormat; the office is offered it first the next time.
    """
    labels = [label_of(parcel) for parcel in parcels]
    with transaction.atomic():
        frozen = {"labels": labels, "asked_by_id": by.user_id, "asked_at": at}
        sheet, is_new = LabelSheet.objects.get_or_create(office=office, format=paper, digest=digest_of(labels), defaults=frozen)
        LabelChoice.objects.update_or_create(office=office, defaults={"format": paper})
        record("labels.asked", subject=f"label_sheet:{sheet.pk}", by=by, at=at, parcels=len(labels), format=paper)
        if is_new:
            nudge("postal.tasks.render_sheet", sheet.pk)
    return sheet
