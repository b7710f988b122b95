"""A batch from the first scan to the record: who may be in it, and what is frozen."""

import pytest
from django.db import transaction

from applications import actions as dossiers
from civil_registry.models import ExtractCopy
from postal.actions import hand_overs, parcels
from postal.errors import (
    CopyCancelled,
    HandOverNotOpen,
    NoPostalAgreement,
    NotForThePost,
    NothingScanned,
    NotInThisHandOver,
    OfAnotherOffice,
    ScannedAlready,
    UnknownParcel,
)
from postal.models import HandOver, Parcel
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


def scan(batch, parcel, binh, minute=3):
    return hand_overs.scan(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, minute))


def test_an_envelope_is_numbered_by_the_day_in_twelve_digits(parcel_of):
    first, second = parcel_of(), parcel_of()
    assert (first.number, second.number) == ("260320000001", "260320000002")


def test_an_envelope_is_made_once(issue, binh):
    dossier = issue()
    made = [parcels.prepare_parcel(dossier.pk, by=acting(binh), at=hanoi(20, 15, minute)) for minute in (1, 2)]
    assert made[0].pk == made[1].pk
    assert made[0].events.count() == 1
    assert made[0].collect_vnd == 42000


def test_a_dossier_collected_at_the_desk_gets_no_envelope(issue, binh, office):
    dossier = issue(method="desk")
    with pytest.raises(NotForThePost, match="tại cơ quan"):
        parcels.prepare_parcel(dossier.pk, by=acting(binh), at=hanoi(20, 15))
    assert not parcels.without_parcel(office).exists()


def test_all_waiting_dossiers_get_their_envelopes_at_once(issue, binh, office):
    issue()
    issue()
    made = parcels.prepare_parcels(office, by=acting(binh), at=hanoi(20, 15))
    assert len(made) == 2
    assert parcels.prepare_parcels(office, by=acting(binh), at=hanoi(20, 15, 1)) == []


def test_a_batch_is_named_by_office_day_and_serial(batch, office, binh, parcel_of):
    scan(batch, parcel_of(), binh)
    second = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16, 30))
    assert (batch.number, second.number) == ("BG-00256-260320-01", "BG-00256-260320-02")
    assert len(batch.barcode) == 12


def test_a_double_tap_opens_one_batch(batch, office, binh):
    assert hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16, 1)).pk == batch.pk


def test_without_an_agreement_no_batch_is_opened(office, binh, years):
    with pytest.raises(NoPostalAgreement, match="Thỏa thuận hợp tác"):
        hand_overs.open_hand_over(office, by=acting(binh), at=hanoi())


def test_a_scanned_envelope_is_in_the_batch(batch, parcel_of, binh, django_assert_max_num_queries):
    parcel = parcel_of()
    with django_assert_max_num_queries(9):  # one of them asks whether sheets must be back first
        scan(batch, parcel, binh)
    assert list(batch.parcels.all()) == [parcel]


def test_a_second_scan_is_told_when_the_first_was(batch, parcel_of, binh):
    parcel = parcel_of()
    scan(batch, parcel, binh)
    with pytest.raises(ScannedAlready, match=r"^Mã này đã quét lúc 16:03$"):
        scan(batch, parcel, binh, minute=5)


def test_an_envelope_of_another_office_is_named(batch, foreign, binh):
    with pytest.raises(OfAnotherOffice, match=r"^Hồ sơ thuộc phường Bạch Mai, không thuộc đợt này$"):
        scan(batch, foreign, binh)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Quét mã vạch"),
        ("   ", "Quét mã vạch"),
        ("26032000001", "đang có 11"),
        ("EB123456785VN", "chỉ gồm chữ số"),
        ("２６０３２００００００１", "chỉ gồm chữ số"),
        ("260320999999", "Không có hồ sơ với mã 260320999999"),
        ("1\x000", "chỉ gồm chữ số"),
        ("9" * 5000, "đang có 5000"),
    ],
)
def test_an_unknown_number_is_answered_in_words(batch, binh, typed, words):
    with pytest.raises(UnknownParcel, match=words):
        hand_overs.scan(batch.pk, typed, by=acting(binh), at=hanoi(20, 16, 3))


def test_a_number_typed_in_groups_is_understood(batch, parcel_of, binh):
    parcel = parcel_of()
    typed = f" {parcel.number[:6]} {parcel.number[6:9]}-{parcel.number[9:]} "
    assert hand_overs.scan(batch.pk, typed, by=acting(binh), at=hanoi(20, 16, 3)) == parcel


def test_a_cancelled_copy_stays_in_the_office(batch, parcel_of, binh):
    parcel = parcel_of()
    with transaction.atomic():
        copy = ExtractCopy.objects.get(pk=parcel.application.extract_id)
        copy.cancel(reason="Ghi sai họ tên", at=hanoi(20, 15), by_id=binh.pk)
        copy.save()
    with pytest.raises(CopyCancelled, match="đã hủy"):
        scan(batch, parcel, binh)


def test_no_envelope_is_in_two_open_batches(batch, office, binh, parcel_of):
    parcel, other = parcel_of(), parcel_of()
    scan(batch, parcel, binh)
    second = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16, 30))
    scan(second, other, binh)
    with pytest.raises(ScannedAlready, match=batch.number):
        scan(second, parcel, binh)
    assert Parcel.objects.filter(hand_over__state=HandOver.State.OPEN).values("pk").count() == 2


def test_an_envelope_taken_out_may_be_scanned_again(batch, parcel_of, binh):
    parcel = parcel_of()
    scan(batch, parcel, binh)
    hand_overs.take_out(batch.pk, parcel.number, by=acting(binh), at=hanoi(20, 16, 4))
    assert not batch.parcels.exists()
    scan(batch, parcel, binh, minute=5)
    assert list(parcel.events.values_list("kind", flat=True)) == ["created", "scanned", "unscanned", "scanned"]


def test_what_is_not_in_the_batch_cannot_be_taken_out(batch, parcel_of, binh):
    with pytest.raises(NotInThisHandOver):
        hand_overs.take_out(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, 4))


def test_an_empty_batch_is_not_closed(batch, binh):
    with pytest.raises(NothingScanned):
        hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))


def test_closing_freezes_sums_in_digits_and_words_and_what_was_left_out(batch, parcel_of, binh):
    scan(batch, parcel_of(copies=2), binh)
    scan(batch, parcel_of(copies=5), binh, minute=4)
    left = parcel_of()
    closed = hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    totals = closed.record["totals"]
    assert (totals["count"], totals["count_words"], totals["copies"]) == (2, "hai", 7)
    assert (totals["fee_vnd"], totals["postage_vnd"], totals["collect_vnd"]) == (56000, 52000, 108000)
    assert totals["collect_words"] == "Một trăm linh tám nghìn đồng"
    assert [one["code"] for one in closed.record["left_out"]] == [left.application.dossier_code]
    assert closed.record["number"] == "01/BB-UBND"


def test_a_record_is_numbered_without_gaps_per_office_and_year(office, agreement, parcel_of, binh):
    numbers = []
    for minute in (1, 2, 3):
        batch = hand_overs.open_hand_over(office, by=acting(binh), at=hanoi(20, 16, minute))
        scan(batch, parcel_of(), binh, minute)
        numbers.append(hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, minute)).record_number)
    assert numbers == [1, 2, 3]


def test_closing_twice_changes_nothing(batch, parcel_of, binh):
    scan(batch, parcel_of(), binh)
    first = hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    again = hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 11))
    assert (again.record_number, again.closed_at) == (first.record_number, first.closed_at)


def test_a_closed_batch_takes_and_gives_nothing(batch, parcel_of, binh):
    inside, outside = parcel_of(), parcel_of()
    scan(batch, inside, binh)
    hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))
    with pytest.raises(HandOverNotOpen):
        scan(batch, outside, binh, minute=11)
    with pytest.raises(HandOverNotOpen):
        hand_overs.take_out(batch.pk, inside.number, by=acting(binh), at=hanoi(20, 16, 11))


def test_a_dossier_that_moved_on_is_not_scanned(batch, parcel_of, binh):
    parcel = parcel_of()
    dossiers.hand_to_post(parcel.application_id, tracking_number="", by=acting(binh), at=hanoi(20, 15, 50))
    with pytest.raises(NotForThePost, match="Đang chuyển phát"):
        scan(batch, parcel, binh)
