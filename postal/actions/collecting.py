"""Money of a parcel: collected by the post, waived, given back, given up. Every verb counts once by its key.

Source: QĐ 45/2016/QĐ-TTg Art. 6(6); TT 17/2017/TT-BTTTT Art. 5(2)(e); domain reference §5.2 (our own error is free).
"""

from datetime import datetime

from django.db import transaction

from applications.models import Application
from portal.accounts.actors import Actor
from portal.templatetags.portal import vnd
from portal.text import clean
from postal.actions.items import open_item
from postal.actions.ledger import Accounts, book, counter, locked_accounts, note, surplus_account
from postal.actions.receipts import receipt_for
from postal.errors import AmountUnreadable, MoneyNotHere, NotEnoughThere, ReasonNeeded
from postal.models import ItemKind, LedgerEntry, Parcel
from postal.models.ledger import MOST_VND
from postal.positions import Charge, Kind


def open_accounts(application_id: int, *, by: Actor, at: datetime) -> Accounts:
    """Write what is due of a dossier; asked twice, the same accounts."""
    with transaction.atomic():
        application = Application.objects.select_related("office").get(pk=application_id)
        return locked_accounts(application, by=by, at=at)


def collect(
    parcel_id: int,
    *,
    amount_vnd: int,
    receipt_number: str = "",
    by: Actor,
    at: datetime,
    key: str,
    source: str = "phone",
    told: str = "",
) -> list[LedgerEntry]:
    """The postal worker `by` has taken `amount_vnd` for a parcel: the State's fee first, then the post's, then the surplus.

    A report without a person (a carrier's system) leaves the cash with the worker who took the batch over. What is missing or
    too much becomes an open item. Raises AmountUnreadable.
    """
    if not 0 <= amount_vnd <= MOST_VND:
        raise AmountUnreadable
    with transaction.atomic():
        parcel = (
            Parcel.objects.select_for_update(of=("self",))
            .select_related("application__office", "hand_over__post_office")
            .get(pk=parcel_id)
        )
        known = LedgerEntry.objects.filter(key__startswith=f"collect:{parcel.number}:{key}:")
        if known.exists():
            return list(known)
        accounts = locked_accounts(parcel.application, by=by, at=at)
        shares = _shares(accounts, amount_vnd)
        cash = {
            "by": by,
            "at": at,
            "source": source,
            "holder_id": by.user_id or parcel.hand_over.confirmed_by_id,
            "post_office": parcel.hand_over.post_office,
        }
        receipt = receipt_for(parcel.application, shares[Charge.FEE], receipt_number, by=by, at=at)
        if shares[Charge.SURPLUS]:
            surplus = surplus_account(parcel.application, accounts)
            book(surplus, Kind.DUE, shares[Charge.SURPLUS], key=f"surplus:{parcel.number}:{key}", by=by, at=at, source=source)
        entries = [
            book(
                accounts[charge],
                Kind.COLLECTED,
                share,
                key=f"collect:{parcel.number}:{key}:{charge}",
                receipt=receipt if charge == Charge.FEE else None,
                reason=clean(told)[:300],
                **cash,
            )
            for charge, share in shares.items()
            if share
        ]
        note_owed(parcel.application, accounts)
        _open_differences(parcel, accounts, shares, key=key, told=told, by=by, at=at)
        note("collected", parcel.application, by=by, at=at, amount_vnd=amount_vnd, source=source)
    return entries


def waive(application_id: int, *, charge: str, amount_vnd: int, reason: str, by: Actor, at: datetime, key: str) -> LedgerEntry:
    """Give up a claim by law or for our own error; what has been paid of it already is to be given back.

    Raises ReasonNeeded, NotEnoughThere (more than is due and not waived yet), AmountUnreadable.
    """
    reason = clean(reason)[:300]
    if not reason:
        raise ReasonNeeded
    with transaction.atomic():
        accounts, application = _locked(application_id, by=by, at=at)
        account, key = accounts[charge], f"waive:{application_id}:{key}"
        if known := LedgerEntry.objects.filter(key=key).first():
            return known
        now = min(amount_vnd, account.outstanding_vnd)
        later = amount_vnd - now
        if later > account.confirmed_vnd - account.refunded_vnd:
            raise NotEnoughThere
        entry = book(account, Kind.WAIVED, now, key=key, reason=reason, by=by, at=at) if now else None
        if later:
            open_item(ItemKind.REFUND_DUE, later, key=key, application=application, told=reason, by=by, at=at)
        note("waived", application, by=by, at=at, amount_vnd=amount_vnd, charge=charge)
        follow_ledger(application, accounts)
    return entry


def claim_again(application_id: int, *, charge: str, waived_with: str, reason: str, by: Actor, at: datetime) -> None:
    """Take back what was waived under keys beginning with `waived_with`: it is due as before. Nothing waived, nothing done."""
    with transaction.atomic():
        accounts, application = _locked(application_id, by=by, at=at)
        account = accounts[charge]
        given_up = LedgerEntry.objects.filter(key__startswith=f"waive:{application_id}:{waived_with}:", amount_vnd__gt=0)
        for entry in given_up.filter(account=account, countered_by__isnull=True).order_by("pk"):
            counter(entry, account, entry.amount_vnd, reason=clean(reason)[:300], by=by, at=at)
            note("claimed_again", application, by=by, at=at, amount_vnd=entry.amount_vnd, charge=charge)
        follow_ledger(application, accounts)


def refund(application_id: int, *, charge: str, amount_vnd: int, reason: str, by: Actor, at: datetime, key: str) -> LedgerEntry:
    """The cashier has given money back and the claim to it is given up with it. Raises ReasonNeeded, MoneyNotHere."""
    reason = clean(reason)[:300]
    if not reason:
        raise ReasonNeeded
    with transaction.atomic():
        accounts, application = _locked(application_id, by=by, at=at)
        account, key = accounts.get(charge), f"refund:{application_id}:{key}"
        if known := LedgerEntry.objects.filter(key=key).first():
            return known
        if account is None or amount_vnd > account.confirmed_vnd - account.refunded_vnd:
            raise MoneyNotHere
        entry = book(account, Kind.REFUNDED, amount_vnd, key=key, reason=reason, by=by, at=at)
        book(account, Kind.WAIVED, amount_vnd, key=f"{key}:waived", reason=reason, by=by, at=at)
        note("refunded", application, by=by, at=at, amount_vnd=amount_vnd, charge=charge)
    return entry


def write_off(
    application_id: int, *, charge: str, amount_vnd: int, taken_from: str, reason: str, by: Actor, at: datetime, key: str
) -> LedgerEntry:
    """Give up money that cannot be had; `taken_from`: outstanding, held or in_transit. Raises ReasonNeeded, NotEnoughThere."""
    reason = clean(reason)[:300]
    if not reason:
        raise ReasonNeeded
    with transaction.atomic():
        accounts, application = _locked(application_id, by=by, at=at)
        told = {"key": f"off:{application_id}:{key}", "reason": reason, "taken_from": taken_from}
        account = accounts[charge]
        entry = book(
            account,
            Kind.WRITTEN_OFF,
            amount_vnd,
            by=by,
            at=at,
            holder_id=account.holder_id if taken_from == "held" else None,
            post_office=account.post_office if taken_from == "held" else None,
            **told,
        )
        note("written_off", application, by=by, at=at, amount_vnd=amount_vnd, charge=charge)
        follow_ledger(application, accounts)
    return entry


def follow_ledger(application: Application, accounts: Accounts) -> None:
    """What is still to be paid, told to the dossier and to its envelope after the claim has changed; not to a delivered one.

    The dossier is locked by the caller.
    """
    note_owed(application, accounts)
    Parcel.objects.filter(application=application, delivered_at__isnull=True).update(**asked_of(application))


def note_owed(application: Application, accounts: Accounts) -> None:
    """Keep with the dossier, which its citizen reads, what the accounts still claim."""
    owed = {"fee_owed_vnd": accounts[Charge.FEE].outstanding_vnd, "postage_owed_vnd": accounts[Charge.POSTAGE].outstanding_vnd}
    for name, amount in owed.items():
        setattr(application, name, amount)
    Application.objects.filter(pk=application.pk).update(**owed)


def asked_of(application: Application) -> dict[str, int]:
    """What an envelope asks its recipient for: what is owed; nothing for what replaces a paper he has had."""
    if not application.due_total_vnd:
        return {"fee_vnd": 0, "postage_vnd": 0}
    return {"fee_vnd": application.fee_left_vnd, "postage_vnd": application.postage_left_vnd}


def ask_what_is_left(application_id: int, *, by: Actor, at: datetime) -> None:
    """An envelope that has to go a second way asks for what is outstanding, not for what was paid."""
    with transaction.atomic():
        accounts, application = _locked(application_id, by=by, at=at)
        follow_ledger(application, accounts)


def _locked(application_id: int, *, by: Actor, at: datetime) -> tuple[Accounts, Application]:
    Parcel.objects.select_for_update().filter(application_id=application_id).first()
    application = Application.objects.select_for_update(of=("self",)).select_related("office").get(pk=application_id)
    return locked_accounts(application, by=by, at=at), application


def _shares(accounts: Accounts, amount_vnd: int) -> dict[str, int]:
    fee = min(amount_vnd, accounts[Charge.FEE].outstanding_vnd)
    postage = min(amount_vnd - fee, accounts[Charge.POSTAGE].outstanding_vnd)
    return {Charge.FEE: fee, Charge.POSTAGE: postage, Charge.SURPLUS: amount_vnd - fee - postage}


def _open_differences(parcel: Parcel, accounts: Accounts, shares, *, key: str, told: str, by: Actor, at: datetime) -> None:
    missing = accounts[Charge.FEE].outstanding_vnd + accounts[Charge.POSTAGE].outstanding_vnd
    about = {
        "application": parcel.application,
        "post_office": parcel.hand_over.post_office,
        "by": by,
        "at": at,
        "key": f"collect:{parcel.number}:{key}",
    }
    because = f" Bưu tá ghi: {clean(told)[:300]}" if told else ""
    if missing:
        open_item(ItemKind.SHORT, missing, told=f"Thu thiếu {vnd(missing)} khi giao.{because}", **about)
    if shares[Charge.SURPLUS]:
        open_item(
            ItemKind.SURPLUS, shares[Charge.SURPLUS], told=f"Thu thừa {vnd(shares[Charge.SURPLUS])} khi giao.{because}", **about
        )
