"""The nightly proof: every account's balance is added up anew from its entries, and every parcel has its accounts.

It reads; what it finds is kept, shown and told to the Department. It changes nothing in the ledger.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Count, QuerySet, Sum

from postal.models import Account, LedgerEntry, LedgerProof, Parcel
from postal.positions import POSITIONS, Charge, moves_of

log = structlog.get_logger(__name__)
NAMED = 200  # differences kept by name


def prove_ledger(*, at: datetime) -> LedgerProof:
    """Compare and keep the result. A difference is logged as an error.

    Entries and balances are read one after the other, while others may book: what differs is compared again under its lock.
    """
    suspects = [account_id for account_id, _ in _differing(Account.objects.all(), LedgerEntry.objects.all())]
    differences = [*(found for pk in suspects for found in _compared_under_lock(pk)), *_parcels_without_accounts()]
    proof = LedgerProof.objects.create(
        at=at,
        accounts=Account.objects.count(),
        entries=LedgerEntry.objects.count(),
        differences=differences[:NAMED],
    )
    if differences:
        log.error("ledger_differs", differences=len(differences))
    return proof


def _compared_under_lock(account_id: int) -> list[dict]:
    """One account alone: who books holds its lock from the balance to the entry, and several might wait for each other."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account_id)
        own = Account.objects.filter(pk=account_id), LedgerEntry.objects.filter(account=account_id)
        return [found for _, found in _differing(*own)]


def _differing(accounts: QuerySet[Account], entries: QuerySet[LedgerEntry]) -> Iterator[tuple[int, dict]]:
    """Accounts whose balance is not what their entries add up to, each with what is told of it."""
    counted, nothing = _from_entries(entries), dict.fromkeys(POSITIONS, 0)
    for account_id, code, charge, *kept in accounts.values_list("pk", "application__ref", "charge", *POSITIONS).iterator():
        balance, sums = dict(zip(POSITIONS, kept, strict=True)), counted.get(account_id, nothing)
        wrong = {name: [balance[name], sums[name]] for name in POSITIONS if balance[name] != sums[name]}
        if wrong:
            yield account_id, {"what": "balance", "ref": code, "charge": charge, "positions": wrong}


def _from_entries(entries: QuerySet[LedgerEntry]) -> dict[int, dict[str, int]]:
    """Account -> positions, from the entries alone."""
    counted: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(POSITIONS, 0))
    sums = entries.order_by().values_list("account_id", "kind", "taken_from").annotate(total=Sum("amount_vnd"))
    for account_id, kind, taken_from, total in sums.iterator():
        for name, sign in moves_of(kind, taken_from):
            counted[account_id][name] += sign * total
    return counted


def _parcels_without_accounts() -> list[dict]:
    usual = Count("application__accounts", filter=None)
    missing = Parcel.objects.annotate(number_of=usual).filter(number_of__lt=len({Charge.FEE, Charge.POSTAGE}))
    return [{"what": "no_account", "parcel": number} for number in missing.values_list("number", flat=True)[:NAMED]]
