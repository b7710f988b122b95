"""The postal worker's phone pages: T1 to T3 and the file of outcomes, through the front door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.states import State
from portal.accounts.models import Role
from postal.actions import confirming, hand_overs
from postal.actions.receipts import give_book
from postal.models import HandOver, ParcelState
from postal.printing import render_record
from tests import factories
from tests.factories import acting, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client_of, tu):
    return client_of(tu)


@pytest.fixture
def closed(batch, parcel_of, binh):
    for minute in (3, 4):
        hand_overs.scan(batch.pk, parcel_of().number, by=acting(binh), at=hanoi(20, 16, minute))
    return hand_overs.close(batch.pk, by=acting(binh), at=hanoi(20, 16, 10))


@pytest.fixture
def parcel(closed, tu):
    """An envelope that Tú holds."""
    confirming.confirm(closed.pk, by=acting(tu), at=hanoi(20, 16, 21))
    return closed.parcels.order_by("pk").first()


def url(name, *args):
    return reverse(f"postal:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def report(worker, name, parcel, **told):
    return worker.post(url(name, parcel.number), {"key": "k1"} | told, follow=True)


def test_the_day_shows_batches_and_envelopes(worker, closed):
    page = text(worker.get(url("today")))
    assert "Đợt chờ xác nhận: 1" in page
    assert "84.000\u00a0đồng" in page
    assert "Không còn phong bì nào phải giao" in page


def test_the_day_asks_as_often_for_many_as_for_few(worker, parcel, django_assert_num_queries):
    with django_assert_num_queries(13):
        worker.get(url("today"))


def test_confirming_takes_the_envelopes_over(worker, closed):
    assert "Xác nhận 2 phong bì" in text(worker.get(url("confirm", closed.number)))
    page = text(worker.post(url("confirm", closed.number), follow=True))
    assert "Đã xác nhận nhận 2 phong bì" in page
    assert "Đang giữ để giao: 2" in page


def test_a_double_tap_confirms_once(worker, closed):
    worker.post(url("confirm", closed.number))
    assert worker.post(url("confirm", closed.number), follow=True).status_code == 200
    assert HandOver.objects.get().state == HandOver.State.CONFIRMED


def test_one_envelope_is_refused_with_a_reason(worker, closed):
    number = closed.parcels.first().number
    page = url("refuse", closed.number, number)
    assert "Nhập lý do không nhận" in text(worker.post(page, {"what": "refused", "why": " "}))
    told = text(worker.post(page, {"what": "refused", "why": "Phong bì rách"}, follow=True))
    assert "Xác nhận 1 phong bì" in told
    assert "Phong bì rách" in told
    assert "không còn trong đợt" in text(worker.post(page, {"what": "refused", "why": "Phong bì rách"}, follow=True))


def test_a_delivered_envelope_leaves_the_list(worker, parcel):
    page = text(report(worker, "delivered", parcel, who="self", collected="42.000"))
    parcel.refresh_from_db()
    parcel.application.refresh_from_db()
    assert "đã thu 42.000\u00a0đồng" in page
    assert (parcel.state, parcel.application.state) == (ParcelState.DELIVERED, State.DELIVERED)
    assert parcel.events.get(kind="delivered").received_by == "Nguyễn Thị Thùy Dương"


def test_a_double_tap_delivers_once(worker, parcel):
    for _ in range(2):
        assert report(worker, "delivered", parcel, who="self", collected="42000").status_code == 200
    assert parcel.events.filter(kind="delivered").count() == 1


def test_another_receiver_is_named(worker, parcel):
    assert "Nhập họ tên người nhận thay" in text(report(worker, "delivered", parcel, who="other", collected="42000"))
    report(
        worker,
        "delivered",
        parcel,
        who="other",
        other_name="Lê Văn Ẩn",
        relation="child",
        paper="authorised",
        collected="42000",
    )
    assert parcel.events.get(kind="delivered").received_by == "Lê Văn Ẩn (con; giấy ủy quyền và căn cước)"


def test_less_money_needs_a_word(worker, parcel):
    assert "khác số phải thu" in text(report(worker, "delivered", parcel, who="self", collected="40000"))
    report(worker, "delivered", parcel, who="self", collected="40000", note="Thiếu tiền lẻ")
    parcel.refresh_from_db()
    assert parcel.state == ParcelState.DELIVERED


@pytest.mark.parametrize("typed", ["", "bốn hai", "-1", "9" * 19, "42.000 ₫"])
def test_money_that_is_no_number_is_asked_again(worker, parcel, typed):
    page = text(report(worker, "delivered", parcel, who="self", collected=typed))
    parcel.refresh_from_db()
    assert "Có 1 thông tin cần sửa" in page
    assert parcel.state == ParcelState.HANDED_OVER


def test_a_failed_try_has_a_reason(worker, parcel):
    assert "Chọn lý do giao chưa được" in text(report(worker, "failed", parcel))
    report(worker, "failed", parcel, reason="absent")
    parcel.refresh_from_db()
    assert parcel.state == ParcelState.FAILED
    assert "Giao chưa được, vắng nhà" in text(worker.get(url("parcel", parcel.number)))


def test_it_is_returned_only_after_a_try(worker, parcel):
    assert "Chưa có lần giao nào" in text(report(worker, "returned", parcel))
    report(worker, "failed", parcel, reason="refused")
    report(worker, "returned", parcel, key="k2")
    parcel.application.refresh_from_db()
    assert parcel.application.state == State.RETURNED_TO_OFFICE


def test_a_post_without_a_key_is_asked_again(worker, parcel):
    assert worker.post(url("failed", parcel.number), {"reason": "absent"}).status_code == 200
    parcel.refresh_from_db()
    assert parcel.state == ParcelState.HANDED_OVER


def test_a_file_of_outcomes_is_reported_row_by_row(worker, parcel):
    rows = (
        "So phong bi;Ket qua;Luc;So tien;Nguoi nhan\n"
        f"{parcel.number};da giao;20/03/2026 18:00;42.000;Nguyễn Thị Thùy Dương\n"
        "123;da giao;20/03/2026 18:00;42.000;Ai đó\n"
    )
    page = text(worker.post(url("outcomes"), {"file": SimpleUploadedFile("a.csv", rows.encode("utf-8-sig"))}))
    assert "Đã ghi 1 dòng" in page
    assert "12 chữ số" in page


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04"])
def test_a_file_that_is_no_table_is_told_so(worker, content):
    assert "Có 1 thông tin cần sửa" in text(worker.post(url("outcomes"), {"file": SimpleUploadedFile("a.csv", content)}))


def test_no_file_at_all_is_told_so(worker):
    assert "Chọn tệp CSV" in text(worker.post(url("outcomes")))


def test_the_worker_downloads_the_record(worker, closed):
    render_record(closed.pk)
    assert worker.get(url("worker_record", closed.number)).content.startswith(b"%PDF")


def test_an_open_batch_is_not_there_yet(worker, batch):
    assert worker.get(url("confirm", batch.number)).status_code == 404


def test_another_post_office_finds_nothing(client_of, parcel, closed):
    elsewhere = factories.office("Bưu điện Hoàn Kiếm", level="post")
    stranger = client_of(factories.official("Đỗ Văn Lâm", elsewhere, Role.POSTAL_WORKER))
    assert stranger.get(url("confirm", closed.number)).status_code == 404
    assert stranger.get(url("parcel", parcel.number)).status_code == 404
    assert stranger.post(url("delivered", parcel.number), {"key": "k"}).status_code == 404
    assert stranger.get(url("worker_record", closed.number)).status_code == 404


def test_an_official_is_no_postal_worker(client_of, binh, parcel):
    official = client_of(binh)
    assert official.get(url("today")).status_code == 403
    assert official.post(url("delivered", parcel.number), {"key": "k"}).status_code == 403


def test_the_supervisor_looks_but_does_not_confirm(client_of, tu, closed):
    supervisor = client_of(factories.official("Đặng Thị Lan", tu.postings.first().office, Role.POSTAL_SUPERVISOR))
    assert "Xác nhận 2 phong bì" not in text(supervisor.get(url("confirm", closed.number)))
    supervisor.post(url("confirm", closed.number))
    assert HandOver.objects.get().state == HandOver.State.CLOSED


def test_reports_are_posts(worker, parcel):
    for name in ("delivered", "failed", "returned"):
        assert worker.get(url(name, parcel.number)).status_code == 405


@pytest.fixture
def pad(office, loan, tu):
    about = {"form": "01BLP2-001", "series": "HN-26P", "first": 11, "last": 20, "holder_id": tu.pk}
    return give_book(office, **about, by=acting(loan), at=hanoi(20, 8))


def test_the_receipt_is_told_with_the_money_and_stands_in_the_days_list(worker, parcel, pad):
    page = text(report(worker, "delivered", parcel, who="self", collected="42000"))
    assert "đã thu 42.000\u00a0đồng. Biên lai HN-26P số 0000011." in page
    assert "Đã giao hôm nay: 1" in page
    assert page.count("HN-26P số 0000011") == 2


def test_a_delivery_without_a_pad_says_that_no_number_is_known(worker, parcel):
    page = text(report(worker, "delivered", parcel, who="self", collected="42000"))
    assert "Chưa có số biên lai" in page
