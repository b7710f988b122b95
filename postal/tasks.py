"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task

from postal import records


@shared_task
def render_record(hand_over_id: int) -> None:
    records.render_record(hand_over_id)


@shared_task
def render_pending_records() -> None:
    """The sweep: hand-over records closed but not rendered, whoever lost their nudge."""
    for hand_over_id in records.unrendered_ids():
        records.render_record(hand_over_id)
