"""Who is written to about money: what is held too long, what is late for the Treasury, what the proof found."""

from datetime import date

import pytest

from portal.messaging.models import OutgoingMessage
from postal.actions import remitting
from postal.balances import holdings, late_deposits, months_of_fees
from postal.management.commands.open_ledger import open_ledger
from postal.models import Account, LedgerProof, Parcel, PostalAgreement
from postal.money_letters import tell_money, tell_of_differences
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def test_cash_is_late_after_the_days_its_agreement_allows(delivered, years):
    delivered()  # on Monday
    (holding,) = holdings(Account.objects.all(), today=date(2026, 3, 25))
    assert (holding.age_days, holding.is_late) == (2, False)
    PostalAgreement.objects.update(remit_within_days=1)
    assert holdings(Account.objects.all(), today=date(2026, 3, 25))[0].is_late


def test_a_week_end_makes_no_cash_late(delivered, years):
    delivered()
    PostalAgreement.objects.update(remit_within_days=4)
    (holding,) = holdings(Account.objects.all(), today=date(2026, 3, 29))
    assert (holding.age_days, holding.is_late) == (4, False)


def test_late_cash_is_told_once_a_morning_to_the_post_and_the_department(delivered, years, lan, mai):
    delivered()
    assert [tell_money(at=hanoi(27, 9)) for _ in range(2)] == [2, 0]
    told = OutgoingMessage.objects.filter(idempotency_key__startswith="money:")
    assert set(told.values_list("recipient", flat=True)) == {lan.email, mai.email}
    assert "42.000" in told.first().text


def test_nobody_is_woken_at_night_or_on_a_sunday(delivered, years, lan, mai):
    delivered()
    assert [tell_money(at=at) for at in (hanoi(27, 3), hanoi(29, 9))] == [0, 0]


def test_a_month_is_late_from_the_6th_on_and_never_counts_postage(remitted, loan, office):
    slip = remitted()
    remitting.confirm_remittance(slip.pk, received_vnd=16000, by=acting(loan), at=hanoi(24, 9))
    assert late_deposits(today=date(2026, 4, 5)) == []
    ((late, month),) = late_deposits(today=date(2026, 4, 6))
    assert (late, month.taken_vnd, month.left_vnd) == (office, 16000, 16000)
    assert months_of_fees(office, today=date(2026, 4, 6))[1].is_late


def test_a_late_deposit_is_told_to_the_cashier(remitted, loan, years):
    slip = remitted()
    remitting.confirm_remittance(slip.pk, received_vnd=16000, by=acting(loan), at=hanoi(24, 9))
    tell_money(at=hanoi(6, 9, month=4))
    letter = OutgoingMessage.objects.get(recipient=loan.email)
    assert "16.000" in letter.text
    assert "05/04/2026" in letter.text


def test_a_difference_of_the_proof_is_told_to_the_department(mai):
    proof = LedgerProof.objects.create(at=hanoi(24, 2), accounts=1, entries=1, differences=[{"what": "balance", "ref": "X"}])
    assert tell_of_differences(proof, at=hanoi(24, 2)) == 1
    assert "1 chỗ" in OutgoingMessage.objects.get(recipient=mai.email).text


def test_an_envelope_older_than_the_ledger_is_opened_once(issue, office):
    dossier = issue()
    about = {"recipient_name": "An", "recipient_phone": "0912345678", "address": "Số 1", "fee_vnd": 16000, "postage_vnd": 26000}
    Parcel.objects.create(number="260320000001", application=dossier, office=office, created_at=hanoi(20, 15), **about)
    assert [open_ledger() for _ in range(2)] == [1, 0]
    assert set(Account.objects.values_list("outstanding_vnd", flat=True)) == {16000, 26000}
