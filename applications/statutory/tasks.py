"""Thin Celery tasks: take an id, may run twice, call one function."""

import structlog
from celery import shared_task

from applications.statutory import paper

log = structlog.get_logger(__name__)


@shared_task
def render_report(report_id: int) -> None:
    """Print an issued report once."""
    paper.render_report(report_id)


@shared_task
def render_pending_reports() -> None:
    """The sweep: reports issued but not printed, whoever lost their nudge. One that fails does not stop the others."""
    for report_id in paper.unprinted_ids():
        try:
            paper.render_report(report_id)
        except Exception:
            log.exception("report_not_printed", report_id=report_id)
