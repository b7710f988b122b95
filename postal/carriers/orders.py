"""Announcing parcels to a carrier over HTTP. The rows are the outbox: written with the confirmation of a batch, sent by a
worker after it, again with growing pauses where the carrier does not answer. Sent twice, an order counts once (by its number).
"""

import json
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from portal.background import nudge
from portal.web_client import Answer, Unreachable, ask
from postal.carriers.messages import ReportRefused, Told, told_by
from postal.carriers.reports import take
from postal.carriers.seals import NotFromTheCarrier, signed_headers
from postal.models import Carrier, CarrierOrder, HandOver, Parcel, ParcelState

log = structlog.get_logger(__name__)
MOST_TRIES = 12
LONGEST_PAUSE = timedelta(hours=2)
SILENCE = timedelta(hours=24)  # a parcel under way without news for so long: we ask
AT_ONCE = 200
ALREADY_THERE = 409


def announce(batch: HandOver, parcels: list[Parcel], *, at: datetime) -> None:
    """Write an order for each parcel of a confirmed batch, where its post office has a system. In the caller's transaction."""
    carrier = Carrier.objects.filter(post_office_id=batch.post_office_id, adapter=Carrier.Adapter.HTTP).first()
    if carrier is None:
        return
    for parcel in parcels:
        ways = CarrierOrder.objects.filter(parcel=parcel).count()
        order = CarrierOrder.objects.create(
            carrier=carrier,
            parcel=parcel,
            hand_over=batch,
            number=f"{parcel.number}-{ways + 1}" if ways else parcel.number,
            next_try_at=at,
        )
        nudge("postal.tasks.send_order", order.pk)


def waiting_orders(at: datetime) -> list[int]:
    due = CarrierOrder.objects.filter(standing=CarrierOrder.Standing.WAITING, next_try_at__lte=at)
    return list(due.order_by("next_try_at").values_list("pk", flat=True)[:AT_ONCE])


def send(order_id: int, *, at: datetime) -> CarrierOrder:
    """Send one order that waits. The talk happens outside the transaction: a slow carrier keeps nobody else waiting."""
    order = CarrierOrder.objects.select_related("carrier__post_office", "parcel__office").get(pk=order_id)
    if order.standing != CarrierOrder.Standing.WAITING:
        return order
    body = json.dumps(order_message(order), ensure_ascii=False).encode()
    fault, code = "", ""
    try:
        answer = _ask(order.carrier, "POST", "/orders", body, at=at)
        fault = "" if answer.is_good or answer.status == ALREADY_THERE else f"HTTP {answer.status}"
        code = _item_code(answer)
    except (Unreachable, NotFromTheCarrier) as why:
        fault = str(why)
    with transaction.atomic():
        order = CarrierOrder.objects.select_for_update().get(pk=order_id)
        if order.standing == CarrierOrder.Standing.WAITING:
            _note_try(order, fault, at=at)
        if code and not fault:
            _note_item_code(order.parcel_id, code)
    return order


def order_message(order: CarrierOrder) -> dict:
    """The fields of a MyVNPost order (domain reference §8.5): name, phone and address of the recipient, the sum to collect."""
    parcel = order.parcel
    return {
        "CustomerCode": order.carrier.customer_code,
        "OrderNumber": order.number,
        "ItemCode": parcel.tracking_number,
        "CODAmount": parcel.collect_vnd,
        "SenderFullName": parcel.office.full_name,
        "ReceiverFullName": parcel.recipient_name,
        "ReceiverTel": parcel.recipient_phone,
        "ReceiverAddress": parcel.address,
        "Note": parcel.wish,
    }


def silent_orders(at: datetime) -> list[int]:
    """Orders of parcels under way of which nobody has said anything for a day: a message may have been lost."""
    under_way = CarrierOrder.objects.filter(
        standing=CarrierOrder.Standing.SENT,
        parcel__state__in=[ParcelState.HANDED_OVER, ParcelState.FAILED],
        hand_over=F("parcel__hand_over"),
        sent_at__lte=at - SILENCE,
    ).filter(Q(asked_at__isnull=True) | Q(asked_at__lte=at - SILENCE))
    heard = under_way.exclude(parcel__reports__received_at__gt=at - SILENCE)
    return list(heard.order_by("sent_at").values_list("pk", flat=True)[:AT_ONCE])


def ask_for_news(order_id: int, *, at: datetime) -> int:
    """Ask the carrier for everything it knows of an order and take it as if it had been sent. Returns how many reports came."""
    order = CarrierOrder.objects.select_related("carrier__post_office").get(pk=order_id)
    CarrierOrder.objects.filter(pk=order_id).update(asked_at=at)
    try:
        answer = _ask(order.carrier, "GET", f"/orders/{order.number}/reports", b"", at=at)
        messages = json.loads(answer.body) if answer.is_good else []
    except (Unreachable, NotFromTheCarrier, ValueError) as why:
        log.warning("carrier_silent", order=order.pk, fault=type(why).__name__)
        return 0
    told = [message for message in map(_checked, messages if isinstance(messages, list) else []) if message]
    for message in told:
        take(order.carrier, message, at=at)
    return len(told)


def _checked(message: object) -> Told | None:
    try:
        return told_by(message)
    except ReportRefused:
        log.warning("carrier_report_refused")
        return None


def _ask(carrier: Carrier, method: str, path: str, body: bytes, *, at: datetime) -> Answer:
    headers = signed_headers(body, post_office_code=carrier.post_office.code, at=at)
    headers |= {"Content-Type": "application/json; charset=utf-8"}
    return ask(method, carrier.address.rstrip("/") + path, body=body, headers=headers, timeout=settings.CARRIER_TIMEOUT_SECONDS)


def _item_code(answer: Answer) -> str:
    """The carrier's own number of the item, where its answer gives one that can be read."""
    try:
        code = json.loads(answer.body)["ItemCode"]
    except (ValueError, TypeError, KeyError):
        return ""
    return code.upper() if isinstance(code, str) and code.isascii() and code.isalnum() and 5 <= len(code) <= 30 else ""


def _note_try(order: CarrierOrder, fault: str, *, at: datetime) -> None:
    order.tries += 1
    order.last_fault = fault[:120]
    if not fault:
        order.standing, order.sent_at = CarrierOrder.Standing.SENT, at
    elif order.tries >= MOST_TRIES:
        order.standing = CarrierOrder.Standing.GIVEN_UP
    else:
        order.next_try_at = at + min(timedelta(minutes=2**order.tries), LONGEST_PAUSE)
    order.save()


def _note_item_code(parcel_id: int, code: str) -> None:
    """The sticker that a person wrote stays; a number that another parcel has is not taken."""
    if not Parcel.objects.filter(tracking_number=code).exists():
        Parcel.objects.filter(pk=parcel_id, tracking_number="").update(tracking_number=code)
