"""Labels for envelopes, 100 × 70 mm, several in one PDF. The outside says who, where, how much; never what is inside.

Source: visual direction §8 (privacy: no personal id, no reason, no word of civil status).
"""

from collections.abc import Iterable

from portal.documents.codes import code128_image
from portal.documents.render import render_pdf
from portal.templatetags.portal import phone
from postal.models import Parcel
from postal.tracking import grouped

TEMPLATE = "documents/label.html"
AT_MOST = 100  # labels in one file: two seconds of a worker's time
SIZES = ((220, "longest"), (105, "long"))  # characters of name and address from which the print is smaller


def labels_pdf(parcels: Iterable[Parcel]) -> bytes:
    """One page for each envelope, in the order given; needs office read along."""
    return render_pdf(TEMPLATE, {"labels": [label_of(parcel) for parcel in parcels]}, title="Nhãn phong bì")


def label_of(parcel: Parcel) -> dict:
    """What one label prints."""
    return {
        "sender": parcel.office.authority_name,
        "sender_address": parcel.office.address,
        "sender_phone": parcel.office.phone,
        "name": parcel.recipient_name,
        "address": parcel.address,
        "size": next((size for length, size in SIZES if len(parcel.address) + len(parcel.recipient_name) > length), ""),
        "phone": phone(parcel.recipient_phone),
        "wish": parcel.wish,
        "collect_vnd": parcel.collect_vnd,
        "code": code128_image(parcel.number, height_mm=12, module_mm=0.7),
        "digits": f"{parcel.number[:6]} {parcel.number[6:]}",
        "tracking": grouped(parcel.tracking_number),
    }
