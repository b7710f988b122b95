"""A difference between record and bag: seen by both sides until a person resolves it; what is confirmed is never changed."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from postal import tasks
from postal.actions import confirming, hand_overs
from postal.actions.correcting import confirm_correction, counter_record
from postal.actions.differing import resolve_difference, tell_extra, tell_missing
from postal.errors import (
    ConfirmedAlready,
    DifferenceResolved,
    NotConfirmedYet,
    OnTheRecord,
    OutcomeNotFit,
    PostalError,
    ReasonNeeded,
)
from postal.models import HandOver, HandOverCorrection, HandOverDifference, ParcelState
from postal.printing import render_correction, render_record
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db
AT = hanoi(20, 16, 20)


@pytest.fixture
def closed(batch, parcel_of, binh):
    for minute in (3, 4):
        hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, minute))
    return hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))


@pytest.fixture
def missing(closed, tu):
    return tell_missing(closed.pk, closed.parcels.first().number, why="", by=acting(tu), at=AT)


def url(name, *args):
    return reverse(f"postal:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_a_missing_envelope_is_left_out_and_the_rest_is_confirmed(missing, closed, tu):
    batch = confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    assert batch.record["totals"]["count"] == 1
    assert (missing.parcel.state, missing.parcel.hand_over) == (ParcelState.CREATED, None)


def test_an_extra_envelope_is_told_once(closed, foreign, tu):
    told = [tell_extra(closed.pk, f" {foreign.number} ", why="", by=acting(tu), at=AT) for _ in range(2)]
    assert told[0] == told[1]
    assert HandOverDifference.objects.get().number == foreign.number


def test_what_the_record_names_is_not_extra(closed, tu):
    with pytest.raises(OnTheRecord):
        tell_extra(closed.pk, closed.parcels.first().number, why="", by=acting(tu), at=AT)


def test_nothing_differs_any_more_after_both_confirmed(closed, foreign, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=AT)
    with pytest.raises(ConfirmedAlready):
        tell_extra(closed.pk, foreign.number, why="", by=acting(tu), at=AT)


def test_it_is_resolved_once_with_an_outcome_that_fits_and_a_reason(missing, binh):
    told = {"by": acting(binh), "at": AT}
    with pytest.raises(OutcomeNotFit):
        resolve_difference(missing.pk, outcome="given_back", reason="x", **told)
    with pytest.raises(ReasonNeeded):
        resolve_difference(missing.pk, outcome="found", reason=" ", **told)
    assert resolve_difference(missing.pk, outcome="found", reason="Nằm trong khay", **told).resolved_by == binh
    with pytest.raises(DifferenceResolved):
        resolve_difference(missing.pk, outcome="found", reason="Nằm trong khay", **told)


def test_office_and_post_see_it_until_it_is_resolved(missing, client_of, binh, tu):
    office, post = client_of(binh), client_of(tu)
    assert "1</b> chênh lệch bàn giao chưa rõ" in text(office.get(url("hand_overs")))
    assert "1 chênh lệch bàn giao chưa rõ" in text(post.get(url("today")))
    assert "Còn mở: 1" in text(post.get(url("post_differences")))
    page = office.post(url("office_difference", missing.pk), {"outcome": "found", "reason": "Nằm trong khay"}, follow=True)
    assert "Còn mở: 0" in text(page)
    assert "Nằm trong khay" in text(post.get(url("post_difference", missing.pk)))


def test_the_worker_tells_missing_and_extra_at_his_pages(closed, client_of, tu):
    post, number = client_of(tu), closed.parcels.first().number
    post.post(url("refuse", closed.number, number), {"what": "missing", "why": "Không thấy"})
    assert "Nhập số trên nhãn" in text(post.post(url("extra", closed.number), {"number": " "}))
    page = text(post.post(url("extra", closed.number), {"number": "không có nhãn"}, follow=True))
    assert "Chênh lệch: 2" in page
    assert {one.kind for one in HandOverDifference.objects.all()} == {"missing", "extra"}


def test_others_find_no_difference(missing, client_of, chi):
    assert client_of(chi).get(url("office_difference", missing.pk)).status_code == 404


@pytest.mark.parametrize("field", ["record", "record_number", "confirmed_at", "number"])
def test_the_database_refuses_to_change_what_both_confirmed(closed, tu, field):
    batch = confirming.confirm(closed.pk, by=acting(tu), at=AT)
    assert render_record(closed.pk)  # its paper may still come
    other = {"record": {}, "record_number": 99, "confirmed_at": hanoi(21), "number": "X"}
    with pytest.raises(DatabaseError, match="countered"), transaction.atomic():
        HandOver.objects.filter(pk=batch.pk).update(**{field: other[field]})


def test_no_verb_changes_what_both_confirmed(closed, tu, binh, parcel_of):
    batch = confirming.confirm(closed.pk, by=acting(tu), at=AT)
    first, by, before = batch.parcels.first().number, acting(binh), HandOver.objects.values().get(pk=batch.pk)
    verbs = [
        lambda: hand_overs.scan(batch.pk, parcel_of().number, by=by, at=hanoi(20, 17)),
        lambda: hand_overs.take_out(batch.pk, first, by=by, at=hanoi(20, 17)),
        lambda: hand_overs.close(batch.pk, by=by, at=hanoi(20, 17)),
        lambda: confirming.refuse_parcel(batch.pk, first, why="x", by=acting(tu), at=hanoi(20, 17)),
        lambda: tell_missing(batch.pk, first, why="x", by=acting(tu), at=hanoi(20, 17)),
    ]
    for verb in verbs:
        with suppress(PostalError):
            verb()
    assert HandOver.objects.values().get(pk=batch.pk) == before


def test_a_confirmed_record_is_countered_by_one_of_its_own_that_both_confirm(closed, client_of, binh, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=AT)
    office, post = client_of(binh), client_of(tu)
    told = {"wrong": "Thu hộ 84.000 đồng", "right": "Thu hộ 42.000 đồng"}
    page = text(office.post(url("counter", closed.number), told, follow=True))
    assert "Số 02/BB-UBND" in page
    office.post(url("counter", closed.number), told)
    correction = HandOverCorrection.objects.get()
    assert "Xác nhận biên bản điều chỉnh" in text(post.get(url("confirm", closed.number)))
    for _ in range(2):
        page = post.post(url("confirm_correction", closed.number, correction.pk), follow=True)
    assert "Hai bên đã xác nhận" in text(page)
    tasks.render_pending_records()
    assert office.get(url("correction_pdf", closed.number, correction.pk)).content.startswith(b"%PDF")


def test_the_database_refuses_to_change_a_confirmed_counter_record(closed, binh, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=AT)
    correction = counter_record(closed.pk, wrong="Sai", right="Đúng", by=acting(binh), at=AT)
    HandOverCorrection.objects.update(record_number=7)  # nobody has confirmed it yet
    confirm_correction(correction.pk, by=acting(tu), at=AT)
    for change in ({"record": {}}, {"record_number": 8}, {"confirmed_at": None, "confirmed_by": None}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            HandOverCorrection.objects.update(**change)
    assert render_correction(correction.pk).read().startswith(b"%PDF")


def test_what_is_not_confirmed_is_not_countered(closed, binh):
    with pytest.raises(NotConfirmedYet):
        counter_record(closed.pk, wrong="a", right="b", by=acting(binh), at=AT)


def test_a_counter_record_says_both_what_was_and_what_is(closed, client_of, binh, tu):
    confirming.confirm(closed.pk, by=acting(tu), at=AT)
    assert "Có 1 thông tin cần sửa" in text(client_of(binh).post(url("counter", closed.number), {"wrong": "a", "right": " "}))
