"""Labels for envelopes, 100 × 70 mm, several in one PDF. The outside says who, where, how much; never what is inside.

Source: visual direction §8 (privacy: no personal id, no reason, no word of civil status).
"""

import hashlib
import json

from portal.templatetags.portal import phone
from postal.models import Parcel
from postal.tracking import grouped

AT_MOST = 100  # labels in one file: two seconds of a worker's time
SIZES = ((220, "longest"), (105, "long"))  # characters of name and address from which the print is smaller


def label_of(parcel: Parcel) -> dict:
    """What one label prints, as plain data; needs office read along."""
    return {
        "number": parcel.number,
        "digits": f"{parcel.number[:6]} {parcel.number[6:]}",
        "sender": parcel.office.authority_name,
        "sender_address": parcel.office.address,
        "sender_phone": parcel.office.phone,
        "name": parcel.recipient_name,
        "address": parcel.address,
        "size": next((size for length, size in SIZES if len(parcel.address) + len(parcel.recipient_name) > length), ""),
        "phone": phone(parcel.recipient_phone),
        "wish": parcel.wish,
        "collect_vnd": parcel.collect_vnd,
        "tracking": grouped(parcel.tracking_number),
    }


def digest_of(labels: list[dict]) -> str:
    return hashlib.sha256(json.dumps(labels, sort_keys=True).encode()).hexdigest()
