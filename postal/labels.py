"""What labels and envelopes print, as plain data. The outside says who, where, how much; never what is inside.

Source: visual direction §8 (privacy: no personal id, no reason, no word of civil status).
"""

import hashlib
import json
from dataclasses import dataclass

from portal.templatetags.portal import phone
from postal.models import LabelChoice, LabelFormat, Parcel
from postal.tracking import grouped

AT_MOST = 100  # labels in one file: two seconds of a worker's time


@dataclass(frozen=True, slots=True)
class Box:
    """The room for name and address on a format (mm), and their largest letters (pt)."""

    width_mm: float
    height_mm: float
    largest_pt: float


BOXES = {  # as papers.css places them
    LabelFormat.STICKER: Box(92, 17.5, 12.5),
    LabelFormat.A6: Box(95, 42, 16),
    LabelFormat.DL: Box(116, 42, 18),
    LabelFormat.C5: Box(122, 60, 20),
}


def label_of(parcel: Parcel) -> dict:
    """What one label prints, as plain data; needs office read along."""
    shared = {"dossiers": len(parcel.whole)} if len(parcel.whole) > 1 else {}
    return shared | {
        "number": parcel.number,
        "digits": f"{parcel.number[:6]} {parcel.number[6:]}",
        "sender": parcel.office.authority_name,
        "sender_address": parcel.office.address,
        "sender_phone": parcel.office.phone,
        "name": parcel.recipient_name,
        "address": parcel.address,
        "phone": phone(parcel.recipient_phone),
        "wish": parcel.wish,
        "collect_vnd": parcel.collect_vnd,
        "tracking": grouped(parcel.tracking_number),
        "tracking_code": parcel.tracking_number,
    }


def digest_of(labels: list[dict]) -> str:
    return hashlib.sha256(json.dumps(labels, sort_keys=True).encode()).hexdigest()


def chosen_format(office_id: int) -> str:
    """What the office printed on last; a label of 100 × 70 mm before that."""
    choice = LabelChoice.objects.filter(office_id=office_id).first()
    return choice.format if choice else LabelFormat.STICKER
