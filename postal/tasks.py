"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task
from django.utils import timezone

from postal import printing
from postal.carriers import orders, reports


@shared_task
def render_record(hand_over_id: int) -> None:
    printing.render_record(hand_over_id)


@shared_task
def render_pending_records() -> None:
    """The sweep: hand-over records closed but not rendered, whoever lost their nudge."""
    for hand_over_id in printing.unrendered_records():
        printing.render_record(hand_over_id)


@shared_task
def render_sheet(sheet_id: int) -> None:
    printing.render_sheet(sheet_id)


@shared_task
def render_pending_sheets() -> None:
    """The sweep: sheets of labels asked for but not printed."""
    for sheet_id in printing.unrendered_sheets():
        printing.render_sheet(sheet_id)


@shared_task
def send_order(order_id: int) -> None:
    orders.send(order_id, at=timezone.now())


@shared_task
def send_pending_orders() -> None:
    """The sweep: parcels announced to a carrier that has not answered yet."""
    for order_id in orders.waiting_orders(timezone.now()):
        orders.send(order_id, at=timezone.now())


@shared_task
def settle_reports() -> None:
    """The sweep: reports that came before what they build on."""
    reports.settle_waiting(at=timezone.now())


@shared_task
def ask_for_news() -> None:
    """Parcels of which no carrier has said anything for a day."""
    for order_id in orders.silent_orders(timezone.now()):
        orders.ask_for_news(order_id, at=timezone.now())
