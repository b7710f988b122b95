"""The demo's money in every state: held, remitted, counted, short, paid ahead, of an unknown payer, disputed, closed."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from applications.models import Application, BankAccount, CollectionMode
from applications.paying_ahead import note_of
from applications.states import State
from portal.accounts.actors import CITIZEN, Actor
from portal.accounts.models import Role, User
from portal.days import HANOI
from portal.offices.models import Office
from postal.actions.closing import close_day, deposit
from postal.actions.disputing import dispute_money
from postal.actions.receipts import give_book
from postal.actions.remitting import confirm_remittance, remit
from postal.actions.resolving import resolve
from postal.actions.statements import import_statement
from postal.balances import months_of_fees
from postal.errors import DayNotReady, NothingHeld
from postal.models import ItemKind, OpenItem
from postal.proof import prove_ledger

SHORT_VND = 8000
EXPLAINED = 5  # batches to come: that evening's slip was short too, and is explained
HELD_DAYS = 2  # the last days' money is still with the worker
HEADER = "Ngày giao dịch;Số tiền ghi có;Nội dung;Tên người chuyển;Số bút toán"


class Cash:
    """What the post of one office hands on and its cashier counts, batch by batch; then what comes by bank."""

    def __init__(self, office: Office, users: dict[str, User], now: datetime) -> None:
        self.office, self.now = office, now
        self.post_office = users["tu"].postings.get().office
        self.worker = Actor(Role.POSTAL_WORKER, users["tu"].pk, self.post_office.pk)
        self.supervisor = Actor(Role.POSTAL_SUPERVISOR, users["lan"].pk, self.post_office.pk)
        self.cashier = Actor(Role.ACCOUNTANT, users["ketoan"].pk, office.pk)
        pad = {"form": "01BLP2-001", "series": "HN-26P", "first": 1, "last": 200, "holder_id": users["tu"].pk}
        give_book(office, **pad, by=self.cashier, at=now - timedelta(days=60))

    def settle(self, at: datetime, *, batches_to_come: int) -> None:
        """In the evening of a batch's deliveries. One short slip is explained, a later one is open, the last waits."""
        at = min(at, self.now)
        if batches_to_come < HELD_DAYS:
            return
        fee, postage = self._remit(at, is_postage=False), self._remit(at, is_postage=True)
        if fee is None or batches_to_come == HELD_DAYS:
            return
        is_short = batches_to_come in {HELD_DAYS + 1, EXPLAINED}
        received, told = fee.total_vnd, ""
        if is_short:
            received, told = fee.total_vnd - SHORT_VND, "Thiếu phí một bản, bưu tá xem lại"
        confirm_remittance(fee.pk, received_vnd=received, told=told, by=self.cashier, at=at)
        if postage:
            confirm_remittance(postage.pk, received_vnd=postage.total_vnd, by=self.supervisor, at=at)
        if batches_to_come == EXPLAINED:
            self._explain(at)
        if batches_to_come != HELD_DAYS + 1:
            self._close(timezone.localdate(at) - timedelta(days=1), at)

    def finish(self, undelivered: list[Application], delivered: list[Application]) -> None:
        """Fees by bank (exact, a part, unknown), one citizen who says otherwise, last month's deposit, and the proof."""
        account = BankAccount.objects.get(office=self.office)
        exact, part = undelivered[:2]
        noted = [(note_of(exact), exact.fee_vnd), (note_of(part), part.fee_vnd - 3000), ("nop phi trich luc cho me", 8000)]
        paid_at = f"{(self.now - timedelta(minutes=10)).astimezone(HANOI):%d/%m/%Y %H:%M:%S}"
        rows = [f"{paid_at};{money};{words};CONG DAN MINH HOA;FT{number}" for number, (words, money) in enumerate(noted)]
        content = "\n".join([HEADER, *rows]).encode("utf-8-sig")
        import_statement(account, content, by=self.cashier, at=self.now)
        said = {"kind": "said_paid", "paid_vnd": 40000, "words": "Bưu tá không có tiền lẻ trả lại."}
        dispute_money(delivered[0].pk, **said, by=Actor(CITIZEN), at=self.now)
        month = months_of_fees(self.office, today=timezone.localdate(self.now), count=2)[1]
        if month.left_vnd:
            on = min(month.last_day, timezone.localdate(self.now))
            about = {"amount_vnd": month.left_vnd, "on": on, "voucher": f"KB-{month.month:%m%y}-01"}
            deposit(self.office, month.month, **about, by=self.cashier, at=self.now)
        prove_ledger(at=self.now)

    def _remit(self, at: datetime, *, is_postage: bool):
        about = {"office": self.office, "post_office": self.post_office, "is_postage": is_postage}
        key = f"demo:{self.office.pk}:{is_postage:d}:{at.isoformat()}"
        try:
            return remit(**about, holder_id=self.worker.user_id, by=self.worker, at=at, key=key)
        except NothingHeld:
            return None

    def _explain(self, at: datetime) -> None:
        """The courier brings what was missing; the day can be closed."""
        item = OpenItem.objects.get(office=self.office, kind=ItemKind.REMITTED_SHORT, resolved_at__isnull=True)
        reason = "Bưu tá đếm lại, còn một tờ dính trong túi; đã nộp bù trong ngày."
        resolve(item.pk, outcome="found", reason=reason, by=self.cashier, at=at)

    def _close(self, day: date, at: datetime) -> None:
        try:
            close_day(self.office, day, by=self.cashier, at=at)
        except DayNotReady:
            return  # the demo was made over a week-end: the next one closes both


def open_bank_account(office: Office) -> BankAccount:
    """Of nobody: the number is invented, and says so."""
    about = {"bank_bin": "970436", "bank_name": "Vietcombank", "holder_name": f"UBND {office.name}".upper()}
    account, _ = BankAccount.objects.get_or_create(
        office=office, number="0011001234567", valid_from=date(2025, 7, 1), defaults=about | {"is_illustrative": True}
    )
    return account


def payable(office: Office) -> list[Application]:
    """Dossiers on the clock whose fee may be paid ahead, the last filed first."""
    open_ones = Application.objects.filter(office=office, state__in=[State.SUBMITTED, State.RECEIVED], fee_vnd__gt=3000)
    return list(open_ones.exclude(collection_mode=CollectionMode.COD).order_by("-submitted_at", "-pk")[:5])
