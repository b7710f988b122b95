"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task
from django.utils import timezone

from portal.sweeping import sweep
from postal import money_letters, money_printing, printing, proof, refunds, way_letters
from postal.actions import succeeding
from postal.carriers import orders, reports


@shared_task
def render_record(hand_over_id: int) -> None:
    printing.render_record(hand_over_id)


@shared_task
def render_pending_records() -> None:
    """The sweep: hand-over records closed but not rendered, whoever lost their nudge."""
    sweep(printing.unrendered_records(), printing.render_record, fault="record_not_rendered")
    sweep(printing.unrendered_corrections(), printing.render_correction, fault="correction_not_rendered")


@shared_task
def render_correction(correction_id: int) -> None:
    printing.render_correction(correction_id)


@shared_task
def render_sheet(sheet_id: int) -> None:
    printing.render_sheet(sheet_id)


@shared_task
def render_pending_sheets() -> None:
    """The sweep: sheets of labels asked for but not printed."""
    sweep(printing.unrendered_sheets(), printing.render_sheet, fault="sheet_not_rendered")


@shared_task
def render_remittance(remittance_id: int) -> None:
    money_printing.render_remittance(remittance_id)


@shared_task
def render_payment(slip_id: int) -> None:
    money_printing.render_payment(slip_id)


@shared_task
def render_pending_money_papers() -> None:
    """The sweep: remittance slips and acknowledgements made but not printed."""
    sweep(money_printing.unrendered_remittances(), money_printing.render_remittance, fault="remittance_not_rendered")
    sweep(money_printing.unrendered_payments(), money_printing.render_payment, fault="payment_slip_not_rendered")


@shared_task
def open_refunds() -> None:
    """The sweep: fees paid ahead for dossiers that ended without a result."""
    refunds.open_refunds(at=timezone.now())


@shared_task
def prove_ledger() -> None:
    """At night: does every balance follow from its entries? The Department hears of a difference."""
    now = timezone.now()
    money_letters.tell_of_differences(proof.prove_ledger(at=now), at=now)


@shared_task
def tell_money() -> None:
    money_letters.tell_money(at=timezone.now())


@shared_task
def tell_late() -> None:
    way_letters.tell_late(at=timezone.now())


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


@shared_task
def follow_dossier(application_id: int) -> None:
    """Its envelope goes where it has gone."""
    succeeding.follow_dossiers(at=timezone.now(), application_id=application_id)


@shared_task
def follow_dossiers() -> None:
    """The sweep: envelopes of units that have ended."""
    succeeding.follow_dossiers(at=timezone.now())
