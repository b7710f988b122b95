"""Thin Celery tasks: take an id, may run twice, call one function."""

from celery import shared_task
from django.utils import timezone

from applications.statutory import dossier_export, paper
from portal.sweeping import sweep


@shared_task
def render_report(report_id: int) -> None:
    """Print an issued report once."""
    paper.render_report(report_id)


@shared_task
def render_pending_reports() -> None:
    """The sweep: reports issued but not printed, whoever lost their nudge."""
    sweep(paper.unprinted_ids(), paper.render_report, fault="report_not_printed")


@shared_task
def write_export(export_id: int) -> None:
    """Write the dossiers of a period into a file once."""
    dossier_export.write_export(export_id)


@shared_task
def write_pending_exports() -> None:
    """The sweep: exports asked for that nobody is writing."""
    sweep(dossier_export.unwritten_ids(at=timezone.now()), dossier_export.write_export, fault="export_not_written")
