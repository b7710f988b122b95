"""What became of an open item: a person says it, with a reason, and the ledger follows in the same transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from portal.accounts.actors import Actor
from portal.accounts.models import Role
from portal.audit.trail import record
from portal.text import clean
from postal.actions.collecting import refund, write_off
from postal.actions.items import open_item
from postal.actions.ledger import book, counter
from postal.actions.payments import dossiers_paid_at, give_line
from postal.actions.remitting import confirm_in_transit, in_transit_of
from postal.errors import DossierUnknown, ItemResolved, LeaderNeeded, NotEnoughThere, OutcomeNotFit, ReasonNeeded
from postal.models import Account, ItemKind, LedgerEntry, OpenItem, Outcome
from postal.positions import Charge, Kind

# What a person may say of each kind of item.
OUTCOMES: dict[str, tuple[str, ...]] = {
    ItemKind.SHORT: (Outcome.WRITTEN_OFF, Outcome.EXPLAINED),
    ItemKind.SURPLUS: (Outcome.REFUNDED,),
    ItemKind.REMITTED_SHORT: (Outcome.FOUND, Outcome.COUNTERED, Outcome.WRITTEN_OFF),
    ItemKind.REMITTED_OVER: (Outcome.REFUNDED, Outcome.EXPLAINED),
    ItemKind.BANK_UNKNOWN: (Outcome.MATCHED, Outcome.REFUNDED),
    ItemKind.BANK_PARTIAL: (Outcome.EXPLAINED, Outcome.WRITTEN_OFF),
    ItemKind.BANK_OVER: (Outcome.REFUNDED,),
    ItemKind.REFUND_DUE: (Outcome.REFUNDED,),
    ItemKind.RECEIPT_DOUBLE: (Outcome.EXPLAINED,),
    ItemKind.RECEIPT_UNKNOWN: (Outcome.EXPLAINED,),
    ItemKind.SAID_PAID: (Outcome.EXPLAINED,),
    ItemKind.SAID_NOT_RECEIVED: (Outcome.EXPLAINED,),
}


def resolve(item_id: int, *, outcome: str, reason: str, by: Actor, at: datetime, code: str = "") -> OpenItem:
    """Close an item with its outcome; `code` is the dossier a payment is matched to.

    Raises ItemResolved, OutcomeNotFit, ReasonNeeded, LeaderNeeded, DossierUnknown, MoneyNotHere, NotEnoughThere.
    """
    reason = clean(reason)[:500]
    with transaction.atomic():
        item = (
            OpenItem.objects.select_for_update(of=("self",))
            .select_related(
                "office", "application__office", "remittance__office", "remittance__post_office", "bank_line__office"
            )
            .get(pk=item_id)
        )
        if item.resolved_at:
            raise ItemResolved
        if outcome not in OUTCOMES[item.kind]:
            raise OutcomeNotFit
        if not reason:
            raise ReasonNeeded
        if outcome == Outcome.WRITTEN_OFF and by.role != Role.OFFICE_LEADER:
            raise LeaderNeeded
        item.outcome, item.reason, item.resolved_by_id, item.resolved_at = outcome, reason, by.user_id, at
        if follow := _FOLLOWS.get((item.kind, outcome)):
            follow(item, code, by, at)
        item.save()
        told = {"kind": item.kind, "outcome": outcome, "item": item.pk}
        record("money.item_resolved", subject=f"office:{item.office.code}", by=by, at=at, **told)
    return item


def _found(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    confirm_in_transit(item.remittance, item.amount_vnd, key=f"found:{item.pk}", by=by, at=at)


def _write_off_in_transit(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    for account, left in in_transit_of(item.remittance):
        told = {"key": f"off:{item.pk}:{account.pk}", "reason": item.reason, "taken_from": "in_transit"}
        book(account, Kind.WRITTEN_OFF, left, remittance=item.remittance, by=by, at=at, **told)


def _counter_in_transit(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    """It was never collected: remitted and collected are taken back, and the claim stands again as what was short."""
    for account, left in in_transit_of(item.remittance):
        entries = LedgerEntry.objects.filter(account=account, countered_by__isnull=True, amount_vnd__gte=left)
        for kind in (Kind.REMITTED, Kind.COLLECTED):
            entry = entries.filter(kind=kind).select_related("post_office", "remittance").order_by("-pk").first()
            if entry is None:
                raise NotEnoughThere
            counter(entry, account, left, reason=item.reason, by=by, at=at)
        about = {"application": account.application, "post_office": item.post_office, "office": item.office}
        told = f"Bảng kê {item.remittance.number} ghi thừa, đã ghi đảo. {item.reason}"
        open_item(ItemKind.SHORT, left, key=f"countered:{item.pk}:{account.pk}", told=told, by=by, at=at, **about)


def _write_off_claim(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    charges = (Charge.FEE,) if item.kind == ItemKind.BANK_PARTIAL else (Charge.FEE, Charge.POSTAGE)
    claims = Account.objects.filter(application=item.application_id, charge__in=charges, outstanding_vnd__gt=0)
    for charge, left in claims.order_by("pk").values_list("charge", "outstanding_vnd"):  # write_off() takes the locks, in order
        told = {"charge": charge, "amount_vnd": left, "taken_from": "outstanding", "reason": item.reason}
        write_off(item.application_id, **told, by=by, at=at, key=f"item:{item.pk}:{charge}")


def _match(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    code = clean(code).replace(" ", "").upper()
    named = Q(ref=code.replace("-", "")) | Q(dossier_code=code)
    application = dossiers_paid_at(item.office).filter(named).first()
    if application is None:
        raise DossierUnknown
    item.application = application
    give_line(item.bank_line, application, by=by, at=at)


def _refund_surplus(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    _refund(item, Charge.SURPLUS, by, at)


def _refund_fee(item: OpenItem, code: str, by: Actor, at: datetime) -> None:
    _refund(item, Charge.FEE, by, at)


def _refund(item: OpenItem, charge: str, by: Actor, at: datetime) -> None:
    told = {"charge": charge, "amount_vnd": item.amount_vnd, "reason": item.reason}
    refund(item.application_id, **told, by=by, at=at, key=f"item:{item.pk}")


_FOLLOWS: dict[tuple[str, str], Callable[[OpenItem, str, Actor, datetime], None]] = {
    (ItemKind.REMITTED_SHORT, Outcome.FOUND): _found,
    (ItemKind.REMITTED_SHORT, Outcome.WRITTEN_OFF): _write_off_in_transit,
    (ItemKind.REMITTED_SHORT, Outcome.COUNTERED): _counter_in_transit,
    (ItemKind.SHORT, Outcome.WRITTEN_OFF): _write_off_claim,
    (ItemKind.BANK_PARTIAL, Outcome.WRITTEN_OFF): _write_off_claim,
    (ItemKind.BANK_UNKNOWN, Outcome.MATCHED): _match,
    (ItemKind.SURPLUS, Outcome.REFUNDED): _refund_surplus,
    (ItemKind.BANK_OVER, Outcome.REFUNDED): _refund_surplus,
    (ItemKind.REFUND_DUE, Outcome.REFUNDED): _refund_fee,
}
