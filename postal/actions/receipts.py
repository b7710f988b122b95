"""Numbers of official receipts: pads given out and handed back, numbers used for a fee, numbers made void.

Source: domain reference §7.3; QĐ 45/2016/QĐ-TTg Art. 7(5) (the post gives the receipt).
"""

from datetime import datetime

from django.db import transaction

from applications.models import Application
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.offices.models import Office
from portal.text import clean
from postal.actions.items import open_item
from postal.errors import NumbersOverlap, ReasonNeeded, ReceiptNotFree
from postal.models import ItemKind, Receipt, ReceiptBook


def give_book(
    office: Office, *, form: str, series: str, first: int, last: int, holder_id: int, by: Actor, at: datetime
) -> ReceiptBook:
    """Give a pad to who collects. Raises NumbersOverlap where one of its numbers was given before."""
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # two pads at once must not overlap
        same = ReceiptBook.objects.filter(office=office, series=series, first_number__lte=last, last_number__gte=first)
        if taken := same.first():
            raise NumbersOverlap(str(taken))
        pad = ReceiptBook.objects.create(
            office=office,
            form=form,
            series=series,
            first_number=first,
            last_number=last,
            holder_id=holder_id,
            given_by_id=by.user_id,
            given_at=at,
        )
        record("receipts.given", subject=f"office:{office.code}", by=by, at=at, pad=str(pad), holder=holder_id)
    return pad


def end_book(book_id: int, *, by: Actor, at: datetime) -> ReceiptBook:
    """The pad is handed back; what is left of it stays unused."""
    with transaction.atomic():
        pad = ReceiptBook.objects.select_for_update(of=("self",)).select_related("office").get(pk=book_id)
        if pad.ended_at is None:
            pad.ended_at = at
            pad.save()
            record("receipts.ended", subject=f"office:{pad.office.code}", by=by, at=at, pad=str(pad))
    return pad


def make_void(book_id: int, number: int, *, reason: str, by: Actor, at: datetime) -> Receipt:
    """A spoilt number; its paper is kept with the reason. Raises ReasonNeeded, ReceiptNotFree."""
    reason = clean(reason)[:200]
    if not reason:
        raise ReasonNeeded
    with transaction.atomic():
        pad = ReceiptBook.objects.select_for_update(of=("self",)).select_related("office").get(pk=book_id)
        is_free = pad.first_number <= number <= pad.last_number and not _of(pad).filter(number=number).exists()
        if not is_free:
            raise ReceiptNotFree
        receipt = Receipt.objects.create(
            book=pad, series=pad.series, number=number, office=pad.office, void_reason=reason, by_id=by.user_id, at=at
        )
        record("receipts.void", subject=f"office:{pad.office.code}", by=by, at=at, receipt=str(receipt))
    return receipt


def receipt_for(application: Application, fee_vnd: int, typed: str, *, by: Actor, at: datetime) -> Receipt | None:
    """The number for a fee just collected: the one told, else the next of the collector's pad; None where there is none.

    The money has been taken, so nothing is refused: a number used before, or of no pad of his, becomes an open item.
    """
    if not fee_vnd:
        return None
    digits = clean(typed).replace(" ", "")
    pads = ReceiptBook.objects.select_for_update(of=("self",)).filter(
        office=application.office, holder_id=by.user_id, ended_at__isnull=True
    )
    if not digits:
        return _next(list(pads), application, fee_vnd, by=by, at=at)
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 7 else 0
    pad = pads.filter(first_number__lte=number, last_number__gte=number).first()
    about = {"application": application, "key": f"{application.pk}:{digits[:20]}", "by": by, "at": at}
    if pad is None:
        open_item(ItemKind.RECEIPT_UNKNOWN, fee_vnd, told=f"Số biên lai được ghi: {digits[:20]}", **about)
        return None
    if _of(pad).filter(number=number).exists():
        open_item(ItemKind.RECEIPT_DOUBLE, fee_vnd, told=f"Biên lai {pad.series} số {number:07d} đã ghi trước đó", **about)
        return None
    return _use(pad, number, application, fee_vnd, by=by, at=at)


def _next(pads: list[ReceiptBook], application: Application, fee_vnd: int, *, by: Actor, at: datetime) -> Receipt | None:
    for pad in pads:
        taken = set(_of(pad).filter(number__range=(pad.first_number, pad.last_number)).values_list("number", flat=True))
        after = max(taken, default=pad.first_number - 1) + 1  # a pad is torn off from the front
        if after <= pad.last_number:
            return _use(pad, after, application, fee_vnd, by=by, at=at)
    return None


def _use(pad: ReceiptBook, number: int, application: Application, fee_vnd: int, *, by: Actor, at: datetime) -> Receipt:
    return Receipt.objects.create(
        book=pad,
        series=pad.series,
        number=number,
        office_id=pad.office_id,
        application=application,
        amount_vnd=fee_vnd,
        by_id=by.user_id,
        at=at,
    )


def _of(pad: ReceiptBook):
    return Receipt.objects.filter(office_id=pad.office_id, series=pad.series)
