"""Any order of scanning, handing over, carrier's reports, complaints, decisions and money: no envelope and no đồng is lost."""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from applications.models import Application
from applications.states import State
from portal.accounts.actors import CITIZEN, Actor
from postal.actions import complaining, confirming, deciding, delivery, hand_overs, remitting, sharing
from postal.carriers.messages import told_by
from postal.carriers.reports import settle_waiting, take
from postal.errors import PostalError
from postal.models import Account, CarrierReport, Complaint, HandOver, Parcel, ParcelDecision, ParcelState, Remittance
from postal.proof import prove_ledger
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
picks = st.integers(0, 50)
statuses = st.sampled_from([70, 91, 91, 100, 110, 170])
WITH_US = {State.ISSUED, State.RETURNED_TO_OFFICE}
PLACES = {  # state of the envelope -> where it is, and where its dossier says that it is
    ParcelState.CREATED: ("office", WITH_US),
    ParcelState.HANDED_OVER: ("post", {State.HANDED_TO_POST}),
    ParcelState.FAILED: ("post", {State.HANDED_TO_POST}),
    ParcelState.DELIVERED: ("recipient", {State.DELIVERED}),
    ParcelState.RETURNED: ("office", {State.RETURNED_TO_OFFICE}),
    ParcelState.KEPT: ("office", {State.RETURNED_TO_OFFICE}),
    ParcelState.AT_DESK: ("office", {State.READY_FOR_COLLECTION}),
    ParcelState.LOST: ("nowhere", {State.RETURNED_TO_OFFICE}),
    ParcelState.DAMAGED: ("nowhere", {State.RETURNED_TO_OFFICE}),
    ParcelState.REPLACED: ("nowhere", {State.RETURNED_TO_OFFICE}),
}


def told(parcel, status, at, ident):
    money = {"cod": parcel.collect_vnd} if status == 100 else {"reason": "absent"} if status == 91 else {}
    return told_by({"id": ident, "order": parcel.number, "status": status, "at": at.isoformat()} | money)


class Way(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.at, self.steps = hanoi(20, 16), 0

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def tries(self, verb, *args, **about):
        """A verb may refuse; then nothing is written."""
        self.steps, self.at = self.steps + 1, self.at + timedelta(hours=5)
        try:
            with transaction.atomic():
                return verb(*args, **about, at=self.at)
        except PostalError:
            return None

    def parcel(self, pick) -> Parcel:
        return Parcel.objects.select_related("hand_over").get(pk=self.pks[pick % len(self.pks)])

    def batch(self, pick, state) -> HandOver | None:
        found = list(HandOver.objects.filter(state=state).order_by("pk"))
        return found[pick % len(found)] if found else None

    @rule()
    def open_a_batch(self):
        self.tries(hand_overs.open_hand_over, self.office, by=self.desk)

    @rule(pick=picks, to=picks)
    def scan(self, pick, to):
        if batch := self.batch(to, "open"):
            self.tries(hand_overs.scan, batch.pk, self.parcel(pick).number, by=self.desk)

    @rule(pick=picks, to=picks, number=st.integers(1, 2))
    def share(self, pick, to, number):
        others = [self.parcel(to + step).pk for step in range(number)]
        self.tries(sharing.share_envelope, self.parcel(pick).pk, others, reason="Người nhận đề nghị", by=self.desk)

    @rule(pick=picks)
    def send_alone(self, pick):
        self.tries(sharing.send_alone, self.parcel(pick).pk, reason="Người nhận đổi ý", by=self.desk)

    @rule(pick=picks, to=picks)
    def take_out(self, pick, to):
        if batch := self.batch(to, "open"):
            self.tries(hand_overs.take_out, batch.pk, self.parcel(pick).number, by=self.desk)

    @rule(to=picks)
    def close_and_confirm(self, to):
        if batch := self.batch(to, "open"):
            self.tries(hand_overs.close, batch.pk, by=self.desk)
        if batch := self.batch(to, "closed"):
            self.tries(confirming.confirm, batch.pk, by=self.worker)

    @rule()
    def hand_over_everything(self):
        """The usual evening, so that the long ways are walked often."""
        batch = self.tries(hand_overs.open_hand_over, self.office, by=self.desk)
        for pk in self.pks if batch else ():
            self.tries(hand_overs.scan, batch.pk, Parcel.objects.get(pk=pk).number, by=self.desk)
        if batch and self.tries(hand_overs.close, batch.pk, by=self.desk):
            self.tries(confirming.confirm, batch.pk, by=self.worker)

    @rule(pick=picks, to=picks)
    def refuse(self, pick, to):
        if batch := self.batch(to, "closed"):
            self.tries(confirming.refuse_parcel, batch.pk, self.parcel(pick).number, why="Rách", by=self.worker)

    @rule(pick=picks, status=statuses, hours=st.integers(-2, 90), times=st.integers(1, 3))
    def the_carrier_says(self, pick, status, hours, times):
        said = told(self.parcel(pick), status, self.at - timedelta(hours=hours), f"r{self.steps}")
        for _ in range(times):
            self.tries(lambda at: take(self.carrier, said, at=at))

    @rule(pick=picks, verb=st.sampled_from(["deliver", "fail", "return_to_office", "lose", "damage"]))
    def the_worker_says(self, pick, verb):
        parcel, key = self.parcel(pick), f"w{self.steps}"
        about = {
            "deliver": {"collected_vnd": parcel.collect_vnd, "received_by": "An"},
            "fail": {"reason": "refused"},
            "return_to_office": {},
        }.get(verb, {"note": "Mưa"})
        self.tries(getattr(delivery, verb), parcel.pk, **about, key=key, by=self.worker)

    @rule(pick=picks, choice=st.sampled_from(ParcelDecision.Choice.values))
    def decide(self, pick, choice):
        payer = {"payer": "post"} if choice == "send_again" else {}
        self.tries(deciding.decide, self.parcel(pick).pk, choice, reason="Đã gọi", **payer, by=self.desk)

    @rule(pick=picks, kind=st.sampled_from(Complaint.Kind.values), outcome=st.sampled_from(Complaint.Outcome.values))
    def complain_and_hear(self, pick, kind, outcome):
        made = self.tries(complaining.complain, self.parcel(pick).pk, kind, words="Chưa thấy", by=Actor(CITIZEN))
        if made:
            self.tries(complaining.answer, made.pk, outcome, words="Đã kiểm tra", by=self.worker)

    @rule(is_postage=st.booleans())
    def remit_and_count(self, is_postage):
        about = {"office": self.office, "post_office": self.carrier.post_office, "is_postage": is_postage}
        made = self.tries(remitting.remit, **about, holder_id=None, by=self.worker, key=f"m{self.steps}")
        if made:
            self.tries(remitting.confirm_remittance, made.pk, received_vnd=made.total_vnd, by=self.cashier)

    @invariant()
    def every_envelope_is_in_one_known_place(self):
        for parcel in Parcel.objects.select_related("hand_over", "application").filter(pk__in=self.pks):
            place, states = PLACES[parcel.state]
            is_confirmed = parcel.hand_over is not None and parcel.hand_over.state == HandOver.State.CONFIRMED
            assert parcel.application.state in states, (parcel.state, parcel.application.state)
            assert is_confirmed == (parcel.state != ParcelState.CREATED)
            assert (parcel.delivered_at is not None) == (place == "recipient")

    @invariant()
    def no_envelope_is_in_two_open_batches(self):
        waiting = HandOver.objects.filter(state=HandOver.State.CLOSED)
        listed = [item["parcel"] for batch in waiting for item in batch.record["items"]]
        held = list(Parcel.objects.envelopes().filter(hand_over__state=HandOver.State.CLOSED).values_list("number", flat=True))
        assert sorted(listed) == sorted(held)

    @invariant()
    def what_lies_in_one_envelope_goes_one_way(self):
        for one in Parcel.objects.filter(joined_to__isnull=False).select_related("joined_to"):
            first = one.joined_to
            assert first.joined_to_id is None
            assert (one.state, one.hand_over_id) == (first.state, first.hand_over_id)
            assert (one.delivered_at, one.scanned_at) == (first.delivered_at, first.scanned_at)

    @invariant()
    def postage_is_asked_for_once(self):
        for one in Parcel.objects.filter(joined_to__isnull=False):
            paid = Account.objects.get(application=one.application_id, charge="postage")
            assert paid.due_vnd == paid.waived_vnd + paid.written_off_vnd
            assert one.postage_vnd == 0

    @invariant()
    def every_report_has_its_fate_once(self):
        assert not CarrierReport.objects.filter(parcel__isnull=True).exclude(fate="disputed").exists()

    @invariant()
    def every_balance_follows_from_its_entries(self):
        assert prove_ledger(at=self.at).is_proved


def test_nothing_is_lost_whatever_happens(agreement, office, parcel_of, carrier, binh, tu, loan, years):
    class Here(Way):
        pks = [parcel_of().pk for _ in range(3)]
        desk, worker, cashier = acting(binh), acting(tu), acting(loan)

    Here.office, Here.carrier = office, carrier
    tries = {"max_examples": 18, "stateful_step_count": 18, "deadline": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(Here, settings=settings(**tries))


WAYS = {  # what really happened: status, day, hour
    "delivered": [(70, 20, 18), (100, 23, 9), (110, 23, 17)],
    "at the third try": [(70, 20, 18), (91, 23, 9), (91, 25, 9), (100, 26, 9)],
    "returned": [(91, 23, 9), (91, 25, 9), (170, 26, 9)],
}


def _end(carrier, pks, calls, at) -> list:
    """What the books and the histories say after these calls; then all of it is undone."""
    with transaction.atomic():
        for said in calls:
            take(carrier, said, at=at)
        settle_waiting(at=at)
        sums = Account.objects.order_by("pk").values_list("outstanding_vnd", "held_vnd", "in_transit_vnd", "confirmed_vnd")
        ends = [list(sums), list(Application.objects.order_by("pk").values_list("state", flat=True))]
        for parcel in Parcel.objects.filter(pk__in=pks).order_by("pk"):
            history = parcel.events.filter(source="carrier").order_by("at", "kind").values_list("at", "kind", "reason")
            ends.append((parcel.state, parcel.delivered_at, list(history)))
        waiting = CarrierReport.objects.filter(fate__in=["waiting", "disputed"]).count()
        transaction.set_rollback(True)
    return [*ends, waiting]


def test_reports_in_any_order_and_number_have_the_same_end(carrier, with_the_post):
    parcels, at = with_the_post(3), hanoi(27, 9)
    true = [
        told(parcel, status, hanoi(day, hour), f"{parcel.pk}-{number}")
        for parcel, way in zip(parcels, WAYS.values(), strict=True)
        for number, (status, day, hour) in enumerate(way)
    ]
    pks = [parcel.pk for parcel in parcels]
    expected = _end(carrier, pks, true, at)
    assert expected[-1] == 0

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 10**6), times=st.lists(st.integers(1, 3), min_size=len(true), max_size=len(true)))
    def hold(seed, times):
        calls = [said for said, number in zip(true, times, strict=True) for _ in range(number)]
        random.Random(seed).shuffle(calls)
        assert _end(carrier, pks, calls, at) == expected

    hold()
    assert not Remittance.objects.exists()
