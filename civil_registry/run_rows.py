"""What the print tray shows of a run and of its sheets."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from civil_registry.models import PrintedSheet, PrintRun
from civil_registry.sheetcodes import grouped
from portal.marks import Chip


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet as the page says it; names in initials, as on the cover sheet."""

    pk: int
    position: int
    serial: str
    of: str  # "1/2"
    subject: str
    dossier: str
    digits: str
    chip: Chip
    is_spoiled: bool
    scanned_at: datetime | None
    who: str
    security_serial: str
    why: str  # it was replaced
    replaced_in: str  # the run it was printed in again


def row_of(sheet: PrintedSheet) -> SheetRow:
    again = getattr(sheet, "reprinted_as", None)
    return SheetRow(
        sheet.pk,
        sheet.position,
        sheet.copy.serial_text,
        f"{sheet.index}/{sheet.copy.quantity}",
        initials(sheet.copy.entry.subject_name),
        sheet.copy.dossier_code,
        grouped(sheet.number),
        state_of(sheet),
        sheet.spoiled_at is not None,
        sheet.scanned_at,
        sheet.scanned_by.full_name if sheet.scanned_by else "",
        sheet.security_serial,
        sheet.spoiled_reason,
        again.run.number if again else "",
    )


def initials(name: str) -> str:
    """ "Nguyễn Thị Thùy Dương" -> "N. T. T. Dương": enough to compare with the paper under it."""
    *before, last = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), last])


def state_of(sheet: PrintedSheet) -> Chip:
    """In icon, words and colour."""
    if sheet.spoiled_at:
        return Chip("hold", "x-octagon", "Đã thay" if hasattr(sheet, "reprinted_as") else "Không dùng")
    if sheet.scanned_at:
        return Chip("done", "check-circle-fill", "Đã ký, đóng dấu")
    return Chip("today", "clock", "Chưa quét lại")


def tallied(runs: QuerySet[PrintRun]) -> QuerySet[PrintRun]:
    """With how many sheets count, and how many of them are back."""
    live = Q(sheets__spoiled_at__isnull=True)
    return runs.select_related("asked_by").annotate(
        live=Count("sheets", filter=live), back=Count("sheets", filter=live & Q(sheets__scanned_at__isnull=False))
    )
