"""What the postal worker reports of one envelope; every report counts once."""

import pytest

from applications.states import State
from postal.actions import confirming, deciding, delivery, hand_overs
from postal.errors import InvitedTooFew, MoneyDiffers, NotForThePost, NotTriedYet, OutOfTime, ParcelMoved, ReasonNeeded
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


@pytest.fixture
def returned(under_way, tu):
    """Tried on Monday and Wednesday, brought back on Thursday 26/3."""
    fail(under_way, tu)
    fail(under_way, tu, day=25)
    return delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(26, 9))


def test_a_returned_envelope_brings_its_dossier_back(returned):
    returned.application.refresh_from_db()
    assert (returned.state, returned.application.state) == (ParcelState.RETURNED, State.RETURNED_TO_OFFICE)
    assert "vắng nhà" in returned.application.history.last().reason


@pytest.mark.parametrize("second", [23, 24])
def test_nothing_is_returned_before_two_invitations_two_working_days_apart(under_way, tu, second):
    fail(under_way, tu)
    fail(under_way, tu, day=second, key="f2")
    with pytest.raises(InvitedTooFew, match="25/03/2026"):
        delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(26, 9))


@pytest.mark.parametrize("reason", ["refused", "moved", "wrong_address"])
def test_who_cannot_be_invited_is_not_invited_twice(under_way, tu, reason):
    fail(under_way, tu, reason=reason)
    assert delivery.return_to_office(under_way.pk, key="r", by=acting(tu), at=hanoi(24, 9)).state == ParcelState.RETURNED


def test_it_is_not_scanned_again_before_somebody_decided(returned, office, binh):
    batch = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(27, 9))
    with pytest.raises(NotForThePost, match="Quyết định"):
        hand_overs.scan(batch.pk, returned.number, by=acting(binh), at=hanoi(27, 9, 1))


def test_sent_again_it_goes_out_in_a_new_batch_with_a_new_sticker(returned, tu, office, binh):
    again = deciding.decide(returned.pk, "send_again", payer="recipient", reason="Đã hẹn.", by=acting(binh), at=hanoi(26, 14))
    assert (again.tracking_number, again.collect_vnd) == ("", 42000)
    batch = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(27, 9))
    hand_overs.scan(batch.pk, returned.number, by=acting(binh), at=hanoi(27, 9, 1))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(27, 9, 5))
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(27, 10))
    returned.refresh_from_db()
    returned.application.refresh_from_db()
    assert (returned.state, returned.application.state) == (ParcelState.HANDED_OVER, State.HANDED_TO_POST)


@pytest.mark.parametrize("kind", ["lose", "damage"])
def test_what_is_lost_or_spoilt_becomes_the_offices_again(under_way, tu, kind):
    with pytest.raises(ReasonNeeded):
        getattr(delivery, kind)(under_way.pk, note=" ", key="x", by=acting(tu), at=hanoi(24))
    parcel = getattr(delivery, kind)(under_way.pk, note="Xe thư cháy.", key="x", by=acting(tu), at=hanoi(24))
    parcel.application.refresh_from_db()
    assert parcel.application.state == State.RETURNED_TO_OFFICE
    assert "Xe thư cháy" in parcel.application.history.last().reason


def test_an_envelope_still_in_the_office_cannot_be_delivered(parcel_of, tu):
    with pytest.raises(ParcelMoved, match="Chờ bàn giao"):
        deliver(parcel_of(), tu)


def test_nothing_happens_before_the_hand_over(under_way, tu):
    with pytest.raises(OutOfTime):
        deliver(under_way, tu, day=19)
