"""Thin Celery tasks: take an id, may run twice, call one function."""

import structlog
from celery import shared_task
from django.utils import timezone

from applications.statutory import dossier_export, paper

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


@shared_task
def write_export(export_id: int) -> None:
    """Write the dossiers of a period into a file once."""
    dossier_export.write_export(export_id)


@shared_task
def write_pending_exports() -> None:
    """The sweep: exports asked for that nobody is writing. One that fails does not stop the others."""
    for export_id in dossier_export.unwritten_ids(at=timezone.now()):
        try:
            dossier_export.write_export(export_id)
        except Exception:
            log.exception("export_not_written", export_id=export_id)
