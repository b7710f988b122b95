"""What the citizen is shown where the fee may be paid ahead: how much, to which account, with which note, and as a QR.

Nothing here keeps him waiting: where the fee is paid on receipt, or the office has no account, there is nothing to show.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from applications.models import Application, BankAccount, CollectionMode
from applications.states import CLOSED_WITHOUT_RESULT, FINAL
from applications.vietqr import payload, plain_note
from portal.documents.codes import qr_image


@dataclass(frozen=True, slots=True)
class Ahead:
    """A transfer that would settle the rest of the fee."""

    account: BankAccount
    amount_vnd: int
    note: str
    qr: str  # data URI
    is_condition: bool  # the office receives the dossier once it is paid


def account_of(office_id: int | None, on: date) -> BankAccount | None:
    """The account in force on a local day; the youngest where there are several."""
    until = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return BankAccount.objects.filter(until, office_id=office_id, valid_from__lte=on).order_by("-valid_from", "-pk").first()


def note_of(application: Application) -> str:
    """ "HT 7QK4M92XAB": without tone marks, found again in a statement however the banks wrap it."""
    return plain_note(f"HT {application.ref}")


def may_pay_ahead(application: Application) -> bool:
    """There is a fee left, the policy of its day lets it be paid ahead, and the envelope has not been delivered."""
    is_over = application.state in FINAL | CLOSED_WITHOUT_RESULT
    return application.collection_mode != CollectionMode.COD and application.fee_left_vnd > 0 and not is_over


def ahead_of(application: Application, on: date) -> Ahead | None:
    """How to pay the rest of the fee by transfer on a local day; None where there is nothing to pay ahead."""
    if not may_pay_ahead(application):
        return None
    account = account_of(application.office_id, on)
    if account is None:
        return None
    note = note_of(application)
    text = payload(bank_bin=account.bank_bin, account=account.number, amount_vnd=application.fee_left_vnd, note=note)
    is_condition = application.collection_mode == CollectionMode.PREPAID
    return Ahead(account, application.fee_left_vnd, note, qr_image(text), is_condition)


def refs_in(note: str) -> list[str]:
    """What may be references in a bank's note, likeliest first: after our "HT", then every ten characters in a row."""
    squeezed = re.sub(r"[^A-Z0-9]", "", note.upper())
    named = re.findall(r"HT([2-9A-HJKMNP-TV-Z]{10})", squeezed)
    words = re.findall(r"(?<![A-Z0-9])[2-9A-HJKMNP-TV-Z]{10}(?![A-Z0-9])", note.upper())
    return list(dict.fromkeys([*named, *words]))
