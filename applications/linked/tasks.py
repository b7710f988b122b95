"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task
from django.utils import timezone

from applications.linked import actions, incoming, letters, slips, telling
from portal.sweeping import sweep


@shared_task
def keep_linked() -> None:
    """The sweep: whatever a lost nudge left behind, in the order in which one thing follows from another."""
    now = timezone.now()
    actions.open_cases(at=now)
    actions.advance_cases(at=now)
    actions.pass_on_abolished(at=now)
    actions.send_pending(at=now)
    incoming.settle_all(at=now)
    telling.tell_pending(at=now)
    sweep(slips.unrendered_ids(), slips.render, fault="linked_slip_not_rendered")


@shared_task
def send_linked() -> None:
    actions.send_pending(at=timezone.now())


@shared_task
def settle_linked(child_id: int) -> None:
    incoming.settle_waiting(child_id, at=timezone.now())


@shared_task
def tell_linked() -> None:
    telling.tell_pending(at=timezone.now())


@shared_task
def render_hand_over(slip_id: int) -> None:
    slips.render(slip_id)


@shared_task
def remind_of_linked() -> None:
    letters.remind(at=timezone.now())
