"""The fee taken in cash at the one-stop desk from who comes for his result: in the ledger at once, with an official receipt.

Source: domain reference §7.1, §7.3 (a receipt for every fee in cash); NĐ 61/2018/NĐ-CP Art. 22 (paid directly).
"""

from datetime import datetime

from django.db import transaction

from applications import actions as applications
from applications.models import Application
from applications.models.application import DeliveryMethod
from applications.states import State
from portal.accounts.actors import Actor
from postal.actions.collecting import note_owed
from postal.actions.ledger import book, locked_accounts, note
from postal.actions.receipts import receipt_for
from postal.errors import NothingDueHere
from postal.models import LedgerEntry
from postal.positions import Charge, Kind

AT_THE_DESK = "desk"  # the source of the entry


def may_take(application: Application) -> bool:
    """Its paper is made, its person comes for it himself (also where the post brought it back), and part is not paid."""
    is_fetched = application.state == State.ISSUED and application.delivery_method == DeliveryMethod.DESK
    return (is_fetched or application.state == State.READY_FOR_COLLECTION) and application.fee_left_vnd > 0


def take_at_desk(application_id: int, *, receipt_number: str = "", by: Actor, at: datetime) -> LedgerEntry:
    """All that is left of the fee, in cash, by the official `by`; asked twice, the same entry. Raises NothingDueHere.

    The receipt is the one told, else the next of his pad; what is not clear about it becomes an open item.
    """
    with transaction.atomic():
        application = Application.objects.select_for_update(of=("self",)).select_related("office").get(pk=application_id)
        key = f"desk:{application.ref}:{application.fee_vnd}"
        if known := LedgerEntry.objects.filter(key=key).first():
            return known
        accounts = locked_accounts(application, by=by, at=at)
        fee = accounts[Charge.FEE]
        if not may_take(application) or not fee.outstanding_vnd:
            raise NothingDueHere
        due_vnd = fee.outstanding_vnd
        receipt = receipt_for(application, due_vnd, receipt_number, by=by, at=at)
        told = {"key": key, "by": by, "at": at, "source": AT_THE_DESK, "receipt": receipt}
        entry = book(fee, Kind.PAID_ONLINE, due_vnd, **told)
        note_owed(application, accounts)
        applications.pay(application.pk, amount_vnd=due_vnd, paid_at=at, at_desk=True, by=by, at=at)
        note("paid_at_desk", application, by=by, at=at, amount_vnd=due_vnd)
    return entry
