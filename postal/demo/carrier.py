"""A carrier's system in the demo: an order that did not get through, and a report of an envelope nobody knows."""

from datetime import datetime

from postal.carriers.messages import Told
from postal.carriers.reports import take
from postal.models import Carrier, CarrierOrder, Parcel, ParcelState


def load(*, at: datetime) -> None:
    """Safe to run twice."""
    under_way = Parcel.objects.filter(state=ParcelState.HANDED_OVER).select_related("hand_over").first()
    if under_way is None or Carrier.objects.exists():
        return
    carrier = Carrier.objects.create(post_office_id=under_way.hand_over.post_office_id, adapter=Carrier.Adapter.CSV)
    CarrierOrder.objects.create(
        carrier=carrier,
        parcel=under_way,
        hand_over=under_way.hand_over,
        number=under_way.number,
        standing=CarrierOrder.Standing.GIVEN_UP,
        tries=12,
        next_try_at=at,
        last_fault="HTTP 503",
    )
    stranger = {"order_number": "990101000001", "item_code": "", "reason": "", "collected_vnd": None, "received_by": ""}
    take(carrier, Told("demo-1", status=100, at=at, **stranger), at=at)
