"""The ledger: what the database refuses, what each event writes, and the sum that always holds."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from postal import proof
from postal.actions import collecting, ledger
from postal.errors import AmountUnreadable, NotEnoughThere
from postal.models import Account, CashBook, LedgerEntry, OpenItem
from postal.models.ledger import LedgerIsKept
from postal.proof import prove_ledger
from tests.factories import acting, hanoi
from tests.postal.money import free_of_charge

pytestmark = pytest.mark.django_db


def account_of(parcel, charge="fee") -> Account:
    return Account.objects.get(application=parcel.application, charge=charge)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_envelope_says_what_is_due(parcel_of):
    parcel = parcel_of()
    fee, postage = account_of(parcel), account_of(parcel, "postage")
    assert (fee.due_vnd, fee.outstanding_vnd) == (16000, 16000)
    assert (postage.due_vnd, postage.outstanding_vnd) == (26000, 26000)


def test_a_delivered_envelope_leaves_the_money_with_the_worker(delivered, tu):
    fee = account_of(delivered()[0])
    assert (fee.outstanding_vnd, fee.held_vnd, fee.holder) == (0, 16000, tu)
    assert fee.held_since == hanoi(23, 9)


def test_less_money_goes_to_the_fee_first_and_stays_open(delivered):
    parcel = delivered(collected=20000, note="Thiếu tiền lẻ")[0]
    assert account_of(parcel).outstanding_vnd == 0
    assert account_of(parcel, "postage").outstanding_vnd == 22000
    assert OpenItem.objects.get(kind="short").amount_vnd == 22000


def test_more_money_is_kept_apart_and_stays_open(delivered):
    parcel = delivered(collected=50000, note="Không có tiền trả lại")[0]
    assert account_of(parcel, "surplus").held_vnd == 8000
    assert OpenItem.objects.get(kind="surplus").amount_vnd == 8000


def test_a_report_sent_twice_is_booked_once(with_the_post, tu):
    parcel = with_the_post()[0]
    for _ in range(2):
        collecting.collect(parcel.pk, amount_vnd=42000, by=acting(tu), at=hanoi(23, 9), key="a")
    assert account_of(parcel).held_vnd == 16000


def test_a_fee_waived_by_law_is_due_and_waived(issue, binh):
    fee = account_of(free_of_charge(issue, binh))
    assert (fee.due_vnd, fee.waived_vnd, fee.outstanding_vnd) == (16000, 16000, 0)


def test_our_own_error_costs_nothing(with_the_post, dung):
    parcel = with_the_post()[0]
    told = {"charge": "postage", "amount_vnd": 26000, "reason": "Cấp lại do cơ quan ghi sai"}
    collecting.waive(parcel.application_id, **told, by=acting(dung), at=hanoi(23, 8), key="a")
    parcel.refresh_from_db()
    assert account_of(parcel, "postage").waived_vnd == 26000
    assert parcel.collect_vnd == 16000


@pytest.mark.parametrize("amount", [-1, 10**12])
def test_no_hostile_amount_is_booked(with_the_post, tu, amount):
    parcel = with_the_post()[0]
    with pytest.raises(AmountUnreadable):
        collecting.collect(parcel.pk, amount_vnd=amount, by=acting(tu), at=hanoi(23, 9), key="a")


@pytest.mark.parametrize("charge", ["fee", "postage"])
def test_less_than_nothing_is_not_given_up_after_something_was(with_the_post, dung, charge):
    parcel = with_the_post()[0]
    told = {"charge": charge, "taken_from": "outstanding", "reason": "Không đòi được", "by": acting(dung), "at": hanoi(24, 8)}
    collecting.write_off(parcel.application_id, amount_vnd=1162, **told, key="a")
    with pytest.raises(AmountUnreadable):
        collecting.write_off(parcel.application_id, amount_vnd=-5, **told, key="b")


def test_more_than_is_there_is_not_given_up(delivered, dung):
    parcel = delivered()[0]
    told = {"charge": "fee", "amount_vnd": 1, "taken_from": "outstanding", "reason": "Không đòi được"}
    with pytest.raises(NotEnoughThere):
        collecting.write_off(parcel.application_id, **told, by=acting(dung), at=hanoi(24, 8), key="a")


def test_the_database_refuses_to_change_an_entry(delivered):
    delivered()
    with pytest.raises(DatabaseError, match="append-only"):
        run("UPDATE postal_ledgerentry SET amount_vnd = 1")


def test_the_guards_of_the_ledger_survive_every_migration():
    tables = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'postal_ledgerentry'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'postal_ledgerentry'::regclass AND NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(tables[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    second = {"sqlite": "ledger_no_delete", "postgresql": "ledger_no_truncate"}[connection.vendor]
    assert found == {"ledger_no_change", "ledger_day_is_open", second}


def test_the_code_refuses_to_change_or_delete_an_entry(delivered):
    delivered()
    entry = LedgerEntry.objects.first()
    for attempt in (entry.save, entry.delete, LedgerEntry.objects.all().delete, lambda: LedgerEntry.objects.update(key="x")):
        with pytest.raises(LedgerIsKept):
            attempt()


@pytest.mark.parametrize(
    "wrong", [{"held_vnd": 1}, {"outstanding_vnd": -1, "due_vnd": -1}, {"refunded_vnd": 5, "outstanding_vnd": 16005}]
)
def test_the_database_refuses_a_balance_that_does_not_add_up(parcel_of, wrong):
    account = account_of(parcel_of())
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(**wrong)


def test_nothing_is_booked_into_a_closed_day(with_the_post, office, tu):
    parcel = with_the_post()[0]
    CashBook.objects.filter(office=office).update(closed_until=date(2026, 3, 23))
    collecting.collect(parcel.pk, amount_vnd=42000, by=acting(tu), at=hanoi(23, 9), key="a")
    entry = LedgerEntry.objects.filter(kind="collected").first()
    assert (entry.at, entry.booked_on) == (hanoi(23, 9), date(2026, 3, 24))


def test_the_database_refuses_a_closed_day(parcel_of, office):
    account = account_of(parcel_of())
    CashBook.objects.filter(office=office).update(closed_until=date(2026, 3, 23))
    about = {"at": hanoi(23), "booked_on": date(2026, 3, 23), "source": "rule", "key": "late"}
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        LedgerEntry.objects.create(account=account, kind="due", amount_vnd=1, office=office, **about)


def test_a_wrong_entry_is_countered_not_changed(delivered, tu, loan):
    parcel = delivered()[0]
    entry = LedgerEntry.objects.select_related("post_office").get(kind="collected", account__charge="fee")
    with transaction.atomic():
        account = ledger.locked_accounts(parcel.application, by=acting(loan), at=hanoi(24))["fee"]
        ledger.counter(entry, account, 16000, reason="Ghi nhầm", by=acting(loan), at=hanoi(24))
    fee = account_of(parcel)
    assert (fee.held_vnd, fee.outstanding_vnd, fee.holder) == (0, 16000, None)


def test_the_proof_adds_every_account_up_anew(delivered):
    delivered(2)
    proved = prove_ledger(at=hanoi(24, 2))
    assert (proved.is_proved, proved.accounts, proved.entries) == (True, 4, 8)


def test_what_is_booked_while_the_proof_reads_is_no_difference(parcel_of, binh, monkeypatch):
    application_id, read = parcel_of().application_id, proof._from_entries
    told = {"charge": "fee", "amount_vnd": 16000, "reason": "Hộ nghèo", "key": "w", "by": acting(binh), "at": hanoi(23, 12)}

    def read_and_then_somebody_books(entries):
        counted = read(entries)
        monkeypatch.undo()
        collecting.waive(application_id, **told)
        return counted

    monkeypatch.setattr(proof, "_from_entries", read_and_then_somebody_books)
    assert prove_ledger(at=hanoi(24, 2)).differences == []
    assert Account.objects.get(charge="fee").waived_vnd == 16000


def test_the_proof_names_a_balance_that_was_touched(delivered):
    parcel = delivered()[0]
    Account.objects.filter(pk=account_of(parcel).pk).update(held_vnd=15000, confirmed_vnd=1000)
    (difference,) = prove_ledger(at=hanoi(24, 2)).differences
    assert difference["ref"] == parcel.application.ref
    assert difference["positions"] == {"held_vnd": [15000, 16000], "confirmed_vnd": [1000, 0]}
