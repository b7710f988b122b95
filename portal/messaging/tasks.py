"""Thin Celery tasks for messages."""

import structlog
from celery import shared_task
from django.utils import timezone

from portal.messaging import delivery, press

log = structlog.get_logger(__name__)


@shared_task
def deliver_pending() -> int:
    """The sweep: messages whose time to be tried has come."""
    return delivery.deliver_pending(clock=timezone.now)


@shared_task
def print_letter(letter_id: int) -> None:
    press.print_letter(letter_id)


@shared_task
def print_pending_letters() -> None:
    """The sweep: letters asked for, whoever lost their nudge. One that fails does not stop the others."""
    for letter_id in press.unprinted_letters():
        try:
            press.print_letter(letter_id)
        except Exception:
            log.exception("letter_not_printed", letter_id=letter_id)
