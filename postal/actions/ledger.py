"""The one way into the ledger: open the accounts of a dossier, lock them, book entries. Nothing else writes there.

Who books holds the locks in this order: parcel, application, cash book of the office, accounts by id.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from applications.fees import fee_per_copy
from applications.models import Application
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.learned import learned_after
from portal.offices.models import Office
from postal.errors import AmountUnreadable, NotEnoughThere, NotWhileTraining
from postal.models import Account, CashBook, LedgerEntry
from postal.models.ledger import MOST_VND
from postal.positions import POSITIONS, Charge, Kind, after, is_sound

Accounts = dict[str, Account]


def locked_accounts(application: Application, *, by: Actor, at: datetime) -> Accounts:
    """Fee and postage of a dossier under lock, opened with what is due where they are not yet; and the surplus, if any."""
    cash_book = locked_book(_office_of(application))
    for charge in (Charge.FEE, Charge.POSTAGE):
        _open(application, charge, cash_book=cash_book, by=by, at=at)
    return _lock(application, cash_book)


def surplus_account(application: Application, accounts: Accounts) -> Account:
    """Where more than was due is kept apart, until it is given back."""
    if Charge.SURPLUS not in accounts:
        accounts[Charge.SURPLUS] = Account.objects.create(
            application=application, charge=Charge.SURPLUS, office=accounts[Charge.FEE].office
        )
        accounts[Charge.SURPLUS].book = accounts[Charge.FEE].book
    return accounts[Charge.SURPLUS]


def book(
    account: Account,
    kind: str,
    amount_vnd: int,
    *,
    key: str,
    by: Actor,
    at: datetime,
    source: str = "cashier",
    taken_from: str = "",
    holder_id: int | None = None,
    post_office: Office | None = None,
    **about,
) -> LedgerEntry:
    """One entry and its balance, on a locked account; the same key counts once.

    `about`: reason, remittance, receipt, counters. Raises NotEnoughThere, AmountUnreadable.
    """
    if known := LedgerEntry.objects.filter(key=key).first():
        return known
    if not 0 < (-amount_vnd if "counters" in about else amount_vnd) <= MOST_VND:
        raise AmountUnreadable
    positions = after({name: getattr(account, name) for name in POSITIONS}, kind, amount_vnd, taken_from)
    if not is_sound(positions):
        raise NotEnoughThere
    _keep_balance(account, positions, holder_id=holder_id, post_office=post_office, at=at)
    return LedgerEntry.objects.create(
        account=account,
        kind=kind,
        amount_vnd=amount_vnd,
        taken_from=taken_from,
        at=at,
        arrived_at=learned_after(at),
        booked_on=_open_day(account.book, at),
        actor_id=by.user_id,
        office_id=account.office_id,
        post_office=post_office,
        holder_id=holder_id,
        source=source,
        key=key,
        **about,
    )


def counter(entry: LedgerEntry, account: Account, amount_vnd: int, *, reason: str, by: Actor, at: datetime) -> LedgerEntry:
    """Take back a wrong entry, or `amount_vnd` of it, by another of the same kind. Raises NotEnoughThere."""
    if not 0 < amount_vnd <= entry.amount_vnd:
        raise NotEnoughThere
    return book(
        account,
        entry.kind,
        -amount_vnd,
        key=f"counter:{entry.pk}",
        by=by,
        at=at,
        taken_from=entry.taken_from,
        holder_id=entry.holder_id,
        post_office=entry.post_office,
        remittance=entry.remittance,
        counters=entry,
        reason=reason,
    )


def locked_book(office: Office) -> CashBook:
    """The office's books under lock: closing a day waits for who is booking, and the other way round.

    Raises NotWhileTraining for a sandbox: money is real or is not written down.
    """
    if office.is_training:
        raise NotWhileTraining
    CashBook.objects.bulk_create([CashBook(office=office)], ignore_conflicts=True)
    return CashBook.objects.select_for_update().get(office=office)


def lock_accounts(pks: list[int], cash_book: CashBook) -> list[Account]:
    """Accounts of one office under lock, by id."""
    accounts = list(Account.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    for account in accounts:
        account.book = cash_book
    return accounts


def note(verb: str, application: Application, *, by: Actor, at: datetime, **detail) -> None:
    """The evidence beside the entries: codes and amounts, no names."""
    record(f"money.{verb}", subject=f"application:{application.ref}", by=by, at=at, **detail)


def _open(application: Application, charge: str, *, cash_book: CashBook, by: Actor, at: datetime) -> None:
    """The account with what is due; a fee waived by law is due and waived at once."""
    account, is_new = Account.objects.get_or_create(
        application=application, charge=charge, defaults={"office": application.office}
    )
    if not is_new:
        return
    account.book = cash_book
    due, waived = _due_of(application, charge)
    told = {"by": by, "at": at, "source": "rule"}
    if due:
        book(account, Kind.DUE, due, key=f"due:{application.pk}:{charge}", **told)
    if waived:
        book(account, Kind.WAIVED, waived, key=f"waived:{application.pk}:{charge}", reason=application.fee_note, **told)


def _due_of(application: Application, charge: str) -> tuple[int, int]:
    """(due, waived by law), as fixed when the dossier was filed."""
    if charge == Charge.POSTAGE:
        return application.postage_vnd, 0
    if application.fee_vnd or not application.fee_note:
        return application.fee_vnd, 0
    filed_on = timezone.localdate(application.submitted_at)
    full = (fee_per_copy(application.procedure_code, filed_on) or 0) * application.copies
    return full, full


def _office_of(application: Application) -> Office:
    """Whose fee it is: the office that opened the account, though the dossier may have been passed on since."""
    first = Account.objects.filter(application=application).select_related("office").order_by("pk").first()
    return first.office if first else application.office


def _lock(application: Application, cash_book: CashBook) -> Accounts:
    pks = list(Account.objects.filter(application=application).values_list("pk", flat=True))
    return {account.charge: account for account in lock_accounts(pks, cash_book)}


def _keep_balance(
    account: Account, positions: Mapping[str, int], *, holder_id: int | None, post_office: Office | None, at: datetime
) -> None:
    for name, value in positions.items():
        setattr(account, name, value)
    if account.held_vnd and holder_id:
        account.holder_id, account.post_office = holder_id, post_office
        account.held_since = account.held_since or at
    if not account.held_vnd:
        account.holder, account.post_office, account.held_since = None, None, None
    account.save()


def _open_day(cash_book: CashBook, at: datetime) -> date:
    """The local day of the books: a closed one is never written in, so its money counts in the first open one after it."""
    day = timezone.localdate(at)
    if cash_book.closed_until and day <= cash_book.closed_until:
        return cash_book.closed_until + timedelta(days=1)
    return day
