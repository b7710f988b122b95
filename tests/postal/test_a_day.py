"""A day of three post offices: their envelopes, six returns, two differences in money, a double storm of reports over real
HTTP; all explained. Thirty envelopes; with DAY_OF_PARCELS=300 a full day's.
"""

import os
import random
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.accounts.models import Role
from portal.background import without_nudges
from portal.offices.models import Office
from postal.actions import closing, confirming, deciding, delivery, hand_overs, parcels, remitting, resolving
from postal.carriers import orders
from postal.carriers.reports import settle_waiting
from postal.errors import DayNotReady
from postal.models import Account, Carrier, CarrierReport, DayClose, OpenItem, Parcel, PostalAgreement
from postal.proof import prove_ledger
from tests import factories
from tests.factories import acting, hanoi
from tests.postal import carrier_simulator

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = ("Hai Bà Trưng", "Bạch Mai", "Hoàn Kiếm")
BY_SYSTEM = PLACES[0]
PARCELS = int(os.environ.get("DAY_OF_PARCELS", "30"))
ENVELOPES, RETURNED = PARCELS // len(PLACES), 2  # of each office
TODAY = date(2026, 3, 26)


@dataclass
class Place:
    office: Office
    post_office: Office
    desk: Actor
    leader: Actor
    cashier: Actor
    worker: Actor
    envelopes: list[Parcel]


@pytest.fixture
def places(issue, years, system) -> list[Place]:
    with without_nudges():  # papers are no part of this day
        with transaction.atomic():  # a commit for each step would be most of the time
            made = [_place(name, issue, has_system=name == BY_SYSTEM) for name in PLACES]
        yield made


@pytest.fixture
def system(live_server, settings):
    """The system behind the first post office, over real HTTP in both ways."""
    post_office = factories.office(f"Bưu điện {BY_SYSTEM}", level="post")
    settings.CARRIER_SECRETS = {post_office.code: "khoa-cua-hang"}
    simulator = carrier_simulator.Carrier(post_office.code, portal_url=live_server.url)
    with carrier_simulator.running(simulator):
        Carrier.objects.create(post_office=post_office, adapter="http", address=simulator.url, customer_code="HT-HN")
        yield simulator


def _place(name: str, issue, *, has_system: bool) -> Place:
    office = factories.office(f"Phường {name}")
    post_office = Carrier.objects.get().post_office if has_system else factories.office(f"Bưu điện {name}", level="post")
    PostalAgreement.objects.create(office=office, post_office=post_office, signed_on=date(2025, 7, 1))
    desk = factories.official("Bà Một Cửa", office, Role.RECEPTION_OFFICER, Role.CIVIL_STATUS_OFFICER)
    leader = factories.official("Ông Lãnh Đạo", office, Role.OFFICE_LEADER)
    cashier = factories.official("Bà Kế Toán", office, Role.ACCOUNTANT)
    worker = factories.official("Anh Bưu Tá", post_office, Role.POSTAL_WORKER)
    batch = hand_overs.open_hand_over(office, by=acting(desk), at=hanoi(20, 16))
    for _ in range(ENVELOPES):
        dossier = issue(office=office, drafter=desk, signer=leader)
        parcel = parcels.prepare_parcel(dossier.pk, by=acting(desk), at=hanoi(20, 15, 30))
        hand_overs.scan(batch.pk, parcel.number, by=acting(desk), at=hanoi(20, 16, 3))
    hand_overs.close(batch.pk, by=acting(desk), at=hanoi(20, 16, 10))
    confirming.confirm(batch.pk, by=acting(worker), at=hanoi(20, 16, 21))
    people = [acting(person) for person in (desk, leader, cashier, worker)]
    return Place(office, post_office, *people, list(batch.parcels.order_by("pk")))


def _storm(place: Place, system: carrier_simulator.Carrier) -> None:
    """The carrier has every order; its system tells everything, all of it in two storms, in any order, each call again."""
    while waiting := orders.waiting_orders(timezone.now()):
        for order_id in waiting:
            orders.send(order_id, at=timezone.now())
    assert len(system.orders) == ENVELOPES
    for number, parcel in enumerate(place.envelopes):
        way = [(91, 23), (91, 25), (170, 26)] if number < RETURNED else [(70, 21), (100, 23)]
        for status, day in way:
            money = {"cod": parcel.collect_vnd} if status == 100 else {"reason": "absent"}
            system.happens(parcel.number, status, hanoi(day, 9), **money)
    for seed in (1, 2):
        system.storm(random.Random(seed))
    settle_waiting(at=hanoi(26, 10))


def _round(place: Place, *, is_short: bool = False) -> None:
    """By hand: two come back, the others are delivered; the first of these lacks a note of 2.000."""
    for number, parcel in enumerate(place.envelopes):
        if number < RETURNED:
            for day in (23, 25):
                delivery.fail(parcel.pk, reason="absent", key=f"f{day}", by=place.worker, at=hanoi(day, 9))
            delivery.return_to_office(parcel.pk, key="r", by=place.worker, at=hanoi(26, 9))
            continue
        lacks = 2000 if is_short and number == RETURNED else 0
        told = {"collected_vnd": parcel.collect_vnd - lacks, "received_by": "An", "note": "Thiếu tiền lẻ" if lacks else ""}
        delivery.deliver(parcel.pk, **told, key="d", by=place.worker, at=hanoi(23, 10))


def _hand_on(place: Place, *, lacks: int = 0) -> None:
    about = {"office": place.office, "post_office": place.post_office, "is_postage": False, "holder_id": None}
    slip = remitting.remit(**about, by=place.worker, at=hanoi(26, 15), key=f"slip{place.office.pk}")
    count = {"received_vnd": slip.total_vnd - lacks, "told": "Đếm lại hai lần" if lacks else ""}
    remitting.confirm_remittance(slip.pk, **count, by=place.cashier, at=hanoi(26, 15, 30))


def _decide(place: Place) -> None:
    came_back = Parcel.objects.filter(office=place.office, state="returned").order_by("pk")
    for parcel, choice in zip(came_back, ("send_again", "desk"), strict=True):
        payer = {"payer": "recipient"} if choice == "send_again" else {}
        deciding.decide(parcel.pk, choice, reason="Đã gọi điện.", **payer, by=place.desk, at=hanoi(26, 14))


def test_the_day_closes_with_every_item_explained(system, places):
    first, second, third = places
    _storm(first, system)
    _round(second, is_short=True)
    _round(third)
    assert Parcel.objects.filter(state="returned").count() == RETURNED * len(places)
    for place in places:
        _decide(place)
        _hand_on(place, lacks=8000 if place is third else 0)
    for place, kind, outcome in ((second, "short", "explained"), (third, "remitted_short", "found")):
        with pytest.raises(DayNotReady):
            closing.close_day(place.office, TODAY, by=place.cashier, at=hanoi(26, 16))
        item = OpenItem.objects.get(office=place.office, resolved_at__isnull=True)
        assert item.kind == kind
        resolving.resolve(item.pk, outcome=outcome, reason="Bưu tá nộp bù.", by=place.cashier, at=hanoi(26, 16, 30))
    assert prove_ledger(at=hanoi(26, 17)).is_proved
    for place in places:
        closing.close_day(place.office, TODAY, by=place.cashier, at=hanoi(26, 17))
    assert DayClose.objects.count() == len(places)
    states = list(Parcel.objects.values_list("state", flat=True))
    assert {state: states.count(state) for state in states} == {
        "delivered": PARCELS - RETURNED * len(places),
        "created": len(places),
        "at_desk": len(places),
    }
    assert not CarrierReport.objects.filter(fate__in=["waiting", "disputed"]).exists()
    assert not Account.objects.filter(charge="fee", held_vnd__gt=0).exists()
