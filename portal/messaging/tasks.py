"""Thin Celery tasks for messages."""

from celery import shared_task
from django.utils import timezone

from portal.days import local_day
from portal.messaging import delivery, press, succeeding
from portal.sweeping import sweep


@shared_task
def deliver_pending() -> int:
    """The sweep: messages whose time to be tried has come."""
    return delivery.deliver_pending(clock=timezone.now)


@shared_task
def print_letter(letter_id: int) -> None:
    press.print_letter(letter_id)


@shared_task
def print_pending_letters() -> None:
    """The sweep: letters asked for, whoever lost their nudge."""
    sweep(press.unprinted_letters(), press.print_letter, fault="letter_not_printed")


@shared_task
def pass_on_ladders() -> int:
    """Letters and calls of units that have ended."""
    return succeeding.pass_on_ladders(local_day(timezone.now()))
