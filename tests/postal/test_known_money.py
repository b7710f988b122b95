"""Fees asked as of a moment: what reached us later than the money was taken was not known before, and is the same next year."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from applications.statutory.tables import Question
from portal.accounts.actors import SYSTEM
from portal.learned import told_late
from postal.actions import delivery
from postal.actions.ledger import counter, locked_accounts
from postal.actions.payments import pay_fee
from postal.carriers.messages import told_by
from postal.carriers.reports import take
from postal.fees_by_way import by_unit as fees_by_way
from postal.models import LedgerEntry, OpenItem
from postal.positions import Kind
from postal.supervised_units import hand_overs_by_unit, post_by_unit
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
FEE = 16_000
DELIVERED = 100  # as the carrier says it


def total(count, *moment) -> Counter:
    """The cells of all units, added up, of a form of March, as of a moment."""
    lines = count(Question(date(2026, 3, 1), date(2026, 3, 31), hanoi(*moment))).lines
    return sum((Counter(line.cells) for line in lines), Counter())


def post(*moment) -> tuple[int, int, int]:
    cells = total(post_by_unit, *moment)
    return cells["collected"], cells["confirmed"], cells["owed"]


def test_money_that_a_phone_told_later_was_not_known_before(with_the_post, tu):
    parcel = with_the_post(1)[0]
    with told_late(hanoi(23, 17)):
        told = {"collected_vnd": parcel.collect_vnd, "received_by": "An", "key": "a"}
        delivery.deliver(parcel.pk, **told, by=acting(tu), at=hanoi(23, 9))
    assert (post(23, 12), post(23, 18)) == ((0, 0, 0), (FEE, 0, FEE))
    assert total(fees_by_way, 23, 12)["post"] == 0
    assert total(fees_by_way, 23, 18)["post"] == FEE


def test_a_difference_that_a_phone_told_later_is_open_since_it_was_known(with_the_post, tu):
    parcel = with_the_post(1)[0]
    with told_late(hanoi(24, 17)):
        told = {"collected_vnd": 40000, "received_by": "An", "key": "a", "note": "Thiếu tiền lẻ"}
        delivery.deliver(parcel.pk, **told, by=acting(tu), at=hanoi(23, 9))
    assert OpenItem.objects.get(kind="short").opened_at == hanoi(24, 17)
    before, after = (total(hand_overs_by_unit, *moment)["differences"] for moment in ((23, 18), (24, 18)))
    assert (before, after) == (0, 1)


def test_money_in_a_carriers_report_was_not_known_before_it_came(carrier, held):
    parcel = held()
    told = {"id": "a", "order": parcel.number, "status": DELIVERED, "at": hanoi(23, 9).isoformat(), "cod": parcel.collect_vnd}
    take(carrier, told_by(told | {"receiver": "An"}), at=hanoi(24, 8))
    assert (post(23, 18), post(24, 9)) == ((0, 0, 0), (FEE, 0, FEE))
    assert parcel.events.get(kind="delivered").arrived_at == hanoi(24, 8)


def test_a_credit_of_yesterdays_statement_was_not_known_yesterday(years, office):
    dossier = factories.submitted(office, collection_mode="either")
    told = {"paid_at": hanoi(22, 9), "key": "a", "source": "bank"}
    pay_fee(dossier.pk, amount_vnd=FEE, **told, by=SYSTEM, at=hanoi(23, 9))
    before, after = (total(fees_by_way, *moment) for moment in ((22, 18), (23, 10)))
    assert (before["transfer"], before["dossiers"], after["transfer"], after["dossiers"]) == (0, 0, FEE, 1)


def test_what_is_taken_back_later_had_been_paid_until_then(delivered, tu):
    dossier = delivered()[0].application
    with transaction.atomic():
        fee = locked_accounts(dossier, by=acting(tu), at=hanoi(25, 9))["fee"]
        entry = LedgerEntry.objects.get(account=fee, kind=Kind.COLLECTED)
        counter(entry, fee, FEE, reason="Ghi nhầm", by=acting(tu), at=hanoi(25, 9))
    before, after = (total(fees_by_way, *moment) for moment in ((24, 9), (25, 10)))
    assert (before["post"], before["dossiers"], after["post"], after["dossiers"]) == (FEE, 1, 0, 0)
