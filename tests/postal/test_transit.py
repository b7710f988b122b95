"""By when the post must deliver: J + n working days by distance."""

from datetime import date

import pytest

from portal.offices.models import Province
from postal.management.commands.load_transit import load_transit
from postal.models import TransitLimit
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits(db):
    load_transit()
    Province.objects.update_or_create(code="31", defaults={"name": "Thành phố Hải Phòng", "kind": "thanh_pho"})
    Province.objects.update_or_create(code="04", defaults={"name": "Tỉnh Cao Bằng", "kind": "tinh"})


@pytest.mark.parametrize(
    ("delivery", "day"),
    [
        ({"commune": "Phường Hai Bà Trưng"}, date(2026, 3, 23)),
        ({"commune": "Phường Bạch Mai"}, date(2026, 3, 24)),
        ({"province": "31"}, date(2026, 3, 25)),
        ({"province": "04"}, date(2026, 3, 26)),
    ],
)
def test_a_friday_envelope_is_due_by_distance(held, delivery, day):
    assert held(delivery=delivery).deliver_by_on == day


def test_a_limit_counts_from_its_day(held):
    TransitLimit.objects.create(distance="city", working_days=5, valid_from=date(2026, 3, 21), source="Văn bản mới")
    assert held().deliver_by_on == date(2026, 3, 24)


def test_without_a_limit_nothing_is_promised(held):
    TransitLimit.objects.all().delete()
    assert held().deliver_by_on is None


def test_the_clock_is_hanois(held):
    parcel = held()
    assert parcel.hand_over.confirmed_at == hanoi(20, 16, 21)
    assert parcel.deliver_by_on > date(2026, 3, 20)


def test_loading_twice_enters_nothing_twice():
    assert load_transit() == TransitLimit.objects.count() == 4
