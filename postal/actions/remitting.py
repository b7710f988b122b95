"""Handing cash on with a slip, and counting it: two people, two confirmations. A difference is an open item, not a dead end.

Source: QĐ 45/2016/QĐ-TTg Art. 6(6), 7(5); TT 17/2017/TT-BTTTT Art. 5(1)(h).
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.background import nudge
from portal.documents.models import next_number
from portal.offices.models import Office
from portal.templatetags.portal import vnd
from portal.text import clean
from postal.actions.items import open_item
from postal.actions.ledger import book, lock_accounts, locked_book
from postal.errors import AmountUnreadable, CountedAlready, NothingHeld, NotThePayee, OwnRemittance, ReasonNeeded
from postal.models import Account, ItemKind, LedgerEntry, Remittance
from postal.models.ledger import MOST_VND
from postal.positions import Charge, Kind
from postal.slips import remittance_content

OF_THE_STATE = (Charge.FEE, Charge.SURPLUS)  # to the agency; the surplus, because the agency gives it back


def remit(
    *, office: Office, post_office: Office, is_postage: bool, holder_id: int | None, by: Actor, at: datetime, key: str
) -> Remittance:
    """Hand on everything held for an office: its fees to its cashier, or the postage to the post office itself.

    `holder_id`: what one worker holds; None: all workers of the post office. Raises NothingHeld.
    """
    with transaction.atomic():
        if made := Remittance.objects.filter(key=key).first():
            return made
        cash_book = locked_book(office)
        charges = (Charge.POSTAGE,) if is_postage else OF_THE_STATE
        held = Account.objects.filter(office=office, post_office=post_office, charge__in=charges, held_vnd__gt=0)
        held = held.filter(holder_id=holder_id) if holder_id else held
        accounts = lock_accounts(list(held.values_list("pk", flat=True)), cash_book)
        accounts = [account for account in accounts if account.held_vnd]
        if not accounts:
            raise NothingHeld
        remittance = _make(
            accounts, office, post_office, payer_id=holder_id or by.user_id, is_postage=is_postage, by=by, at=at, key=key
        )
        for account in accounts:
            _hand_on(account, remittance, post_office, by=by, at=at)
        nudge("postal.tasks.render_remittance", remittance.pk)
    return remittance


def confirm_remittance(remittance_id: int, *, received_vnd: int, told: str = "", by: Actor, at: datetime) -> Remittance:
    """The payee has counted. Equal: all of it is confirmed. Less: as far as it goes, in the order of the slip; the rest is an
    open item. More: another one. The same count told twice changes nothing.

    Raises NotThePayee, OwnRemittance, CountedAlready, ReasonNeeded (a difference without a word), AmountUnreadable.
    """
    told = clean(told)[:300]
    if not 0 <= received_vnd <= MOST_VND:
        raise AmountUnreadable
    with transaction.atomic():
        remittance = (
            Remittance.objects.select_for_update(of=("self",)).select_related("office", "post_office").get(pk=remittance_id)
        )
        if remittance.payee_id != by.office_id:
            raise NotThePayee
        if remittance.confirmed_at:
            if (remittance.received_vnd, remittance.confirmed_by_id) == (received_vnd, by.user_id):
                return remittance
            raise CountedAlready(remittance.number)
        if remittance.made_by_id == by.user_id:
            raise OwnRemittance
        if received_vnd != remittance.total_vnd and not told:
            raise ReasonNeeded
        remittance.confirmed_by_id, remittance.confirmed_at, remittance.received_vnd = by.user_id, at, received_vnd
        remittance.save()
        confirm_in_transit(remittance, received_vnd, key="counted", by=by, at=at)
        _open_difference(remittance, told, by=by, at=at)
        record("remittance.confirmed", subject=f"remittance:{remittance.number}", by=by, at=at, received_vnd=received_vnd)
    return remittance


def in_transit_of(remittance: Remittance) -> list[tuple[Account, int]]:
    """Its accounts under lock with what of this slip has not arrived yet, in the order of the slip."""
    cash_book = locked_book(remittance.office)
    entries = LedgerEntry.objects.filter(remittance=remittance).order_by("pk")
    left: dict[int, int] = {}
    for entry in entries:
        sign = 1 if entry.kind == Kind.REMITTED else -1 if entry.kind in {Kind.CONFIRMED, Kind.WRITTEN_OFF} else 0
        left[entry.account_id] = left.get(entry.account_id, 0) + sign * entry.amount_vnd
    accounts = {account.pk: account for account in lock_accounts(list(left), cash_book)}
    return [(accounts[pk], amount) for pk, amount in left.items() if amount > 0]


def confirm_in_transit(remittance: Remittance, amount_vnd: int, *, key: str, by: Actor, at: datetime) -> None:
    """Confirm as much of the slip as the amount covers."""
    for account, left in in_transit_of(remittance):
        share = min(left, amount_vnd)
        if share:
            name = f"confirm:{remittance.number}:{account.pk}:{key}"
            book(account, Kind.CONFIRMED, share, key=name, remittance=remittance, by=by, at=at)
        amount_vnd -= share


def _make(
    accounts: list[Account],
    office: Office,
    post_office: Office,
    *,
    payer_id: int,
    is_postage: bool,
    by: Actor,
    at: datetime,
    key: str,
) -> Remittance:
    prefix, day = ("CUOC" if is_postage else "NT"), timezone.localdate(at)
    serial = next_number(f"remittance:{prefix}:{office.pk}:{day:%y%m%d}")
    number = f"{prefix}-{office.code}-{day:%y%m%d}-{serial:02d}"
    payee = post_office if is_postage else office
    remittance = Remittance.objects.create(
        number=number,
        office=office,
        post_office=post_office,
        payee=payee,
        total_vnd=sum(account.held_vnd for account in accounts),
        content=remittance_content(number, accounts, office, post_office, payee, payer_id=payer_id, at=at),
        made_by_id=by.user_id,
        made_at=at,
        key=key,
    )
    total = {"total_vnd": remittance.total_vnd, "accounts": len(accounts)}
    record("remittance.made", subject=f"remittance:{number}", by=by, at=at, **total)
    return remittance


def _hand_on(account: Account, remittance: Remittance, post_office: Office, *, by: Actor, at: datetime) -> None:
    book(
        account,
        Kind.REMITTED,
        account.held_vnd,
        key=f"remit:{remittance.number}:{account.pk}",
        holder_id=account.holder_id,
        post_office=post_office,
        remittance=remittance,
        source="desk",
        by=by,
        at=at,
    )


def _open_difference(remittance: Remittance, told: str, *, by: Actor, at: datetime) -> None:
    difference = remittance.difference_vnd
    if not difference:
        return
    kind, word = (ItemKind.REMITTED_SHORT, "thiếu") if difference < 0 else (ItemKind.REMITTED_OVER, "thừa")
    sentence = f"Bảng kê {remittance.number}: {word} {vnd(abs(difference))}. {told}"
    about = {"office": remittance.office, "remittance": remittance, "post_office": remittance.post_office}
    open_item(kind, abs(difference), key=remittance.number, told=sentence, by=by, at=at, **about)
