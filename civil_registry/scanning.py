"""Scanning sheets back: signed by hand and sealed, each by the digits under its bar code. Who and when is kept."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from civil_registry.models import CopyState, ExtractCopy, PrintedSheet, PrintRun
from civil_registry.print_runs import PrintRunError
from civil_registry.sheetcodes import DIGITS, is_sheet_number
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.offices.models import Office

_RUN_DIGITS, _POST_DIGITS = 10, 12


class UnreadableSheet(PrintRunError):
    """No number of ours, or of something else than a sheet."""


class SheetUnknown(PrintRunError):
    """A number of ours that names no sheet of this office that is out."""


class ScannedTwice(PrintRunError):
    """It is back already."""


class CopyVoid(PrintRunError):
    """The copy was cancelled."""


class OfAnotherRun(PrintRunError):
    """It lies in another stack."""


class SerialTaken(PrintRunError):
    def __init__(self, serial: str) -> None:
        super().__init__(f"Số seri {serial} đã ghi cho một tờ khác của cơ quan. Kiểm tra lại số trên phôi")


def scan_back(run_id: int, typed: str, *, by: Actor, at: datetime, security_serial: str = "") -> PrintedSheet:
    """One sheet of a run is back, signed and sealed.

    Raises UnreadableSheet, SheetUnknown, OfAnotherRun, CopyVoid, ScannedTwice, SerialTaken.
    """
    number = digits_of(typed)
    with transaction.atomic():
        run = PrintRun.objects.select_related("office").get(pk=run_id)
        sheet = _live_sheet(number, run.office)
        if sheet.run_id != run.pk:
            raise OfAnotherRun(f"Tờ này thuộc đợt in {sheet.run.number}, không thuộc đợt đang mở. Mở đợt đó rồi quét")
        if sheet.scanned_at:
            raise ScannedTwice(f"Tờ này đã quét lúc {timezone.localtime(sheet.scanned_at):%H:%M ngày %d/%m}")
        sheet.scanned_at, sheet.scanned_by_id, sheet.security_serial = at, by.user_id, security_serial
        _save_unless_taken(sheet)
        record("print_run.scanned_back", subject=f"sheet:{sheet.number}", by=by, at=at, run=run.number)
    return sheet


def write_serial(sheet_id: int, serial: str, *, by: Actor, at: datetime) -> PrintedSheet:
    """The number of the seal or the security paper of a sheet that is back. Raises SerialTaken, SheetUnknown."""
    with transaction.atomic():
        sheet = PrintedSheet.objects.select_for_update().get(pk=sheet_id)
        if not sheet.scanned_at or sheet.spoiled_at:
            raise SheetUnknown("Chỉ ghi số seri cho tờ đã quét lại")
        sheet.security_serial = serial
        _save_unless_taken(sheet)
        record("print_run.serial_written", subject=f"sheet:{sheet.number}", by=by, at=at)
    return sheet


def run_named(typed: str, office: Office) -> PrintRun | None:
    """The run of a number on a cover sheet or on a sheet, of this office only."""
    digits = "".join(character for character in typed if character.isascii() and character.isdigit())[:DIGITS]
    runs = PrintRun.objects.filter(office=office)
    if is_sheet_number(digits):
        return runs.filter(sheets__number=digits, sheets__spoiled_at__isnull=True).first()
    return runs.filter(number=digits).first()


def digits_of(typed: str) -> str:
    """The fourteen digits of a sheet. Raises UnreadableSheet with what was scanned instead."""
    number = "".join(typed.split()).replace(".", "").replace("-", "")
    if not number:
        raise UnreadableSheet("Quét mã vạch ở chân tờ bản sao hoặc gõ 14 chữ số dưới mã vạch")
    if not (number.isascii() and number.isdigit()):
        raise UnreadableSheet("Mã của tờ chỉ gồm chữ số. Quét mã vạch, không quét mã QR")
    if len(number) == _POST_DIGITS:
        raise UnreadableSheet("Đây là mã của phong bì. Quét mã vạch ở chân tờ bản sao")
    if len(number) == _RUN_DIGITS:
        raise UnreadableSheet("Đây là mã của tờ bìa. Quét mã vạch ở chân từng tờ bản sao")
    if len(number) != DIGITS:
        raise UnreadableSheet(f"Mã của tờ phải đủ {DIGITS} chữ số, đang có {len(number)}")
    if not is_sheet_number(number):
        raise UnreadableSheet("Mã không đúng. Quét lại, hoặc gõ lại 14 chữ số")
    return number


def _live_sheet(number: str, office: Office) -> PrintedSheet:
    """The sheet that counts, under lock; or why it does not. Of another office no more is said than that."""
    sheets = PrintedSheet.objects.select_for_update(of=("self",)).select_related("run")
    sheet = sheets.filter(number=number, office=office, spoiled_at__isnull=True).first()
    if sheet is not None:
        return sheet
    copy = ExtractCopy.objects.filter(pk=int(number[1:11])).first()
    if copy is None:
        raise SheetUnknown("Không có bản sao với mã này. Kiểm tra lại tờ vừa quét")
    if copy.lies_at_id != office.pk:
        raise SheetUnknown("Tờ này của cơ quan khác. Để riêng và báo người phụ trách")
    if copy.state == CopyState.CANCELLED:
        raise CopyVoid(f"Bản sao số {copy.serial_text} đã hủy. Không đóng dấu, không giao; để riêng tờ này")
    raise SheetUnknown(f"Bản sao số {copy.serial_text} chưa nằm trong đợt in nào. Chọn in ở khay in trước")


def _save_unless_taken(sheet: PrintedSheet) -> None:
    """The database decides: two people may enter one number at once."""
    try:
        with transaction.atomic():
            sheet.save()
    except IntegrityError as fault:
        raise SerialTaken(sheet.security_serial) from fault
