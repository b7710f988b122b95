"""The dossiers of a period as a CSV for the Department: written by a worker row by row, so that a million take no more memory
than a thousand, with its progress kept. Codes, moments and sums only: no person, no declaration, no paper.
"""

import csv
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from applications.models import Application
from applications.states import State
from applications.statutory.models import DossierExport
from civil_registry.models import EventKind
from portal.csv_files import spreadsheet_safe
from portal.documents.models import StoredDocument
from portal.offices.models import Office

HEAD = (
    "Mã hồ sơ",
    "Đơn vị",
    "Thủ tục",
    "Loại việc",
    "Trạng thái",
    "Nộp lúc",
    "Tiếp nhận lúc",
    "Ngày hẹn trả",
    "Giải quyết xong lúc",
    "Kết quả so với hẹn",
    "Số bản sao",
    "Phí (đồng)",
    "Bàn giao bưu điện lúc",
    "Trả kết quả lúc",
)
FIELDS = (
    "dossier_code",
    "office_id",
    "procedure_code",
    "kind",
    "state",
    "submitted_at",
    "received_at",
    "promised_on",
    "resolved_at",
    "copies",
    "fee_vnd",
    "handed_over_at",
    "delivered_at",
)
ROWS_AT_ONCE = 2000
TOLD_EVERY = 10_000  # rows between two notes of progress
SILENT_SECONDS = 120  # a run that has told nothing for so long is dead: the sweep begins anew
KIND = "dossier_export"


def write_export(export_id: int, *, now=timezone.now) -> StoredDocument:
    """Write the file once; safe to run twice or at once: who comes second finds the first one's. Outside a transaction."""
    export = DossierExport.objects.select_related("document").get(pk=export_id)
    if export.document_id:
        return export.document
    found = dossiers_of(export)
    DossierExport.objects.filter(pk=export_id).update(total=found.count(), done=0, told_at=now())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        done = _write(path, found, export_id, now)
        with transaction.atomic():
            export = DossierExport.objects.select_for_update(of=("self",)).select_related("document").get(pk=export_id)
            if export.document_id is None:
                export.document = StoredDocument.keep_file(path, kind=KIND, content_type="text/csv")
                export.total = export.done = done
                export.told_at = now()
                export.save()
    return export.document


def unwritten_ids(*, at: datetime, limit: int = 5) -> list[int]:
    """Asked for and not written, whoever lost their nudge or died; not those that a worker is writing."""
    dead = Q(told_at__isnull=True) | Q(told_at__lt=at - timedelta(seconds=SILENT_SECONDS))
    waiting = DossierExport.objects.filter(dead, document__isnull=True).order_by("pk")
    return list(waiting.values_list("pk", flat=True)[:limit])


def dossiers_of(export: DossierExport) -> QuerySet[Application]:
    """Sent in the period, or open when it began: those that its report counts."""
    asked = export.asked
    filed = Application.objects.real().exclude(state=State.DRAFT).filter(submitted_at__lt=asked.until)
    return filed.filter(Q(resolved_at__isnull=True) | Q(resolved_at__gte=asked.starts_at)).order_by("pk")


def _write(path: Path, found: QuerySet[Application], export_id: int, now) -> int:
    names = {office.pk: spreadsheet_safe(office.full_name) for office in Office.objects.select_related("parent")}
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEAD)
        for count, row in enumerate(_rows(found, names), start=1):
            writer.writerow(row)
            if count % TOLD_EVERY == 0:
                DossierExport.objects.filter(pk=export_id).update(done=count, told_at=now())
    return count


def _rows(found: QuerySet[Application], names: dict[int, str]) -> Iterator[tuple]:
    kinds, states = dict(EventKind.choices), dict(State.choices)
    for values in found.values_list(*FIELDS).iterator(chunk_size=ROWS_AT_ONCE):
        code, office_id, procedure, kind, state, *_ = values
        sent, received, promised_on, resolved, copies, fee, handed_over, delivered = values[5:]
        moments = (_moment(sent), _moment(received), f"{promised_on:%d/%m/%Y}" if promised_on else "", _moment(resolved))
        told = (_kept(resolved, promised_on), copies, fee, _moment(handed_over), _moment(delivered))
        yield code or "", names[office_id], procedure, kinds[kind], states[state], *moments, *told


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else ""


def _kept(resolved: datetime | None, promised_on) -> str:
    if resolved is None or promised_on is None:
        return ""
    day = timezone.localdate(resolved)
    return "Trước hạn" if day < promised_on else "Đúng hạn" if day == promised_on else "Quá hạn"
