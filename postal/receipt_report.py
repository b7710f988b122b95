"""What became of the numbers of each pad: used, void, skipped, left; and fees for which no number was given. Read only."""

from dataclasses import dataclass

from django.db.models import QuerySet

from portal.offices.models import Office
from postal.models import LedgerEntry, Receipt, ReceiptBook
from postal.positions import Charge, Kind

SHOWN = 100


@dataclass(frozen=True, slots=True)
class PadReport:
    pad: ReceiptBook
    used: int
    void: int
    gaps: list[int]  # skipped: below the highest number that left the pad
    unused: int  # not torn off yet
    voids: list[Receipt]


def books_of(office: Office) -> list[PadReport]:
    """Every pad of an office, the youngest first. Two queries."""
    pads = list(ReceiptBook.objects.filter(office=office).select_related("holder").order_by("-id")[:SHOWN])
    left: dict[int, list[Receipt]] = {pad.pk: [] for pad in pads}
    for receipt in Receipt.objects.filter(book__in=pads).order_by("number"):
        left[receipt.book_id].append(receipt)
    return [_report(pad, left[pad.pk]) for pad in pads]


def fees_without_receipt(office: Office) -> QuerySet[LedgerEntry]:
    """Fees taken in cash for which no number is known, oldest first."""
    entries = LedgerEntry.objects.filter(
        office=office,
        kind=Kind.COLLECTED,
        account__charge=Charge.FEE,
        receipt__isnull=True,
        amount_vnd__gt=0,
        countered_by__isnull=True,
    )
    return entries.select_related("account__application", "holder").order_by("pk")


def _report(pad: ReceiptBook, receipts: list[Receipt]) -> PadReport:
    numbers = {receipt.number for receipt in receipts}
    highest = max(numbers, default=pad.first_number - 1)
    voids = [receipt for receipt in receipts if receipt.void_reason]
    gaps = [number for number in range(pad.first_number, highest) if number not in numbers][:SHOWN]
    return PadReport(pad, len(receipts) - len(voids), len(voids), gaps, pad.last_number - highest, voids)
