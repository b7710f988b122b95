"""A carrier's reports: in any order, any number of times, late, and untrue."""

import itertools
from datetime import timedelta

import pytest

from applications.states import State
from postal.actions import confirming, hand_overs
from postal.carriers.messages import ReportRefused, told_by
from postal.carriers.reports import close_dispute, settle_waiting, take
from postal.errors import ReasonNeeded
from postal.models import CarrierReport, Parcel, ParcelState
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
NOW = hanoi(26, 9)
DELIVERED, FAILED, RETURNED, ACCEPTED = 100, 91, 170, 70


def told(parcel, status, at, ident, **more):
    return told_by({"id": ident, "order": parcel.number, "status": status, "at": at.isoformat()} | more)


def a_way(parcel) -> list:
    """Taken over, not delivered once, delivered."""
    return [
        told(parcel, ACCEPTED, hanoi(20, 18), "a"),
        told(parcel, FAILED, hanoi(23, 9), "b", reason="absent"),
        told(parcel, DELIVERED, hanoi(24, 9), "c", cod=parcel.collect_vnd, receiver="Nguyễn Thị Thùy Dương"),
    ]


def test_delivered_closes_the_application(carrier, held):
    parcel = held()
    report = take(carrier, a_way(parcel)[2], at=NOW)
    parcel.refresh_from_db()
    parcel.application.refresh_from_db()
    assert (report.fate, parcel.state, parcel.application.state) == ("taken", ParcelState.DELIVERED, State.DELIVERED)
    event = parcel.events.get(kind="delivered")
    assert (event.source, event.collected_vnd, event.at) == ("carrier", parcel.collect_vnd, hanoi(24, 9))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_any_order_has_the_same_end(carrier, held, order):
    parcel = held()
    way = a_way(parcel)
    for index in order:
        take(carrier, way[index], at=NOW)
    parcel.refresh_from_db()
    events = parcel.events.filter(source="carrier").order_by("at").values_list("kind", "reason")
    assert parcel.state == ParcelState.DELIVERED
    assert list(events) == [("in_transit", ""), ("failed", "absent"), ("delivered", "")]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_return_waits_for_the_failures_before_it(carrier, held, order):
    parcel = held()
    way = [
        told(parcel, FAILED, hanoi(23, 9), "a", reason="absent"),
        told(parcel, FAILED, hanoi(25, 9), "b", reason="absent"),
        told(parcel, RETURNED, hanoi(25, 17), "c"),
    ]
    for index in order:
        take(carrier, way[index], at=NOW)
    parcel.refresh_from_db()
    assert parcel.state == ParcelState.RETURNED
    assert set(parcel.reports.values_list("fate", flat=True)) <= {"taken", "late"}


def test_the_same_report_counts_once(carrier, held):
    parcel = held()
    for _ in range(3):
        report = take(carrier, a_way(parcel)[2], at=NOW)
    assert report.fate == "taken"
    assert CarrierReport.objects.count() == 1
    assert parcel.events.filter(kind="delivered").count() == 1


def test_a_report_that_overtakes_the_hand_over_waits_for_it(carrier, batch, parcel_of, binh, tu):
    parcel = parcel_of()
    hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    early = take(carrier, told(parcel, DELIVERED, hanoi(23, 9), "a", cod=parcel.collect_vnd), at=hanoi(23, 10))
    assert early.fate == "waiting"
    confirming.confirm(batch.pk, by=acting(tu), at=hanoi(20, 16, 21))
    settle_waiting(at=hanoi(23, 11))
    parcel.refresh_from_db()
    assert parcel.state == ParcelState.DELIVERED


def test_what_waits_for_a_day_is_shown_to_a_person(carrier, held):
    parcel = held()
    take(carrier, told(parcel, RETURNED, hanoi(23, 9), "a"), at=hanoi(23, 10))
    settle_waiting(at=hanoi(24, 11))
    assert CarrierReport.objects.get().fate == "disputed"


def test_a_carrier_that_says_both_is_looked_into_by_a_person(carrier, held):
    parcel = held()
    take(carrier, a_way(parcel)[2], at=NOW)
    lie = take(carrier, told(parcel, RETURNED, hanoi(25, 9), "lie"), at=NOW)
    assert (lie.fate, Parcel.objects.get().state) == ("disputed", ParcelState.DELIVERED)
    assert "Đã giao" in lie.why


def test_a_moment_in_the_future_is_not_believed(carrier, held):
    report = take(carrier, told(held(), DELIVERED, NOW + timedelta(days=1), "a"), at=NOW)
    assert (report.fate, Parcel.objects.get().state) == ("disputed", ParcelState.HANDED_OVER)


def test_another_post_offices_parcel_is_unknown(carrier, parcel_of):
    report = take(carrier, told(parcel_of(), DELIVERED, hanoi(24, 9), "a"), at=NOW)
    assert (report.fate, report.parcel) == ("disputed", None)


def test_money_that_differs_is_written_as_told(carrier, held):
    parcel = held()
    take(carrier, told(parcel, DELIVERED, hanoi(24, 9), "a", cod=1000), at=NOW)
    event = parcel.events.get(kind="delivered")
    assert event.collected_vnd == 1000
    assert event.note


def test_a_person_closes_a_dispute_with_a_reason(carrier, held, tu):
    report = take(carrier, told(held(), DELIVERED, NOW + timedelta(days=1), "a"), at=NOW)
    with pytest.raises(ReasonNeeded):
        close_dispute(report.pk, why=" ", by=acting(tu), at=NOW)
    close_dispute(report.pk, why="Đồng hồ máy của hãng sai một ngày.", by=acting(tu), at=NOW)
    report.refresh_from_db()
    assert (report.fate, report.settled_by) == ("settled", tu)


@pytest.mark.pure
@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": 7},
        {"id": "x" * 81},
        {"status": 101},
        {"status": "100"},
        {"status": True},
        {"at": "2026-03-20T16:40:00"},
        {"at": "yesterday"},
        {"at": "2026-13-40T16:40:00+07:00"},
        {"at": None},
        {"cod": -1},
        {"cod": 10**12},
        {"cod": "42000"},
        {"cod": True},
        {"reason": "aliens"},
        {"receiver": ["x"]},
    ],
)
def test_a_report_that_cannot_be_read_is_refused(change):
    good = {"id": "1", "order": "260320000001", "status": 100, "at": "2026-03-20T16:40:00+07:00"}
    assert told_by(good).status == 100
    with pytest.raises(ReportRefused):
        told_by(good | change)
