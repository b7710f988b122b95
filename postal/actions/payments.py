"""Money that comes without cash, into the ledger: by bank transfer or through a gateway. What is not clear stays open.

Source: NĐ 61/2018/NĐ-CP Art. 22; domain reference §7.4.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from applications import actions as applications
from applications.models import Application, BankAccount, StateChange
from applications.paying_ahead import refs_in
from applications.states import State
from portal.accounts.actors import SYSTEM, Actor
from portal.audit.trail import record
from portal.days import local_day
from portal.documents.models import next_number
from portal.learned import told_late
from portal.offices.models import Office
from portal.templatetags.portal import vnd
from postal import gateway
from postal.actions.collecting import follow_ledger
from postal.actions.items import open_item
from postal.actions.ledger import Accounts, book, locked_accounts, note, surplus_account
from postal.errors import AmountUnreadable, NoSuchPayment, OtherAmount
from postal.models import BankLine, GatewayPayment, ItemKind, LedgerEntry, OpenItem, Outcome, Parcel
from postal.models.ledger import MOST_VND
from postal.positions import Charge, Kind
from postal.statements import Credit


def pay_fee(
    application_id: int,
    *,
    amount_vnd: int,
    paid_at: datetime,
    key: str,
    by: Actor,
    at: datetime,
    source: str,
    bank_line: BankLine | None = None,
) -> list[LedgerEntry]:
    """A payment ahead has come for a dossier: the fee as far as it is due, the rest apart as surplus with an open item.

    The dossier is told (its limit may start); a part leaves an open item until the rest comes. Raises AmountUnreadable.
    """
    if not 0 < amount_vnd <= MOST_VND:
        raise AmountUnreadable
    with transaction.atomic(), told_late(at):
        Parcel.objects.select_for_update().filter(application_id=application_id).first()
        application = Application.objects.select_for_update(of=("self",)).select_related("office").get(pk=application_id)
        known = LedgerEntry.objects.filter(key__in=[f"pay:{key}:fee", f"pay:{key}:surplus"])
        if known.exists():
            return list(known)
        accounts = locked_accounts(application, by=by, at=at)
        told = {"by": by, "at": paid_at, "source": source}
        share = min(amount_vnd, accounts[Charge.FEE].outstanding_vnd)
        entries = []
        if share:
            entries.append(book(accounts[Charge.FEE], Kind.PAID_ONLINE, share, key=f"pay:{key}:fee", **told))
            follow_ledger(application, accounts)
            applications.pay(application.pk, amount_vnd=share, paid_at=paid_at, by=by, at=at)
        if rest := amount_vnd - share:
            surplus = surplus_account(application, accounts)
            book(surplus, Kind.DUE, rest, key=f"pay:{key}:over", **told)
            entries.append(book(surplus, Kind.PAID_ONLINE, rest, key=f"pay:{key}:surplus", **told))
        _open_what_is_not_clear(application, accounts, rest, key=key, by=by, at=at, bank_line=bank_line)
        note("paid_online", application, by=by, at=at, amount_vnd=amount_vnd, source=source)
    return entries


def take_credit(account: BankAccount, credit: Credit, *, by: Actor, at: datetime) -> BankLine | None:
    """One row of a statement: booked for the dossier its note names, else open; None where the row is known already."""
    with transaction.atomic():
        line, is_new = BankLine.objects.get_or_create(
            account=account,
            identity=credit.identity,
            defaults={
                "office": account.office,
                "paid_at": credit.paid_at,
                "amount_vnd": credit.amount_vnd,
                "note": credit.note[:500],
                "payer": credit.payer[:200],
                "reference": credit.reference[:80],
                "imported_at": at,
            },
        )
        if not is_new:
            return None
        application = application_of(line)
        if application is None or credit.amount_vnd > MOST_VND:
            told = f"{credit.payer or 'Chưa rõ người nộp'}: {credit.note}"
            about = {"office": account.office, "bank_line": line}
            most = min(credit.amount_vnd, MOST_VND)
            open_item(ItemKind.BANK_UNKNOWN, most, key=str(line.pk), told=told, by=by, at=at, **about)
            return line
        give_line(line, application, by=by, at=at)
    return line


def give_line(line: BankLine, application: Application, *, by: Actor, at: datetime) -> None:
    """The credit belongs to this dossier: by its note, or because a cashier says so."""
    line.application = application
    line.save()
    about = {"amount_vnd": line.amount_vnd, "paid_at": line.paid_at, "bank_line": line, "source": "bank"}
    pay_fee(application.pk, **about, key=f"bank:{line.pk}", by=by, at=at)


def dossiers_paid_at(office: Office) -> QuerySet[Application]:
    """Those that are the office's or once were: who paid there did so before his dossier was passed on."""
    was_here = StateChange.objects.filter(application=OuterRef("pk"), dossier_office=office)
    return Application.objects.filter(Exists(was_here)).exclude(state=State.DRAFT)


def application_of(line: BankLine) -> Application | None:
    """The dossier of this office whose reference stands in the note."""
    refs = refs_in(line.note)
    found = {a.ref: a for a in dossiers_paid_at(line.office).filter(ref__in=refs)}
    return next((found[ref] for ref in refs if ref in found), None)


def begin_gateway_payment(application: Application, *, at: datetime) -> GatewayPayment:
    """What the gateway is asked for: the rest of the fee, under a number of our own."""
    with transaction.atomic():
        serial = next_number(f"gateway:{local_day(at):%y%m%d}")
        payment = GatewayPayment.objects.create(
            number=f"{application.ref}{local_day(at):%y%m%d}{serial:05d}",
            application=application,
            amount_vnd=application.fee_left_vnd,
            begun_at=at,
        )
        record("payment.begun", subject=f"application:{application.ref}", by=SYSTEM, at=at, amount_vnd=payment.amount_vnd)
    return payment


def answer_gateway(answer: gateway.Answer, *, at: datetime) -> bool:
    """The gateway's signed word on a payment. False where it was told before: a replay changes nothing.

    Raises NoSuchPayment, OtherAmount; the signature has been checked by `gateway.read_answer`.
    """
    with transaction.atomic():
        payment = GatewayPayment.objects.select_for_update().filter(number=answer.number).first()
        if payment is None:
            raise NoSuchPayment
        if payment.amount_vnd != answer.amount_vnd:
            raise OtherAmount
        if payment.answered_at is not None:
            return False
        payment.answered_at, payment.response_code = at, answer.response_code
        payment.transaction_number = answer.transaction_number
        payment.save()
        if answer.is_paid:
            # A clock of theirs that runs ahead must not pay from the future.
            paid_at, key = min(answer.paid_at or at, at), f"gateway:{payment.number}"
            about = {"amount_vnd": payment.amount_vnd, "paid_at": paid_at, "source": "gateway"}
            pay_fee(payment.application_id, **about, key=key, by=SYSTEM, at=at)
    return True


def _open_what_is_not_clear(
    application: Application, accounts: Accounts, rest: int, *, key: str, by: Actor, at: datetime, bank_line: BankLine | None
) -> None:
    left = accounts[Charge.FEE].outstanding_vnd
    about = {"application": application, "bank_line": bank_line, "by": by, "at": at}
    if rest:
        told = f"Đã nhận đủ phí; còn thừa {vnd(rest)}, phải hoàn lại người nộp."
        open_item(ItemKind.BANK_OVER, rest, key=key, told=told, **about)
    if left:
        open_item(ItemKind.BANK_PARTIAL, left, key=str(application.pk), told=f"Còn thiếu {vnd(left)} tiền phí.", **about)
        return
    for item in OpenItem.objects.filter(application=application, kind=ItemKind.BANK_PARTIAL, resolved_at__isnull=True):
        item.outcome, item.reason = Outcome.FOUND, "Phần còn thiếu đã về."
        item.resolved_by_id, item.resolved_at = by.user_id, at
        item.save()
