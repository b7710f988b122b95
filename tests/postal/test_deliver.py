"""What the postal worker reports of one envelope; every report counts once."""

import pytest

from applications.states import State
from postal.actions import confirming, delivery, hand_overs
from postal.errors import MoneyDiffers, NotTriedYet, OutOfTime, ParcelMoved, ReasonNeeded
from postal.models import ParcelState
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def under_way(batch, parcel_of, binh, tu):
    """An envelope that Tú has taken over at 16:21; 42.000 đồng to collect."""
    parcel = parcel_of()
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
    parcel.refresh_from_db()
    return parcel


def deliver(parcel, tu, *, day=23, **told):
    told = {"collected_vnd": 42000, "received_by": "Nguyễn Thị Thùy Dương", "key": "a"} | told
    return delivery.deliver(parcel.pk, by=acting(tu), at=hanoi(day, 9), **told)


def fail(parcel, tu, *, day=23, **told):
    told = {"reason": "absent", "key": f"f{day}"} | told
    return delivery.fail(parcel.pk, by=acting(tu), at=hanoi(day, 9), **told)


def test_a_delivered_envelope_closes_the_application(under_way, tu):
    parcel = deliver(under_way, tu)
    parcel.application.refresh_from_db()
    assert (parcel.state, parcel.application.state) == (ParcelState.DELIVERED, State.DELIVERED)
    assert parcel.application.delivered_at == hanoi(23, 9)
    assert parcel.events.get(kind="delivered").collected_vnd == 42000


def test_a_double_tap_counts_once(under_way, tu):
    deliver(under_way, tu)
    deliver(under_way, tu)
    assert under_way.events.filter(kind="delivered").count() == 1


def test_delivered_twice_by_two_reports_is_told(under_way, tu):
    deliver(under_way, tu)
    with pytest.raises(ParcelMoved, match="Đã giao"):
        deliver(under_way, tu, key="b")


def test_another_sum_than_due_needs_a_note(under_way, tu):
    with pytest.raises(MoneyDiffers, match=r"42\.000"):
        deliver(under_way, tu, collected_vnd=40000)
    parcel = deliver(under_way, tu, collected_vnd=40000, note="Người nhận thiếu tiền lẻ")
    assert parcel.state == ParcelState.DELIVERED


def test_who_received_it_is_always_written(under_way, tu):
    with pytest.raises(ReasonNeeded):
        deliver(under_way, tu, received_by=" ")


def test_a_failed_try_keeps_the_dossier_with_the_post(under_way, tu):
    parcel = fail(under_way, tu)
    parcel.application.refresh_from_db()
    assert (parcel.state, parcel.application.state) == (ParcelState.FAILED, State.HANDED_TO_POST)
    assert parcel.application.history.get(verb="fail_delivery").reason == "Vắng nhà"


def test_the_same_failed_try_sent_twice_counts_once(under_way, tu):
    fail(under_way, tu)
    fail(under_way, tu)
    assert under_way.events.filter(kind="failed").count() == 1
    assert under_way.application.history.filter(verb="fail_delivery").count() == 1


def test_an_unknown_reason_is_refused(under_way, tu):
    with pytest.raises(ReasonNeeded):
        fail(under_way, tu, reason="dog")


def test_after_a_failed_try_it_may_still_be_delivered(under_way, tu):
    fail(under_way, tu)
    assert deliver(under_way, tu, day=25).state == ParcelState.DELIVERED


def test_nothing_is_returned_before_a_try(under_way, tu):
    with pytest.raises(NotTriedYet):
        delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(23, 9))


def test_a_returned_envelope_brings_its_dossier_back(under_way, tu):
    fail(under_way, tu)
    parcel = delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    parcel.application.refresh_from_db()
    assert (parcel.state, parcel.application.state) == (ParcelState.RETURNED, State.RETURNED_TO_OFFICE)
    assert "vắng nhà" in parcel.application.history.last().reason


def test_a_returned_envelope_goes_out_again_in_a_new_batch(under_way, tu, office, binh):
    fail(under_way, tu)
    delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    batch = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(27, 9))
    hand_overs.scan(batch.pk, under_way.number, by=acting(binh), at=hanoi(27, 9, 1))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(27, 9, 5))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(27, 10))
    under_way.refresh_from_db()
    under_way.application.refresh_from_db()
    assert (under_way.state, under_way.application.state) == (ParcelState.HANDED_OVER, State.HANDED_TO_POST)


def test_a_returned_envelope_taken_out_belongs_to_its_former_batch(under_way, tu, office, binh):
    former = under_way.hand_over_id
    fail(under_way, tu)
    delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(26, 9))
    batch = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(27, 9))
    hand_overs.scan(batch.pk, under_way.number, by=acting(binh), at=hanoi(27, 9, 1))
    hand_overs.take_out(batch.pk, under_way.number, by=acting(binh), at=hanoi(27, 9, 2))
    under_way.refresh_from_db()
    assert (under_way.state, under_way.hand_over_id) == (ParcelState.RETURNED, former)


def test_an_envelope_still_in_the_office_cannot_be_delivered(parcel_of, tu):
    with pytest.raises(ParcelMoved, match="Chờ bàn giao"):
        deliver(parcel_of(), tu)


def test_nothing_happens_before_the_hand_over(under_way, tu):
    with pytest.raises(OutOfTime):
        deliver(under_way, tu, day=19)
