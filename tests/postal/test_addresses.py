"""What is written on the envelope, from the answers of the delivery step."""

import pytest

from applications.models import Application
from portal.offices.models import Commune, Province
from postal.addresses import area, one_line, recipient_of

pytestmark = pytest.mark.django_db
DELIVERY = {
    "method": "post",
    "name": "Nguyễn Thị Thùy Dương",
    "phone": "0912345678",
    "province": "01",
    "province_name": "Hà Nội",
    "commune": "Phường Bạch Mai",
    "detail": "Số 12 ngõ 45 Võ Thị Sáu",
    "wish": "evening",
    "wish_note": "gọi trước 30 phút",
}


def application(**answers) -> Application:
    return Application(requester_name="Nguyễn Văn An", requester_phone="0900000001", answers=answers)


def test_an_address_is_one_line_in_vietnamese_order():
    assert one_line(DELIVERY) == "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội"


def test_the_recipient_is_whom_the_delivery_step_names():
    recipient = recipient_of(application(delivery=DELIVERY))
    assert (recipient.name, recipient.phone) == ("Nguyễn Thị Thùy Dương", "0912345678")
    assert recipient.wish == "Ngoài giờ hành chính, 17:00–20:00; gọi trước 30 phút"


def test_the_requester_stands_in_where_nothing_was_said():
    recipient = recipient_of(application(requester={"detail": "Số 1", "commune": "Xã Đại Xuyên", "province_name": "Hà Nội"}))
    assert (recipient.name, recipient.phone) == ("Nguyễn Văn An", "0900000001")
    assert recipient.address == "Số 1, xã Đại Xuyên, Hà Nội"


def test_codes_alone_are_turned_into_names():
    province = Province.objects.create(code="01", name="Thành phố Hà Nội", short_name="Hà Nội", kind="thanh_pho")
    Commune.objects.create(code="00292", name="Phường Bạch Mai", kind="phuong", province=province, search_name="bach mai")
    coded = {"address_line": "Số 12", "commune": "00292", "province": "01"}
    assert one_line(coded) == "Số 12, phường Bạch Mai, Hà Nội"


def test_lists_show_only_the_area():
    assert area("Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội") == "phường Bạch Mai, Hà Nội"


def test_an_endless_address_is_cut_to_what_is_stored():
    assert len(one_line(DELIVERY | {"detail": "x" * 900})) == 500
