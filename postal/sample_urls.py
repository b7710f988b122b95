"""Values with which the addresses of the post open: taken from the rows there are. See portal/routes.py."""

from portal.routes import Samples
from postal.models import HandOver, Parcel


def parcel_number() -> str | None:
    return Parcel.objects.values_list("number", flat=True).first()


def hand_over_number() -> str | None:
    return HandOver.objects.values_list("number", flat=True).first()


def parcel_id() -> int | None:
    return Parcel.objects.values_list("pk", flat=True).first()


SAMPLES: Samples = {
    "parcel": parcel_number,
    "parcel_number": parcel_number,
    "parcel_id": parcel_id,
    "number": hand_over_number,
    "batch": hand_over_number,
}
