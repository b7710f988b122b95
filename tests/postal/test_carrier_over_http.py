"""The portal and a carrier's system over real HTTP: slow, twice, in any order, lost, replayed, lying."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.background import without_nudges
from postal.carriers import orders
from postal.carriers.seals import signed_headers
from postal.models import CarrierOrder, CarrierReport, Parcel, ParcelState
from tests.factories import hanoi
from tests.postal import carrier_simulator

pytestmark = pytest.mark.django_db(transaction=True)
T0 = hanoi(20, 16, 30)


@pytest.fixture
def hang(carrier, live_server):
    """The carrier as it runs: it knows where the portal is."""
    simulator = carrier_simulator.Carrier(carrier.post_office.code, portal_url=live_server.url)
    with carrier_simulator.running(simulator), without_nudges():  # orders are sent when the test says so
        carrier.address = simulator.url
        carrier.save()
        yield simulator


def send_all() -> None:
    for order_id in orders.waiting_orders(timezone.now()):
        orders.send(order_id, at=timezone.now())


def test_a_confirmed_parcel_is_ordered_once_and_gets_the_carriers_number(hang, held):
    parcel = held()
    send_all()
    orders.send(CarrierOrder.objects.get().pk, at=timezone.now())
    parcel.refresh_from_db()
    sent = hang.orders[parcel.number]
    assert (parcel.tracking_number, sent["CODAmount"]) == ("EB00000001VN", parcel.collect_vnd)
    assert sent["ReceiverAddress"] == parcel.address


def test_an_order_that_got_through_without_an_answer_counts_once(hang, held, settings):
    settings.CARRIER_TIMEOUT_SECONDS = 0.2
    parcel = held()
    hang.may_answer.clear()
    send_all()
    order = CarrierOrder.objects.get()
    assert (order.standing, order.tries) == ("waiting", 1)
    hang.may_answer.set()
    settings.CARRIER_TIMEOUT_SECONDS = 10
    orders.send(order.pk, at=timezone.now())
    order.refresh_from_db()
    assert (order.standing, list(hang.orders)) == ("sent", [parcel.number])


def test_a_carrier_that_refuses_for_ever_is_shown_to_a_person(hang, held):
    held()
    hang.answers = [500] * orders.MOST_TRIES
    order = CarrierOrder.objects.get()
    for _ in range(orders.MOST_TRIES):
        orders.send(order.pk, at=timezone.now())
    order.refresh_from_db()
    assert (order.standing, order.last_fault) == ("given_up", "HTTP 500")


def test_a_storm_with_losses_ends_as_things_happened(hang, held):
    chance = random.Random(4)
    parcels = [held() for _ in range(4)]
    send_all()
    for number, parcel in enumerate(parcels):
        hang.happens(parcel.number, 70, T0)
        hang.happens(parcel.number, 91, T0 + timedelta(days=3), reason="absent")
        hang.happens(parcel.number, 91, T0 + timedelta(days=5), reason="absent")
        last = {"status": 170} if number % 2 else {"status": 100, "cod": parcel.collect_vnd}
        hang.happens(parcel.number, last.pop("status"), T0 + timedelta(days=6), **last)
    hang.storm(chance, lose=0.4)
    for order_id in CarrierOrder.objects.values_list("pk", flat=True):
        orders.ask_for_news(order_id, at=timezone.now())
    states = dict(Parcel.objects.order_by("pk").values_list("pk", "state"))
    assert list(states.values()) == [ParcelState.DELIVERED, ParcelState.RETURNED] * 2
    assert CarrierReport.objects.count() == 16
    assert not CarrierReport.objects.filter(fate__in=["waiting", "disputed"]).exists()


def test_lost_news_is_asked_for_after_a_day_of_silence(hang, held):
    parcel = held()
    send_all()
    hang.happens(parcel.number, 100, T0 + timedelta(days=3), cod=parcel.collect_vnd)
    now = timezone.now()
    assert orders.silent_orders(now) == []
    later = now + timedelta(hours=25)
    assert orders.silent_orders(later) == [CarrierOrder.objects.get().pk]
    orders.ask_for_news(CarrierOrder.objects.get().pk, at=now)
    assert Parcel.objects.get().state == ParcelState.DELIVERED


def test_a_wrong_signature_a_wrong_time_and_a_stranger_are_refused(hang, held):
    report = hang.happens(held().number, 100, T0 + timedelta(days=3))
    body = b"[]"
    good = signed_headers(body, post_office_code=hang.post_office_code, at=timezone.now())
    assert hang.post(body, good)[0] == 200
    assert hang.post(b"[1]", good)[0] == 401
    assert hang.post(body, {})[0] == 401
    assert hang.post(body, good | {"X-Timestamp": "9" * 400})[0] == 401
    assert hang.call(report, at=timezone.now() - timedelta(minutes=11))[0] == 401
    assert CarrierReport.objects.count() == 0


def test_a_replayed_call_changes_nothing(hang, held):
    parcel = held()
    report = hang.happens(parcel.number, 91, T0 + timedelta(days=3), reason="absent")
    answers = [hang.call(report)[1]["reports"][0]["fate"] for _ in range(3)]
    assert answers == ["taken"] * 3
    assert parcel.events.filter(kind="failed").count() == 1


def test_a_bad_report_stops_no_good_one(hang, held):
    report = hang.happens(held().number, 91, T0 + timedelta(days=3), reason="absent")
    status, answer = hang.call({"id": "?"}, report)
    assert status == 200
    assert [one["fate"] for one in answer["reports"]] == ["refused", "taken"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 5000, b"{}" * 200_000])
def test_what_is_no_report_is_told_so(hang, held, body):
    headers = signed_headers(body, post_office_code=hang.post_office_code, at=timezone.now())
    assert hang.post(body, headers)[0] in {400, 413}
