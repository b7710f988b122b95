"""What is found wrong with an address before its label is printed."""

import pytest

from portal.offices.models import Commune, Province
from postal.address_checks import address_faults
from postal.models import Parcel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def units():
    for code, name, commune in (("01", "Hà Nội", "Phường Bạch Mai"), ("48", "Đà Nẵng", "Phường Hải Châu")):
        folded = {"Hà Nội": "ha noi", "Đà Nẵng": "da nang"}[name]
        province = Province.objects.create(
            code=code, name=f"Thành phố {name}", short_name=name, kind="thanh_pho", search_name=folded
        )
        bare = {"Phường Bạch Mai": "bach mai", "Phường Hải Châu": "hai chau"}[commune]
        Commune.objects.create(code=f"{code}001", name=commune, kind="phuong", province=province, search_name=bare)


def fields(address: str, *, name="Nguyễn Văn An", phone="0912345678") -> list[str]:
    parcel = Parcel(number="260320000001", recipient_name=name, recipient_phone=phone, address=address)
    return [fault.field for fault in address_faults(parcel)]


@pytest.mark.parametrize(
    "address",
    [
        "Số 12 ngõ 45 Võ Thị Sáu, phường Bạch Mai, Hà Nội",
        "Thôn Đoài, phuong bach mai, thành phố Hà Nội",
        "Số 12, ngõ 45, Võ Thị Sáu, P. Bạch Mai, TP. Hà Nội; cổng xanh, gọi trước",
        "12 Trần Phú, phường Thạch Thang, quận Hải Châu, Đà Nẵng",
    ],
)
def test_an_address_that_arrives_has_no_fault(address):
    assert fields(address) == []


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("Số 7", "Địa chỉ"),
        ("phường Bạch Mai, Hà Nội", "Số nhà, đường"),
        ("Số 12, phường Bạch Mai, Hà Nội", "Số nhà, đường"),
        ("12 Trần Phú, phường Bạch Mai, Đà Nẵng", "Phường, xã"),
        ("12 Trần Phú, phường Bạch Mai, Hà Đông", "Tỉnh, thành phố"),
    ],
)
def test_the_field_at_fault_is_named(address, field):
    assert fields(address) == [field]


@pytest.mark.parametrize("phone", ["0912", "9999999999", ""])
def test_a_phone_that_cannot_be_is_a_fault(phone):
    assert fields("Số 1 Trần Phú, phường Bạch Mai, Hà Nội", phone=phone) == ["Điện thoại"]


def test_a_parcel_without_a_name_is_a_fault():
    assert fields("Số 1 Trần Phú, phường Bạch Mai, Hà Nội", name="…") == ["Người nhận"]


def test_where_no_units_are_known_none_is_doubted():
    Commune.objects.all().delete()
    Province.objects.all().delete()
    assert fields("Số 1 Trần Phú, phường Bất Kỳ, Tỉnh Lạ") == []
