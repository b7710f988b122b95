"""Any order of collecting, remitting, counting, paying, waiving, giving back, giving up and closing: the sums always hold."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.days import local_day
from postal.actions import closing, collecting, payments, remitting, resolving
from postal.errors import PostalError
from postal.models import Account, LedgerEntry, OpenItem, Outcome, Remittance
from postal.positions import POSITIONS, Charge
from postal.proof import prove_ledger
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db

amounts = st.sampled_from([1, 8000, 16000, 20000, 26000, 42000, 50000]) | st.integers(-5, 60000)
picks = st.integers(0, 50)
charges = st.sampled_from(Charge.values)


class Money(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at, self.steps, self.cash, self.bank = hanoi(23, 9), 0, 0, 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def tries(self, verb, *args, **told):
        """A verb may refuse; then nothing is written."""
        self.steps, self.at = self.steps + 1, self.at + timedelta(minutes=37)
        try:
            with transaction.atomic():
                return verb(*args, **told, at=self.at)
        except PostalError:
            return None

    @rule(pick=picks, amount=amounts, again=st.booleans())
    def collect(self, pick, amount, again):
        parcel, key = self.parcels[pick % 2], f"k{self.steps}"
        for _ in range(2 if again else 1):
            done = self.tries(collecting.collect, parcel.pk, amount_vnd=amount, by=self.worker, key=key)
        self.cash += amount if done else 0

    @rule(pick=picks, amount=amounts)
    def pay(self, pick, amount):
        told = {"amount_vnd": amount, "paid_at": self.at, "key": f"p{self.steps}", "source": "bank"}
        done = self.tries(payments.pay_fee, self.parcels[pick % 2].application_id, **told, by=self.cashier)
        self.bank += amount if done else 0

    @rule(is_postage=st.booleans())
    def remit(self, is_postage):
        about = {"office": self.office, "post_office": self.post_office, "is_postage": is_postage}
        self.tries(remitting.remit, **about, holder_id=self.worker.user_id, by=self.worker, key=f"r{self.steps}")

    @rule(pick=picks, off=st.sampled_from([0, 0, -5000, 3000]), told=st.sampled_from(["", "Đếm lại hai lần"]))
    def count(self, pick, off, told):
        slips = list(Remittance.objects.filter(payee=self.office))
        if slips:
            slip = slips[pick % len(slips)]
            received = max(slip.total_vnd + off, 0)
            self.tries(remitting.confirm_remittance, slip.pk, received_vnd=received, told=told, by=self.cashier)

    @rule(pick=picks, outcome=st.sampled_from(Outcome.values), by_leader=st.booleans())
    def resolve(self, pick, outcome, by_leader):
        items = list(OpenItem.objects.filter(resolved_at__isnull=True))
        if items:
            by = self.leader if by_leader else self.cashier
            told = {"outcome": outcome, "reason": "Đã xem lại", "code": self.parcels[0].application.ref}
            self.tries(resolving.resolve, items[pick % len(items)].pk, **told, by=by)

    @rule(pick=picks, charge=charges, amount=amounts, verb=st.sampled_from(["waive", "refund", "write_off"]))
    def give_up(self, pick, charge, amount, verb):
        if Account.objects.filter(application=self.parcels[pick % 2].application, charge=charge).exists():
            where = {"taken_from": "outstanding"} if verb == "write_off" else {}
            told = {"charge": charge, "amount_vnd": amount, "reason": "Theo quyết định", "key": f"g{self.steps}"} | where
            self.tries(getattr(collecting, verb), self.parcels[pick % 2].application_id, **told, by=self.leader)

    @rule()
    def close_the_day(self):
        day = local_day(self.at)
        closed = self.tries(closing.close_day, self.office, day, by=self.cashier)
        if closed:
            self.at += timedelta(days=1)

    @invariant()
    def every_balance_follows_from_its_entries(self):
        proof = prove_ledger(at=self.at)
        assert proof.is_proved, proof.differences

    @invariant()
    def every_position_is_sound_and_adds_up(self):
        sums = Account.objects.aggregate(**{name: Sum(name, default=0) for name in POSITIONS})
        where = ("outstanding", "held", "in_transit", "confirmed", "waived", "written_off")
        assert sums["due_vnd"] == sum(sums[f"{name}_vnd"] for name in where) - sums["refunded_vnd"]
        assert all(value >= 0 for value in sums.values())

    @invariant()
    def no_cash_is_made_or_lost(self):
        """What people gave is booked once, to the đồng; what was booked wrongly is countered, not taken out."""
        booked = LedgerEntry.objects.filter(kind__in=["collected", "paid_online"], amount_vnd__gt=0)
        assert booked.aggregate(total=Sum("amount_vnd", default=0))["total"] == self.cash + self.bank


def test_the_sums_hold_whatever_happens(with_the_post, office, tu, loan, dung):
    class Here(Money):
        parcels = with_the_post(2)
        worker, cashier, leader = acting(tu), acting(loan), acting(dung)

    Here.office, Here.post_office = office, tu.postings.get().office
    tries = {"max_examples": 25, "stateful_step_count": 18, "deadline": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(Here, settings=settings(**tries))
