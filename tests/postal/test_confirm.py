"""The postal worker's side of a batch: confirming moves envelopes and dossiers together; refusing leaves one out."""

import pytest

from applications import actions as dossiers
from applications.states import State
from portal.accounts.models import Role
from postal.actions import confirming, hand_overs
from postal.actions.collecting import waive
from postal.errors import (
    ConfirmedAlready,
    NotClosedYet,
    NothingScanned,
    NotInThisHandOver,
    NotYourPostOffice,
    ParcelBlocked,
    ReasonNeeded,
    SameSide,
)
from postal.models import HandOver, Parcel, ParcelState
from postal.positions import Charge
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(batch, parcel_of, binh):
    """A closed batch of two envelopes, 42.000 and 34.000 đồng."""
    for minute, copies in ((3, 2), (4, 1)):
        hand_overs.scan(batch.pk, parcel_of(copies=copies).number, by=acting(binh), at=hanoi(20, 16, minute))
    return hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))


def first(batch) -> Parcel:
    return batch.parcels.order_by("pk").first()


def test_confirming_moves_envelopes_and_dossiers(closed, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    parcel = first(closed)
    assert parcel.state == ParcelState.HANDED_OVER
    assert parcel.application.state == State.HANDED_TO_POST
    change = parcel.application.history.get(verb="hand_to_post")
    assert change.detail["collect_vnd"] == 42000
    assert change.role == Role.POSTAL_WORKER


def test_the_citizen_is_told_what_is_left_after_something_was_given_up(closed, binh, tu):
    told = {"charge": Charge.FEE, "amount_vnd": 16000, "reason": "Hộ nghèo", "key": "w"}
    waive(first(closed).application_id, **told, by=acting(binh), at=hanoi(20, 16, 15))
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    change = first(closed).application.history.get(verb="hand_to_post")
    assert (change.detail["collect_vnd"], first(closed).collect_vnd) == (26000, 26000)


def test_the_record_names_who_really_received(closed, tu):
    confirmed = confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    assert confirmed.record["receiver"]["name"] == "Vũ Anh Tú"
    assert confirmed.record["confirmed"] == "16:21:00 ngày 20/03/2026"


def test_confirming_twice_counts_once(closed, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    again = confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 22))
    assert again.confirmed_at == hanoi(20, 16, 21)
    assert first(closed).events.filter(kind="handed_over").count() == 1


def test_an_open_batch_is_not_confirmed(batch, tu):
    with pytest.raises(NotClosedYet):
        confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))


def test_another_post_office_confirms_nothing(closed):
    elsewhere = factories.office("Bưu điện Hoàn Kiếm", level="post")
    stranger = factories.official("Đỗ Văn Lâm", elsewhere, Role.POSTAL_WORKER)
    with pytest.raises(NotYourPostOffice):
        confirming.confirm(closed.pk, by=acting(stranger), at=hanoi(20, 16, 21))


def test_who_closed_it_does_not_confirm_it(closed, binh, tu):
    both = factories.Actor(Role.POSTAL_WORKER, binh.pk, tu.postings.first().office_id)
    with pytest.raises(SameSide):
        confirming.confirm(closed.pk, by=both, at=hanoi(20, 16, 21))


def test_a_refused_envelope_waits_again_and_is_named_with_its_reason(closed, tu):
    refused = first(closed)
    batch = confirming.refuse_parcel(closed.pk, refused.number, why="Phong bì rách", by=acting(tu), at=hanoi(20, 16, 20))
    refused.refresh_from_db()
    assert (refused.state, refused.hand_over) == (ParcelState.CREATED, None)
    assert batch.record["refused"] == [
        {
            "code": refused.application.dossier_code,
            "why": "Phong bì rách",
            "parcel": refused.number,
            "at": hanoi(20, 16, 20).isoformat(),
        }
    ]
    assert batch.record["totals"]["collect_vnd"] == 34000
    assert batch.record["edition"] == 2


def test_a_refusal_says_why(closed, tu):
    with pytest.raises(ReasonNeeded):
        confirming.refuse_parcel(closed.pk, first(closed).number, why=" \u200b ", by=acting(tu), at=hanoi(20, 16, 20))


def test_a_refusal_sent_twice_leaves_one_out(closed, tu):
    number = first(closed).number
    confirming.refuse_parcel(closed.pk, number, why="Rách", by=acting(tu), at=hanoi(20, 16, 20))
    with pytest.raises(NotInThisHandOver):
        confirming.refuse_parcel(closed.pk, number, why="Rách", by=acting(tu), at=hanoi(20, 16, 20))
    assert closed.parcels.count() == 1


def test_a_batch_of_which_everything_was_refused_is_not_confirmed(closed, tu):
    for parcel in closed.parcels.all():
        confirming.refuse_parcel(closed.pk, parcel.number, why="Rách", by=acting(tu), at=hanoi(20, 16, 20))
    with pytest.raises(NothingScanned):
        confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))


def test_nothing_is_refused_after_both_sides_confirmed(closed, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    with pytest.raises(ConfirmedAlready):
        confirming.refuse_parcel(closed.pk, first(closed).number, why="Rách", by=acting(tu), at=hanoi(20, 16, 22))


def test_one_dossier_that_moved_on_stops_the_whole_confirmation(closed, tu, binh):
    blocked = closed.parcels.order_by("-pk").first()
    dossiers.hand_to_post(blocked.application_id, tracking_number="", by=acting(binh), at=hanoi(20, 16, 15))
    with pytest.raises(ParcelBlocked, match=blocked.application.dossier_code):
        confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    assert HandOver.objects.get(pk=closed.pk).state == HandOver.State.CLOSED
    assert first(closed).state == ParcelState.CREATED
