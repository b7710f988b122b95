"""The nightly proof: every account's balance is added up anew from its entries, and every parcel has its accounts.

It reads; what it finds is kept, shown and told to the Department. It changes nothing in the ledger.
"""

from collections import defaultdict
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Count, Sum

from postal.models import Account, LedgerEntry, LedgerProof, Parcel
from postal.positions import POSITIONS, Charge, moves_of

log = structlog.get_logger(__name__)
NAMED = 200  # differences kept by name


def prove_ledger(*, at: datetime) -> LedgerProof:
    """Compare, in one snapshot, and keep the result. A difference is logged as an error."""
    with transaction.atomic():
        counted = _from_entries()
        differences = [*_accounts_that_differ(counted), *_parcels_without_accounts()]
        proof = LedgerProof.objects.create(
            at=at,
            accounts=Account.objects.count(),
            entries=LedgerEntry.objects.count(),
            differences=differences[:NAMED],
        )
    if differences:
        log.error("ledger_differs", differences=len(differences))
    return proof


def _from_entries() -> dict[int, dict[str, int]]:
    """Account -> positions, from the entries alone."""
    counted: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(POSITIONS, 0))
    sums = LedgerEntry.objects.order_by().values_list("account_id", "kind", "taken_from").annotate(total=Sum("amount_vnd"))
    for account_id, kind, taken_from, total in sums.iterator():
        for name, sign in moves_of(kind, taken_from):
            counted[account_id][name] += sign * total
    return counted


def _accounts_that_differ(counted: dict[int, dict[str, int]]) -> list[dict]:
    nothing = dict.fromkeys(POSITIONS, 0)
    found = []
    for account_id, code, charge, *kept in Account.objects.values_list(
        "pk", "application__ref", "charge", *POSITIONS
    ).iterator():
        balance, sums = dict(zip(POSITIONS, kept, strict=True)), counted.get(account_id, nothing)
        wrong = {name: [balance[name], sums[name]] for name in POSITIONS if balance[name] != sums[name]}
        if wrong:
            found.append({"what": "balance", "ref": code, "charge": charge, "positions": wrong})
    return found


def _parcels_without_accounts() -> list[dict]:
    usual = Count("application__accounts", filter=None)
    missing = Parcel.objects.annotate(number_of=usual).filter(number_of__lt=len({Charge.FEE, Charge.POSTAGE}))
    return [{"what": "no_account", "parcel": number} for number in missing.values_list("number", flat=True)[:NAMED]]
