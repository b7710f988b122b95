"""Scanning two envelopes a second: an answer for a script, each number once, and the five-thousandth as cheap as the first."""

import time
from copy import copy

import pytest
from django.db import connection
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application
from civil_registry.models import ExtractCopy
from postal.actions import hand_overs
from postal.figures import sums_of
from postal.models import Parcel, ParcelEvent
from tests import traffic
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def desk(client_of, binh):
    return client_of(binh)


def scan(desk, batch, number, key="k1"):
    return desk.post(reverse("postal:scan", args=[batch.number]), {"code": number, "key": key}, **JSON)


def _alike(row, **fields):
    other = copy(row)
    other._state, other.pk = ModelState(), None
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def fill(batch, parcel, count):
    """So many more envelopes in the batch, written at once."""
    paper, dossier = parcel.application.extract, parcel.application
    papers = ExtractCopy.objects.bulk_create(
        _alike(paper, serial=10_000 + serial, check_code=f"X{serial}") for serial in range(count)
    )
    told = {"idempotency_key": None}
    made = Application.objects.bulk_create(
        _alike(dossier, ref=f"X{one.serial:09d}", dossier_code=f"H26.X-{one.serial}", extract=one, **told) for one in papers
    )
    money = {"fee_vnd": 16000, "postage_vnd": 26000, "recipient_name": "Ai đó", "office": batch.office, "hand_over": batch}
    moments = {"created_at": hanoi(20, 15), "scanned_at": hanoi(20, 16)}
    Parcel.objects.bulk_create(
        Parcel(number=f"9{serial:011d}", application=one, **money, **moments) for serial, one in enumerate(made)
    )
    traffic.analyze(Application, ExtractCopy, Parcel)


def test_a_script_gets_the_new_row_and_the_new_sums(desk, batch, parcel_of):
    parcel, _waits = parcel_of(), parcel_of()
    told = scan(desk, batch, parcel.number).json()
    assert (told["fate"], told["number"]) == ("right", parcel.number)
    assert parcel.application.dossier_code in told["row"]
    assert (told["sums"]["count"], told["sums"]["expected"], told["sums"]["waiting"]) == ("1", "2", "1")
    assert told["sums"]["collect"] == "42.000\u00a0đồng"


@pytest.mark.parametrize("number", ["", "abc", "260320999999", "\x00"])
def test_a_wrong_number_is_an_answer_and_no_fault(desk, batch, number):
    told = scan(desk, batch, number).json()
    assert told["fate"] == "wrong"
    assert "Chưa ghi." in told["answer"]
    assert "row" not in told


def test_twice_and_foreign_look_and_sound_differently(desk, batch, parcel_of, foreign):
    number = parcel_of().number
    fates = [scan(desk, batch, code, key).json()["fate"] for code, key in [(number, "a"), (number, "b"), (foreign.number, "c")]]
    assert fates == ["right", "twice", "foreign"]


def test_a_number_sent_again_with_its_key_is_still_right_and_counts_once(desk, batch, parcel_of):
    number = parcel_of().number
    answers = [scan(desk, batch, number, "same").json() for _ in range(2)]
    assert [told["fate"] for told in answers] == ["right", "right"]
    assert ParcelEvent.objects.filter(kind="scanned").count() == 1


def test_a_number_sent_again_after_it_was_taken_out_stays_out(desk, batch, parcel_of, binh):
    parcel = parcel_of()
    scan(desk, batch, parcel.number, "same")
    hand_overs.take_out(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 4))
    assert scan(desk, batch, parcel.number, "same").json()["fate"] == "wrong"
    assert not batch.parcels.exists()


def test_a_closed_batch_says_so(desk, batch, parcel_of, binh):
    parcel, late = parcel_of(), parcel_of()
    scan(desk, batch, parcel.number)
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    assert scan(desk, batch, late.number).json()["fate"] == "closed"


def test_a_scan_into_five_thousand_costs_under_a_tenth_of_a_second_of_cpu(desk, batch, parcel_of):
    parcels = [parcel_of() for _ in range(6)]
    scan(desk, batch, "")  # the first request reads what later ones remember
    with CaptureQueriesContext(connection) as alone:
        scan(desk, batch, parcels[0].number)
    fill(batch, parcels[0], 5000)
    took = []
    for one in parcels[1:]:
        began = time.process_time()
        with CaptureQueriesContext(connection) as among_many:
            assert scan(desk, batch, one.number).json()["fate"] == "right"
        took.append(time.process_time() - began)
    assert len(among_many) == len(alone)
    print("SCAN CPU", took)
    assert min(took) < 0.1, took


def test_the_page_of_a_large_batch_shows_the_newest_and_leads_to_all(desk, batch, parcel_of, binh):
    parcel = parcel_of()
    fill(batch, parcel, 150)
    page = desk.get(reverse("postal:hand_over", args=[batch.number])).content.decode()
    assert page.count("data-row=") == 101
    assert "Đang hiện 100 phong bì mới nhất" in page
    everything = desk.get(reverse("postal:hand_over", args=[batch.number]) + "?tat-ca=1").content.decode()
    assert everything.count("data-row=") == 151


def test_the_fee_of_one_copy_is_told_only_where_every_envelope_collects_the_same(batch, parcel_of, binh):
    for _ in range(2):
        hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 3))
    assert sums_of(batch.parcels.all()).fee_each == 8000
    paid = batch.parcels.first()
    paid.fee_vnd = 0  # paid ahead: 16.000 for four copies is not 4 × 4.000
    paid.save()
    assert sums_of(batch.parcels.all()).fee_each is None
