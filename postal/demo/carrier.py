"""A carrier's system in the demo: an order that did not get through, and a report of an envelope nobody knows."""

from datetime import datetime

from portal.accounts.actors import Actor
from postal.carriers.messages import Told
from postal.carriers.reports import take
from postal.models import Carrier, CarrierOrder, CarrierReport, Parcel, ParcelState


def load(*, at: datetime) -> None:
    """Safe to run twice."""
    under_way = Parcel.objects.filter(state=ParcelState.HANDED_OVER).select_related("hand_over").first()
    if under_way is None or CarrierReport.objects.filter(message_id="demo-1").exists():
        return
    carrier, _ = Carrier.objects.get_or_create(
        post_office_id=under_way.hand_over.post_office_id, defaults={"adapter": Carrier.Adapter.CSV}
    )
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


def of(postman: Actor) -> Carrier:
    """The system behind his post office."""
    return Carrier.objects.get_or_create(post_office_id=postman.office_id, defaults={"adapter": Carrier.Adapter.CSV})[0]


def say_delivered(carrier: Carrier, parcel: Parcel, *, at: datetime) -> None:
    """Twice, and the news of the morning behind it: what happened counts once."""
    about = {"order_number": parcel.number, "item_code": "", "reason": "", "received_by": parcel.recipient_name}
    said = Told(f"demo-{parcel.number}", status=100, at=at, collected_vnd=parcel.collect_vnd, **about)
    accepted = Told(f"demo-{parcel.number}-70", status=70, at=at, collected_vnd=None, **about)
    for one in (said, accepted, said):
        take(carrier, one, at=at)
