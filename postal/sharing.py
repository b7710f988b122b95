"""Which dossiers may travel in one envelope: of one office, to one recipient at one address, still lying in the office."""

import re
from collections import defaultdict
from collections.abc import Iterable

from portal.text import fold
from postal.models import Parcel, ParcelState
from postal.models.parcel import ParcelQuerySet


def recipient_of_label(parcel: Parcel) -> tuple[str, str, str]:
    """Name, phone and address as compared: without tone marks, capitals and punctuation."""
    words = (fold(parcel.recipient_name), parcel.recipient_phone, fold(parcel.address))
    return tuple(" ".join(re.findall(r"\w+", text)) for text in words)


def lie_in_the_office(parcels: ParcelQuerySet) -> ParcelQuerySet:
    """Envelopes that wait and are in no batch."""
    return parcels.envelopes().filter(state=ParcelState.CREATED, hand_over__isnull=True)


def could_join(parcel: Parcel) -> list[Parcel]:
    """Envelopes that may be put into this one; empty where it has left, or lies in a batch or in another. One query."""
    if parcel.state != ParcelState.CREATED or parcel.hand_over_id or parcel.joined_to_id:
        return []
    own = recipient_of_label(parcel)
    others = lie_in_the_office(Parcel.objects.filter(office=parcel.office_id, recipient_phone=parcel.recipient_phone))
    others = others.filter(joined__isnull=True).exclude(pk=parcel.pk).select_related("application").order_by("number")
    return [other for other in others if recipient_of_label(other) == own]


def of_one_recipient(parcels: Iterable[Parcel]) -> list[list[Parcel]]:
    """Those of the waiting envelopes that could travel together, two or more at a time, in the order given."""
    groups = defaultdict(list)
    for parcel in parcels:
        groups[recipient_of_label(parcel)].append(parcel)
    return [group for group in groups.values() if len(group) > 1]
