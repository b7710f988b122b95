"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task

from postal import printing


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
