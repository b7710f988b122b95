"""Finding a commune of today for a postal address."""

import pytest

from portal.offices.addresses import find_communes

pytestmark = pytest.mark.django_db


def found(query: str, province_code: str = "01") -> list[str]:
    return [commune.name for commune in find_communes(query, province_code=province_code)]


@pytest.mark.parametrize("query", ["hai ba trung", "Phường Hai Bà Trưng", "P. hai bà", "P.Hai Bà Trưng"])
def test_a_commune_is_found_however_it_is_typed(reference, query):
    assert found(query) == ["Phường Hai Bà Trưng"]


def test_names_that_begin_so_come_first(reference):
    assert found("an")[0] == "Xã An Khánh"
    assert not found("trung")[-1].startswith("Phường Trung")


def test_nothing_typed_lists_the_whole_province(reference):
    assert len(found("")) == 126
    assert len(found("", "79")) == 168


def test_another_province_is_not_searched(reference):
    assert found("hai ba trung", "79") == []
