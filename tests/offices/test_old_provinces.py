"""What a province of 2018 is today, and the parts of an address of three levels as people type it."""

import pytest
from django.core.management import call_command

from portal.offices.models import Province
from portal.offices.old_provinces import OldPlace, bare_commune, former_provinces, is_district, parts_of, province_today


@pytest.mark.django_db
def test_every_province_of_2018_lies_in_one_of_today(django_db_blocker):
    call_command("load_reference", verbosity=0)
    assert len(former_provinces()) == 63
    assert all(province_today(name) for name in former_provinces())
    assert {province_today(name) for name in former_provinces()} == set(Province.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("tỉnh Hà Giang", "Tuyên Quang"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("TP.Đà Nẵng", "Đà Nẵng"),
        ("Bà Rịa – Vũng Tàu", "Hồ Chí Minh"),
        ("Thừa Thiên Huế", "Huế"),
        ("hoa binh", "Phú Thọ"),
    ],
)
def test_a_province_is_known_however_it_is_typed(typed, today):
    for code, name in (("08", "Tuyên Quang"), ("79", "Hồ Chí Minh"), ("48", "Đà Nẵng"), ("46", "Huế"), ("25", "Phú Thọ")):
        folded = {"08": "tuyen quang", "79": "ho chi minh", "48": "da nang", "46": "hue", "25": "phu tho"}[code]
        Province.objects.create(code=code, name=f"Tỉnh {name}", short_name=name, kind="tinh", search_name=folded)
    assert province_today(typed).short_name == today


@pytest.mark.django_db
def test_a_province_that_never_was_is_none_of_today():
    assert province_today("tỉnh Không Có") is None


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang", OldPlace("xã Tân Trào", "huyện Sơn Dương", "tỉnh Tuyên Quang")),
        ("xã Tân Trào, huyện Sơn Dương", OldPlace("xã Tân Trào", "huyện Sơn Dương")),
        ("xã Tân Trào, Tuyên Quang", OldPlace("xã Tân Trào", "", "Tuyên Quang")),
        ("Tân Trào, Sơn Dương, Tuyên Quang", OldPlace("Tân Trào", "Sơn Dương", "Tuyên Quang")),
        ("Tân Trào", OldPlace("Tân Trào")),
        (" ,, ", OldPlace("")),
    ],
)
def test_the_parts_of_an_old_address(typed, parts):
    assert parts_of(typed) == parts


@pytest.mark.pure
@pytest.mark.parametrize("typed", ["Xã Xuân Vân", "xuan van", "X. Xuân Vân", "x.Xuân Vân"])
def test_the_type_of_a_commune_is_no_part_of_its_name(typed):
    assert bare_commune(typed) == "xuan van"


@pytest.mark.pure
def test_a_district_is_told_by_its_type():
    assert [is_district(name) for name in ("huyện Ba Vì", "Q.1", "TX. Sơn Tây", "Huế", "phường 1")] == [
        True,
        True,
        True,
        False,
        False,
    ]
