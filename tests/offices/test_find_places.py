"""Finding the place of registration by name."""

import unicodedata
from datetime import date

import pytest
from django.utils import translation

from portal.offices import naming
from portal.offices.finder import districts_of, find_places
from portal.offices.models import Level, Office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)


def found(query: str, *, level: str = Level.COMMUNE, day: date = TODAY, **options) -> list[str]:
    return [place.office.full_name for place in find_places(query, level=level, day=day, **options)]


@pytest.mark.parametrize(
    "query",
    [
        "dong mac",
        "Đống Mác",
        "đống mác",
        "DONG MAC",
        "P. Đống Mác",
        "p.dong mac",
        "phường Đống Mác",
        "UBND phường Đống Mác",
        "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội",
        "dong mac hai ba trung",
        "Dong Mac ward",
        "Đống Mác Ward, Hai Bà Trưng District, Hà Nội",
        "Đống Mác, Q. Hai Bà Trưng",
        "  Đống   Mác ",
        "Đống Mác\u200b",
        unicodedata.normalize("NFD", "Đống Mác"),
    ],
)
def test_a_former_ward_is_found_however_it_is_typed(reference, query):
    assert found(query)[0] == "Phường Đống Mác, quận Hai Bà Trưng"


def test_a_hit_tells_its_span_its_district_and_what_became_of_it(reference):
    [place] = find_places("dong mac", level=Level.COMMUNE, day=TODAY)
    assert place.is_former
    assert place.district == "Quận Hai Bà Trưng"
    assert place.span == "đến 31/12/2024"
    assert place.became == "Nhập vào phường Đồng Nhân từ 01/01/2025"


def test_a_unit_of_today_has_nothing_to_tell(reference):
    place = find_places("hai ba trung", level=Level.COMMUNE, day=TODAY)[0]
    assert (place.name, place.is_former, place.became, place.span) == ("Phường Hai Bà Trưng", False, "", "từ 01/07/2025")


def test_right_tone_marks_come_before_others(reference):
    assert found("Đống")[:2] == ["Phường Đống Đa", "Phường Đống Mác, quận Hai Bà Trưng"]
    assert found("Đồng", limit=1)[0].startswith(("Phường Đồng", "Xã Đồng"))


@pytest.mark.parametrize("query", ["Hòa Xá", "Hoà Xá", "hoa xa"])
def test_both_ways_to_place_a_tone_mark_are_equal(reference, query):
    assert found(query) == ["Xã Hòa Xá", "Xã Hòa Xá, huyện Ứng Hòa"]


def test_a_name_that_begins_like_a_type_is_found(reference):
    assert found("Quan Hoa")[0] == "Phường Quan Hoa, quận Cầu Giấy"


def test_the_type_named_comes_first_but_does_not_exclude(reference):
    assert found("tt Đông Anh")[0] == "Thị trấn Đông Anh, huyện Đông Anh"
    assert found("xã Đông Anh")[:2] == ["Xã Đông Anh", "Thị trấn Đông Anh, huyện Đông Anh"]


def test_wards_of_one_name_are_told_apart_by_their_district(reference):
    names = found("Quang Trung")
    assert len(names) == len(set(names)) == 5
    assert "Phường Quang Trung, thị xã Sơn Tây" in names


def test_a_district_narrows_the_search(reference):
    district = Office.objects.get(code="007")
    assert found("dong", district=district) == [
        "Phường Đống Mác, quận Hai Bà Trưng",
        "Phường Đồng Nhân, quận Hai Bà Trưng",
        "Phường Đồng Tâm, quận Hai Bà Trưng",
    ]


def test_a_district_alone_lists_its_communes(reference):
    assert len(found("", district=Office.objects.get(code="007"), limit=100)) == 20


def test_a_divided_place_names_its_parts_or_counts_them(reference):
    became = {place.name: place.became for place in find_places("", level=Level.COMMUNE, district=_hai_ba_trung(), limit=99)}
    assert became["Phường Đồng Tâm"] == "Chia cho phường Bạch Mai và phường Tương Mai từ 01/07/2025"
    [hoang_liet] = [p for p in find_places("Hoàng Liệt", level=Level.COMMUNE, day=TODAY) if p.is_former]
    assert hoang_liet.became == "Chia cho 4 xã, phường từ 01/07/2025"


def test_in_2018_nothing_of_later_is_known_and_nothing_is_former(reference):
    day = date(2018, 8, 1)
    [place] = find_places("dong mac", level=Level.COMMUNE, day=day)
    assert not place.is_former
    assert "Phường Hai Bà Trưng" not in found("phường hai bà trưng", day=day)


def test_a_ward_that_only_changed_its_code_is_listed_once(reference):
    assert found("Thịnh Quang") == ["Phường Thịnh Quang, quận Đống Đa"]
    assert found("Bạch Mai") == ["Phường Bạch Mai", "Phường Bạch Mai, quận Hai Bà Trưng"]


def test_districts_are_found_too(reference):
    [place] = find_places("q hai bà trưng", level=Level.DISTRICT, day=TODAY)
    assert place.is_former
    assert place.became == "Kết thúc hoạt động từ 01/07/2025; việc hộ tịch chuyển về các xã, phường"


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "'; --", "\x00", "x" * 5000, "😀", "Paris"])
def test_a_question_without_an_answer_finds_nothing(reference, query):
    assert found(query) == []


def test_every_unit_is_found_by_its_own_full_name(reference):
    for office in Office.objects.filter(level=Level.COMMUNE).select_related("parent").order_by("pk")[::12]:
        names = found(office.full_name)
        assert names[0] == office.full_name


def test_every_unit_is_found_by_its_english_name(reference):
    with translation.override("en"):
        for office in Office.objects.filter(level=Level.COMMUNE).select_related("parent").order_by("pk")[::24]:
            assert office.full_name in found(naming.full_name(office))[:2]


def test_searching_takes_two_queries(reference, django_assert_num_queries):
    with django_assert_num_queries(2):
        find_places("dong", level=Level.COMMUNE, day=TODAY)


def test_the_chooser_lists_former_districts_in_their_usual_order(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        names = [district.name for district in districts_of(TODAY)]
    assert len(names) == 30
    assert (names[0], names[3], names[12], names[-1]) == ("Quận Ba Đình", "Quận Đống Đa", "Thị xã Sơn Tây", "Huyện Ứng Hòa")


def _hai_ba_trung() -> Office:
    return Office.objects.get(code="007")
