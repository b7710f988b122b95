"""Fees, prices and limits that a process keeps are never older than the database."""

from datetime import date

import pytest

from applications.fees import fee_per_copy, quote
from applications.models import DeadlinePolicy, FeePolicy, FeeWaiver, PostageTariff
from applications.policies import promise_of
from portal.offices.calendar import current_stamp
from tests.factories import EXTRACT_COPY, hanoi

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 20)


def fee() -> FeePolicy:
    return FeePolicy.objects.create(procedure_code="x", valid_from=DAY, fee_per_copy_vnd=8000)


def waiver() -> FeeWaiver:
    return FeeWaiver.objects.create(procedure_code="x", valid_from=DAY, condition="proved")


def tariff() -> PostageTariff:
    return PostageTariff.objects.create(zone="city", valid_from=DAY, price_vnd=26000)


def limit() -> DeadlinePolicy:
    return DeadlinePolicy.objects.create(procedure_code="x", valid_from=DAY, limit="same_day")


@pytest.mark.parametrize("make", [fee, waiver, tariff, limit])
def test_every_change_gives_the_database_a_new_stamp(make):
    row, seen = make(), {current_stamp()}
    row.save()
    seen.add(current_stamp())
    row.delete()
    seen.add(current_stamp())
    assert len(seen) == 3


def test_a_fee_counts_from_the_moment_it_is_entered_or_changed():
    assert fee_per_copy("x", DAY) is None
    fee()
    assert fee_per_copy("x", DAY) == 8000
    FeePolicy.objects.filter(procedure_code="x").update(fee_per_copy_vnd=9000)
    assert fee_per_copy("x", DAY) == 9000


def test_the_fee_that_stands_on_the_day_counts():
    FeePolicy.objects.create(procedure_code="x", valid_from=date(2026, 3, 21), fee_per_copy_vnd=5000)
    FeePolicy.objects.create(procedure_code="x", valid_from=date(2026, 1, 1), valid_to=DAY, fee_per_copy_vnd=8000)
    assert [fee_per_copy("x", day) for day in (date(2025, 12, 31), DAY, date(2026, 3, 21))] == [None, 8000, 5000]


def test_a_price_and_a_promise_take_one_question_each(years, office, django_assert_num_queries):
    fee(), tariff(), promise_of(EXTRACT_COPY, hanoi(), office)
    with django_assert_num_queries(1):
        quote("x", copies=2, delivery_method="post", province_code="01", on=DAY)
    with django_assert_num_queries(1):
        promise_of(EXTRACT_COPY, hanoi(), office)
