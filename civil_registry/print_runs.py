"""Printing signed copies in runs: what waits, asking for a run, replacing a sheet that jammed, what is still not back.

The run is in the order of the issue register, so that the stack of paper lies as the book does. The worker makes the file
(run_press.py) of the stored bytes. Source: domain reference §5.1; TT 04/2020/TT-BTP Art. 35.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from civil_registry.models import CopyState, ExtractCopy, PrintedSheet, PrintRun, SealingRule
from civil_registry.sheetcodes import sheet_number
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.documents.models import next_number
from portal.documents.signing.models import SignedHow
from portal.offices.models import Office

AT_MOST = 1000  # copies in one run
GIVEN_UP_AFTER = timedelta(minutes=3)  # a worker that has said nothing for so long is gone
_TASK = "civil_registry.tasks.print_run"


class PrintRunError(Exception):
    """What could not be done, in words for the official."""


class NothingToPrint(PrintRunError):
    def __init__(self) -> None:
        super().__init__("Các bản đã chọn vừa được in ở đợt khác hoặc đã hủy. Chọn lại trong danh sách dưới đây.")


class NothingToReprint(PrintRunError):
    def __init__(self) -> None:
        super().__init__("Chọn ít nhất một tờ chưa thay để in lại.")


class ReasonMissing(PrintRunError):
    def __init__(self) -> None:
        super().__init__("Nhập lý do in lại, ví dụ: kẹt giấy, mực nhòe, rách khi đóng dấu")


def waiting_to_print(office: Office) -> QuerySet[ExtractCopy]:
    """Signed copies of an office never printed, neither in a run nor by themselves; in the order of the issue register.

    A copy signed digitally is a file: there is no sheet to sign and seal.
    """
    live = PrintedSheet.objects.filter(copy=OuterRef("pk"), spoiled_at__isnull=True)
    waiting = ExtractCopy.objects.lying_at(office.pk).filter(~Exists(live), state=CopyState.SIGNED, printed_at__isnull=True)
    waiting = waiting.filter(signed_how=SignedHow.PAPER)
    return waiting.order_by("serial_year", "serial_suffix", "serial")


def ask_for_run(office: Office, copy_ids: Iterable[int], *, by: Actor, at: datetime) -> PrintRun:
    """A run of those of the copies that still wait. Raises NothingToPrint."""
    with transaction.atomic():
        ours = ExtractCopy.objects.lying_at(office.pk).filter(pk__in=list(copy_ids))
        asked = list(ours.select_for_update().values_list("pk", flat=True))
        copies = list(waiting_to_print(office).filter(pk__in=asked)[:AT_MOST])
        if not copies:
            raise NothingToPrint
        sheets = [PrintedSheet(copy=copy, index=index) for copy in copies for index in range(1, copy.quantity + 1)]
        run = _begin(office, sheets, by=by, at=at)
        record("print_run.asked", subject=f"print_run:{run.number}", by=by, at=at, sheets=run.total)
    return run


def reprint(run_id: int, sheet_ids: Iterable[int], *, reason: str, by: Actor, at: datetime) -> PrintRun:
    """Replace sheets that jammed or were spoilt: the same bytes once more, in a run of its own that says why.

    Raises ReasonMissing; NothingToReprint where all of them were replaced already.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    asked = list(sheet_ids)
    with transaction.atomic():
        _lock_copies_of(run_id, asked)
        spoilt = list(
            PrintedSheet.objects.select_for_update(of=("self",))
            .select_related("run__office")
            .filter(run_id=run_id, pk__in=asked, spoiled_at__isnull=True, copy__state=CopyState.SIGNED)
        )
        if not spoilt:
            raise NothingToReprint
        for sheet in spoilt:
            sheet.spoiled_at, sheet.spoiled_by_id, sheet.spoiled_reason = at, by.user_id, reason
            sheet.save()
        again = [PrintedSheet(copy_id=sheet.copy_id, index=sheet.index, reprint_of=sheet) for sheet in spoilt]
        run = _begin(spoilt[0].run.office, again, by=by, at=at, reason=reason)
        record("print_run.reprinted", subject=f"print_run:{run.number}", by=by, at=at, sheets=run.total, reason=reason)
    return run


def spoil_sheets_of(copy_id: int, *, reason: str, by_id: int | None, at: datetime) -> int:
    """A cancelled copy takes its sheets along: they count for nothing. In the caller's transaction."""
    live = PrintedSheet.objects.filter(copy_id=copy_id, spoiled_at__isnull=True)
    return live.update(spoiled_at=at, spoiled_by_id=by_id, spoiled_reason=reason)


def _lock_copies_of(run_id: int, sheet_ids: list[int]) -> None:
    """Copies before their sheets, as who cancels or replaces a copy locks them."""
    copies = PrintedSheet.objects.filter(run_id=run_id, pk__in=sheet_ids).values("copy_id")
    list(ExtractCopy.objects.select_for_update(of=("self",)).filter(pk__in=copies).order_by("pk").values_list("pk"))


def print_anew(copy_id: int, *, reason: str, by_id: int | None, at: datetime) -> None:
    """Its sheets are gone, the paper is as good as ever: the same stored bytes wait to be printed, as on the first day. In the
    caller's transaction."""
    spoil_sheets_of(copy_id, reason=reason, by_id=by_id, at=at)
    ExtractCopy.objects.filter(pk=copy_id, state=CopyState.SIGNED).update(printed_at=None)


def is_quiet(run: PrintRun, at: datetime) -> bool:
    """Nobody has worked on it for minutes: the worker is down, or a paper cannot be printed. The sweep goes on trying."""
    return run.document_id is None and max(run.asked_at, run.worked_at or run.asked_at) < at - GIVEN_UP_AFTER


def sheets_of(copy_id: int) -> list[PrintedSheet]:
    """Every sheet ever printed of a copy, the replaced ones too; oldest first."""
    sheets = PrintedSheet.objects.filter(copy_id=copy_id).select_related("run", "scanned_by", "spoiled_by")
    return list(sheets.order_by("index", "pk"))


def must_scan_back(office_id: int, day: date) -> bool:
    """The youngest rule in force on a local day: the office's own, else the city's; without one, no."""
    rules = SealingRule.objects.filter(Q(office_id=office_id) | Q(office__isnull=True), from_on__lte=day)
    rule = rules.order_by(F("office").asc(nulls_last=True), "-from_on").first()
    return rule is not None and rule.must_scan_back


def sheets_not_back(copy: ExtractCopy) -> int:
    """How many sheets of a copy are not back signed and sealed, the unprinted ones among them; none of one signed digitally."""
    if copy.signed_how == SignedHow.DIGITAL:
        return 0
    back = PrintedSheet.objects.filter(copy=copy, spoiled_at__isnull=True, scanned_at__isnull=False).count()
    return copy.quantity - back


def _begin(office: Office, sheets: Sequence[PrintedSheet], *, by: Actor, at: datetime, reason: str = "") -> PrintRun:
    day = f"{timezone.localdate(at):%y%m%d}"
    run = PrintRun.objects.create(
        number=f"{day}{next_number(f'print_run:{day}'):04d}",
        office=office,
        asked_by_id=by.user_id,
        asked_at=at,
        reprint_reason=reason,
        total=len(sheets),
    )
    for position, sheet in enumerate(sheets, 1):
        sheet.run, sheet.office, sheet.position = run, office, position
        sheet.number = sheet_number(sheet.copy_id, sheet.index)
    PrintedSheet.objects.bulk_create(sheets, batch_size=500)
    nudge(_TASK, run.pk)
    return run
