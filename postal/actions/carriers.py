"""What the supervisor of a post office sets about his carrier's system."""

from datetime import datetime

from django.db import transaction

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.offices.models import Office
from postal.models import Carrier, CarrierOrder


def set_columns(post_office: Office, *, columns: dict[str, str], titles: list[list[str]], by: Actor, at: datetime) -> Carrier:
    """Keep how the carrier names the columns of the files we take (folded title -> ours) and give ([title, ours], in order)."""
    with transaction.atomic():
        Carrier.objects.get_or_create(post_office=post_office, defaults={"adapter": Carrier.Adapter.CSV})
        carrier = Carrier.objects.select_for_update().get(post_office=post_office)
        if carrier.adapter == Carrier.Adapter.MANUAL:
            carrier.adapter = Carrier.Adapter.CSV
        carrier.columns, carrier.titles = columns, titles
        carrier.save()
        record(
            "carrier.columns_set", subject=f"office:{post_office.pk}", by=by, at=at, columns=len(columns), titles=len(titles)
        )
    return carrier


def order_again(order_id: int, *, by: Actor, at: datetime) -> CarrierOrder:
    """Try an order again now, also one that was given up. One that was sent stays sent."""
    with transaction.atomic():
        order = CarrierOrder.objects.select_for_update().get(pk=order_id)
        if order.standing != CarrierOrder.Standing.SENT:
            order.standing, order.tries, order.next_try_at = CarrierOrder.Standing.WAITING, 0, at
            order.save()
            record("carrier_order.again", subject=f"carrier_order:{order.pk}", by=by, at=at)
            nudge("postal.tasks.send_order", order.pk)
    return order
