"""A fee paid ahead: kept with the dossier, and where it is the condition of being received, the limit starts with it."""

from datetime import date

import pytest

from applications import actions
from applications.fees import collection_mode
from applications.management.commands.load_fees import load_fees
from applications.models import DeadlinePolicy
from portal.accounts.actors import SYSTEM
from postal.refunds import open_refunds
from tests import factories
from tests.factories import EXTRACT_COPY, acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(years, office):
    """Filed on Friday at 14:30; 16.000 đồng of fee."""
    return factories.submitted(office, at=hanoi(20, 14, 30), collection_mode="prepaid")


def pay(dossier, amount, at):
    paid = actions.pay(dossier.pk, amount_vnd=amount, paid_at=at, by=SYSTEM, at=at)
    paid.refresh_from_db()
    return paid


@pytest.fixture
def fee_first(db):
    DeadlinePolicy.objects.create(
        procedure_code=EXTRACT_COPY, valid_from=date(2020, 9, 15), limit="same_day", needs_payment=True, legal_document="NĐ 87"
    )


def test_paid_after_15_00_it_is_due_on_the_next_working_day(fee_first, dossier):
    """Worked example A9: form 14:30, paid 15:05."""
    assert pay(dossier, 16000, hanoi(20, 15, 5)).due_on == date(2026, 3, 23)


def test_paid_before_15_00_it_is_due_today(fee_first, dossier):
    assert pay(dossier, 16000, hanoi(20, 14, 55)).due_on == date(2026, 3, 20)


def test_a_part_of_the_fee_starts_nothing(fee_first, dossier):
    paid = pay(dossier, 10000, hanoi(20, 15, 5))
    assert (paid.due_on, paid.fee_paid_at, paid.fee_left_vnd) == (date(2026, 3, 20), None, 6000)
    assert pay(dossier, 6000, hanoi(20, 15, 30)).fee_paid_at == hanoi(20, 15, 30)


def test_where_the_fee_is_no_condition_the_promise_stays(dossier):
    assert pay(dossier, 16000, hanoi(20, 15, 5)).due_on == date(2026, 3, 20)


def test_the_reception_keeps_the_moment_of_the_payment(fee_first, dossier, binh):
    pay(dossier, 16000, hanoi(20, 14, 50))
    received = actions.receive(dossier.pk, by=acting(binh), at=hanoi(20, 15, 40))
    assert received.due_on == date(2026, 3, 20)


def test_each_time_has_its_way_of_collecting():
    load_fees()
    days = (date(2019, 5, 1), date(2020, 9, 15), date(2025, 1, 8), date(2025, 1, 9))
    assert [collection_mode(EXTRACT_COPY, day) for day in days] == ["cod", "prepaid", "prepaid", "either"]


def test_a_withdrawn_dossier_gets_its_fee_back(dossier):
    pay(dossier, 16000, hanoi(20, 14, 50))
    actions.withdraw(dossier.pk, reason="", by=SYSTEM, at=hanoi(20, 16))
    assert [open_refunds(at=hanoi(20, 16, 1)) for _ in range(2)] == [1, 0]
    assert dossier.open_items.get().amount_vnd == 16000
