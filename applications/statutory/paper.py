"""An issued report as a paper in the layout of NĐ 30/2020, A4 landscape: printed once by the worker and kept byte for byte.

Rows go in parts, so that memory stays flat however many units there are. Source: NĐ 30/2020/NĐ-CP annex I.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction

from applications.statutory.models import Report
from applications.statutory.tables import head_rows
from portal.days import HANOI, local_day
from portal.documents.heading import heading
from portal.documents.long_papers import render_long
from portal.documents.models import StoredDocument

TEMPLATE, KIND = "documents/statutory_report.html", "statutory_report"
ROWS_A_PART = 100


def render_report(report_id: int) -> StoredDocument:
    """Print an issued report once; safe to run twice or at once. Printing happens outside the transaction that keeps it."""
    report = Report.objects.select_related("office", "prepared_by", "document").get(pk=report_id, issued_at__isnull=False)
    if report.document_id:
        return report.document
    paper = report_pdf(report)
    with transaction.atomic():
        report = Report.objects.select_for_update(of=("self",)).select_related("document").get(pk=report_id)
        if report.document_id is None:
            report.document = StoredDocument.keep(paper, kind=KIND)
            report.save(update_fields=["document"])
    return report.document


def unprinted_ids(limit: int = 20) -> list[int]:
    """Issued but not printed, oldest first: what the sweep finds."""
    waiting = Report.objects.filter(issued_at__isnull=False, document__isnull=True)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def report_pdf(report: Report) -> bytes:
    """Head and title on the first sheet, the heading of the table on each, notes and signatures at the end."""
    title = f"{report.content['title']}, {report.content['period']}"
    return render_long(TEMPLATE, _parts(report), title=title)


def _parts(report: Report) -> Iterator[dict]:
    day, content = local_day(report.issued_at), report.content
    shared = {
        "report": report,
        "content": content,
        "heads": head_rows(content["columns"]),
        "head": heading(report.office, day, report.number_text),
        "as_of": datetime.fromisoformat(content["as_of"]).astimezone(HANOI),
        "is_demo": not settings.IS_PRODUCTION,
    }
    lots = list(_lots(content["rows"]))
    for index, rows in enumerate(lots):
        yield shared | {"rows": rows, "is_first": index == 0, "is_last": index == len(lots) - 1}


def _lots(rows: list[dict]) -> Iterator[list[dict]]:
    if not rows:
        yield []
    for start in range(0, len(rows), ROWS_A_PART):
        yield rows[start : start + ROWS_A_PART]
