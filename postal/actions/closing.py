"""Ending a day and a month: the day's close refuses while something is unexplained; the month's fees go to the Treasury.

Source: TT 281/2016/TT-BTC Art. 6(1); issue of the post desk: a closed day is countered in a later one, never edited.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.offices.models import Office
from portal.text import clean
from postal.actions.ledger import locked_book
from postal.balances import day_totals, unexplained
from postal.errors import DayClosed, DayNotReady, ReasonNeeded, VoucherTaken
from postal.models import DayClose, TreasuryDeposit


def close_day(office: Office, day: date, *, by: Actor, at: datetime) -> DayClose:
    """Close the office's books up to and including a local day. Asked twice, the same close.

    Raises DayNotReady (with what is unexplained), DayClosed (a later day is closed already).
    """
    with transaction.atomic():
        cash_book = locked_book(office)
        if done := DayClose.objects.filter(office=office, day=day).first():
            return done
        if cash_book.closed_until and day <= cash_book.closed_until:
            raise DayClosed
        reasons = [*_not_over(day, at), *unexplained(office, day)]
        if reasons:
            raise DayNotReady(reasons)
        totals = day_totals(office, since=cash_book.closed_until, until=day)
        cash_book.closed_until = day
        cash_book.save()
        close = DayClose.objects.create(office=office, day=day, totals=totals, closed_by_id=by.user_id, closed_at=at)
        record("money.day_closed", subject=f"office:{office.code}", by=by, at=at, day=day.isoformat())
    return close


def deposit(
    office: Office, month: date, *, amount_vnd: int, on: date, voucher: str, by: Actor, at: datetime
) -> TreasuryDeposit:
    """Fees of a month have been paid into the Treasury on a local day. Raises ReasonNeeded, VoucherTaken."""
    voucher = clean(voucher)[:60]
    if not voucher:
        raise ReasonNeeded
    try:
        with transaction.atomic():
            made = TreasuryDeposit.objects.create(
                office=office,
                month=month.replace(day=1),
                amount_vnd=amount_vnd,
                deposited_on=on,
                voucher=voucher,
                entered_by_id=by.user_id,
                entered_at=at,
            )
            told = {"month": f"{month:%Y-%m}", "amount_vnd": amount_vnd}
            record("treasury.deposited", subject=f"office:{office.code}", by=by, at=at, **told)
    except IntegrityError as fault:
        raise VoucherTaken from fault
    return made


def _not_over(day: date, at: datetime) -> list[str]:
    return ["Ngày này chưa đến."] if day > timezone.localdate(at) else []
