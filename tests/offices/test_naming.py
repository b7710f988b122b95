"""What offices are called in English; in Vietnamese they keep their names."""

import pytest
from django.utils import translation

from portal.offices import naming
from portal.offices.models import Level, Office
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "kind", "level", "in_english", "authority"),
    [
        ("Phường Mỹ Đình 1", "phuong", "commune", "Mỹ Đình 1 Ward", "People’s Committee of Mỹ Đình 1 Ward"),
        ("Xã Gia Lâm", "xa", "commune", "Gia Lâm Commune", "People’s Committee of Gia Lâm Commune"),
        ("Thị trấn Phùng", "thi_tran", "commune", "Phùng Township", "People’s Committee of Phùng Township"),
        ("Quận Ba Đình", "quan", "district", "Ba Đình District", "People’s Committee of Ba Đình District"),
        ("Huyện Ba Vì", "huyen", "district", "Ba Vì District", "People’s Committee of Ba Vì District"),
        ("Thị xã Sơn Tây", "thi_xa", "district", "Sơn Tây Town", "People’s Committee of Sơn Tây Town"),
        ("Sở Tư pháp thành phố Hà Nội", "so", "department", "Hà Nội Department of Justice", "Hà Nội Department of Justice"),
        ("Bưu điện Hai Bà Trưng", "buu_dien", "post", "Hai Bà Trưng Post Office", "Hai Bà Trưng Post Office"),
        ("Bưu cục Giao dịch 1", "buu_dien", "post", "Bưu cục Giao dịch 1", "Bưu cục Giao dịch 1"),
    ],
)
def test_the_type_follows_the_proper_name(name, kind, level, in_english, authority):
    office = factories.office(name, kind=kind, level=level)
    with translation.override("en"):
        assert (naming.name(office), naming.name_in_sentence(office)) == (in_english, in_english)
        assert naming.authority_name(office) == authority


def test_a_former_ward_is_named_with_its_district():
    ward = factories.office("Phường Đống Mác", parent=factories.office("Quận Hai Bà Trưng", level="district"))
    with translation.override("en"):
        assert naming.full_name(ward) == "Đống Mác Ward, Hai Bà Trưng District"
    assert naming.full_name(ward) == "Phường Đống Mác, quận Hai Bà Trưng"


def test_every_unit_of_the_data_has_an_english_name(reference):
    units = Office.objects.exclude(level=Level.POST)
    with translation.override("en"):
        assert [unit.name for unit in units if naming.name(unit) == unit.name] == []
