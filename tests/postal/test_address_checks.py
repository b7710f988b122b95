"""What is found wrong with an address before its label is printed."""

import pytest

from portal.offices.models import Commune, Province
from postal.address_checks import address_faults
from postal.forms import EnvelopeForm
from postal.models import Parcel
from postal.old_lines import line_today

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


@pytest.fixture
def tuyen_quang(units):
    """Where Hà Giang lies since 1/7/2025; two units there have one name."""
    province = Province.objects.create(
        code="08", name="Tỉnh Tuyên Quang", short_name="Tuyên Quang", kind="tinh", search_name="tuyen quang"
    )
    named = (
        ("Xã Tân Trào", "xa", "tan trao"),
        ("Xã Minh Xuân", "xa", "minh xuan"),
        ("Phường Minh Xuân", "phuong", "minh xuan"),
    )
    for number, (name, kind, bare) in enumerate(named):
        Commune.objects.create(code=f"0800{number}", name=name, kind=kind, province=province, search_name=bare)


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


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        (
            "Thôn 3, xã Tân Trào, huyện Vị Xuyên, tỉnh Hà Giang",
            "Thôn 3, xã Tân Trào, Tuyên Quang; trước là xã Tân Trào, huyện Vị Xuyên, tỉnh Hà Giang",
        ),
        (
            "Thon 3, tan trao, ha giang; nhà cổng xanh",
            "Thon 3, xã Tân Trào, Tuyên Quang; trước là tan trao, ha giang; nhà cổng xanh",
        ),
        (
            "Thôn 3, X. Tân Trào, H. Sơn Dương, Tuyên Quang",
            "Thôn 3, xã Tân Trào, Tuyên Quang; trước là X. Tân Trào, H. Sơn Dương",
        ),
        (
            "Tổ 2, đường 17/8, phường Minh Xuân, TP. Tuyên Quang, Tuyên Quang",
            "Tổ 2, đường 17/8, phường Minh Xuân, Tuyên Quang; trước là phường Minh Xuân, TP. Tuyên Quang",
        ),
    ],
)
def test_an_old_line_is_said_in_the_units_of_today_with_the_old_ones_beside(tuyen_quang, typed, today):
    assert line_today(typed).line == today
    assert fields(today) == []


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Thôn 3, thị trấn Minh Xuân, huyện Vị Xuyên, Hà Giang", "có thể là Phường Minh Xuân hay Xã Minh Xuân"),
        (
            "Thôn 3, xã Không Còn, huyện Vị Xuyên, Hà Giang",
            "“Hà Giang” nay thuộc Tỉnh Tuyên Quang. Tuyên Quang hiện nay không có",
        ),
    ],
)
def test_what_is_not_certain_is_asked(tuyen_quang, typed, asked):
    form = EnvelopeForm({"name": "Nguyễn Văn An", "phone": "0912345678", "address": typed})
    assert asked in form.errors["address"][0]
    assert fields(typed) == ["Tỉnh, thành phố"]


@pytest.mark.parametrize(
    "typed",
    [
        "Thôn 3, xã Tân Trào, Tuyên Quang",
        "12 Trần Phú, phường Thạch Thang, quận Hải Châu, Đà Nẵng",
        "Số 1, phường Đống Mác, quận Hai Bà Trưng, Hà Nội",
        "Số 1, xã Lạ, tỉnh Không Có",
        "Tuyên Quang",
        "",
    ],
)
def test_other_lines_stay_as_typed(tuyen_quang, typed):
    today = line_today(typed)
    assert today is None or not (today.line or today.question)


def test_an_old_province_is_named_with_the_one_of_today(tuyen_quang):
    parcel = Parcel(
        number="1", recipient_name="An", recipient_phone="0912345678", address="Thôn 3, xã Tân Trào, huyện Vị Xuyên, Hà Giang"
    )
    assert address_faults(parcel)[0].sentence.startswith("“Hà Giang” nay thuộc Tỉnh Tuyên Quang")
