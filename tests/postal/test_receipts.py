"""Numbers of official receipts: each fee has one, none is used twice, none vanishes."""

import pytest
from django.db import IntegrityError, transaction

from postal.actions import receipts
from postal.errors import NumbersOverlap, ReasonNeeded, ReceiptNotFree
from postal.models import OpenItem, Receipt
from postal.receipt_report import books_of, fees_without_receipt
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def pad(office, tu, loan):
    about = {"form": "01BLP2-001", "series": "HN-26P", "first": 101, "last": 150, "holder_id": tu.pk}
    return receipts.give_book(office, **about, by=acting(loan), at=hanoi(18))


def test_a_fee_takes_the_next_number_of_the_collectors_pad(pad, delivered):
    delivered(2)
    assert list(Receipt.objects.values_list("number", "amount_vnd")) == [(101, 16000), (102, 16000)]


def test_the_number_told_is_kept(pad, delivered):
    delivered(receipt="0000107")
    assert Receipt.objects.get().number == 107


def test_a_number_used_twice_is_open_but_the_money_is_booked(pad, delivered):
    delivered(2, receipt="107")
    assert OpenItem.objects.get().kind == "receipt_double"
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("number", ["999", "abc", "１０７", "99999999999"])
def test_a_number_of_no_pad_is_open(pad, delivered, number):
    delivered(receipt=number)
    assert OpenItem.objects.get().kind == "receipt_unknown"


def test_the_database_refuses_a_number_twice(pad, delivered, office):
    delivered()
    about = {"book": pad, "series": pad.series, "number": 101, "office": office, "void_reason": "Rách", "at": hanoi(24)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(**about)


def test_a_pad_never_overlaps_another(pad, office, tu, loan):
    about = {"form": "01BLP2-001", "series": "HN-26P", "first": 150, "last": 200, "holder_id": tu.pk}
    with pytest.raises(NumbersOverlap):
        receipts.give_book(office, **about, by=acting(loan), at=hanoi(18))


def test_a_spoilt_number_is_void_with_a_reason(pad, loan):
    with pytest.raises(ReasonNeeded):
        receipts.make_void(pad.pk, 101, reason=" ", by=acting(loan), at=hanoi(24))
    receipts.make_void(pad.pk, 101, reason="Viết hỏng", by=acting(loan), at=hanoi(24))
    with pytest.raises(ReceiptNotFree):
        receipts.make_void(pad.pk, 101, reason="Viết hỏng", by=acting(loan), at=hanoi(24))


def test_gaps_and_what_is_left_are_reported(pad, delivered, office, loan):
    delivered(receipt="104")
    receipts.make_void(pad.pk, 102, reason="Viết hỏng", by=acting(loan), at=hanoi(24))
    (report,) = books_of(office)
    assert (report.used, report.void, report.gaps, report.unused) == (1, 1, [101, 103], 46)


def test_a_fee_without_a_number_is_reported(delivered, office):
    parcel = delivered()[0]
    assert [row.account.application for row in fees_without_receipt(office)] == [parcel.application]
