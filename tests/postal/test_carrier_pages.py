"""The supervisor of the post and his carrier: what waits for him, and the columns of the files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Role
from postal.carriers.messages import told_by
from postal.carriers.reports import take
from postal.models import Carrier, CarrierOrder, CarrierReport, Parcel, ParcelState
from tests import factories
from tests.factories import hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervisor(client_of, agreement):
    return client_of(factories.official("Đỗ Thị Lan", agreement.post_office, Role.POSTAL_SUPERVISOR))


def url(name, *args):
    return reverse(f"postal:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_nothing_is_connected_by_default(supervisor):
    page = text(supervisor.get(url("carrier")))
    assert "Nhân viên ghi trên trang bưu điện" in page
    assert not Carrier.objects.exists()


def test_what_cannot_be_true_is_listed_and_closed_with_a_reason(supervisor, carrier, held):
    lie = {"id": "1", "order": held().number, "status": 100, "at": "2090-01-01T08:00:00+07:00"}
    report = take(carrier, told_by(lie), at=timezone.now())
    assert "Thời điểm báo nằm ở tương lai" in text(supervisor.get(url("carrier")))
    page = supervisor.post(url("carrier_dispute", report.pk), {"why": ""})
    assert "Nhập kết quả xem xét" in text(page)
    supervisor.post(url("carrier_dispute", report.pk), {"why": "Hãng báo nhầm năm; phong bì đang đi phát."})
    assert CarrierReport.objects.get().fate == "settled"
    assert "Không có tin nào" in text(supervisor.get(url("carrier")))


def test_an_order_given_up_is_tried_again(supervisor, carrier, held):
    held()
    order = CarrierOrder.objects.get()
    order.standing, order.tries = "given_up", 12
    order.save()
    assert "Không gửi được, đã thử 12 lần" in text(supervisor.get(url("carrier")))
    supervisor.post(url("carrier_try_again", order.pk))
    order.refresh_from_db()
    assert (order.standing, order.tries) == ("waiting", 0)


def test_the_carriers_own_columns_are_read(supervisor, held):
    parcel = held()
    supervisor.post(url("carrier_columns"), {"taken": "Mã vận đơn = number\nTình trạng = outcome", "given": ""})
    rows = f"Mã vận đơn;Tình trạng;Lúc;Số tiền;Người nhận\n{parcel.number};100;23/03/2026 09:30;{parcel.collect_vnd};An"
    file = SimpleUploadedFile("hang.csv", rows.encode())
    page = text(supervisor.post(url("outcomes"), {"file": file}))
    assert "Đã ghi 1 dòng" in page
    assert Parcel.objects.get().state == ParcelState.DELIVERED


@pytest.mark.parametrize("lines", ["Mã vận đơn = so", "không có dấu bằng", "A = number\na = outcome", "=number"])
def test_a_line_that_cannot_be_read_is_said_and_kept(supervisor, lines):
    page = text(supervisor.post(url("carrier_columns"), {"taken": lines, "given": ""}))
    assert 'aria-invalid="true"' in page
    assert lines.splitlines()[0] in page
    assert not Carrier.objects.exists()


def test_the_file_for_the_carrier_has_its_columns_and_no_formulas(supervisor, held):
    parcel = held(delivery={"name": "=cmd|' /C calc'!A0"})
    supervisor.post(url("carrier_columns"), {"taken": "", "given": "Mã đơn = number\nTên = recipient_name\nCOD = collect_vnd"})
    answer = supervisor.get(url("parcels_file", parcel.hand_over.number))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Mã đơn;Tên;COD"
    assert lines[1].startswith(f"{parcel.number};'=cmd")
    assert answer["Cache-Control"] == "private, no-store"


def test_another_post_offices_dispute_is_not_there(client_of, carrier, held):
    lie = {"id": "1", "order": held().number, "status": 100, "at": "2090-01-01T08:00:00+07:00"}
    report = take(carrier, told_by(lie), at=hanoi(26))
    elsewhere = factories.office("Bưu điện Ba Đình", level="post")
    stranger = client_of(factories.official("Lê Văn Sơn", elsewhere, Role.POSTAL_SUPERVISOR))
    assert stranger.get(url("carrier_dispute", report.pk)).status_code == 404
