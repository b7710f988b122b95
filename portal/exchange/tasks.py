"""Thin Celery tasks of the exchange with partners: each partner is a task of its own, so none waits for another."""

from celery import shared_task
from django.utils import timezone

from portal.background import nudge
from portal.exchange import file_reading, inbox, outgoing, retention


@shared_task
def send_to(partner_id: int) -> int:
    return outgoing.send_due(partner_id, clock=timezone.now)


@shared_task
def send_pending() -> int:
    """The sweep: a task for each partner for whom something is due."""
    partners = outgoing.partners_with_mail(timezone.now())
    for partner_id in partners:
        nudge("portal.exchange.tasks.send_to", partner_id)
    return len(partners)


@shared_task
def handle_waiting() -> int:
    return inbox.handle_waiting(clock=timezone.now)


@shared_task
def read_files() -> int:
    return file_reading.read_all(clock=timezone.now)


@shared_task
def empty_old() -> int:
    return retention.empty_old(at=timezone.now())
