"""The tile map and the ranking, as the Department opens them."""

import html
import re
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from applications.overviews.models import PunctualTarget
from applications.reports.figures import Tally
from applications.reports.tile_map import districts, grade_of, places
from portal.offices.models import Office
from tests import factories

PAGE = "/so-tu-phap/ban-do/"


@pytest.fixture
def page(client_of, mai, now):
    browser = client_of(mai)

    def opened(**question) -> str:
        answer = browser.get(PAGE, question)
        assert answer.status_code == 200
        return answer.content.decode()

    return opened


def text(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


@pytest.mark.django_db
def test_every_unit_of_today_has_a_place_and_no_place_is_empty():
    call_command("load_reference", verbosity=0)
    today = Office.objects.filter(level="commune", valid_to__isnull=True)
    assert set(today.values_list("code", flat=True)) == set(places())
    assert len(places()) == 126


def test_no_two_units_share_a_place_and_each_old_district_is_in_one_piece():
    cells = Counter((place.row, place.column) for place in places().values())
    assert max(cells.values()) == 1
    for district in {place.district for place in places().values()}:
        left = {(place.row, place.column) for place in places().values() if place.district == district}
        reached = {left.pop()}
        while near := {cell for cell in left if any(abs(cell[0] - r) + abs(cell[1] - c) == 1 for r, c in reached)}:
            reached |= near
            left -= near
        assert not left, district
    assert len(districts()) == 30


@pytest.mark.parametrize(
    ("in_time", "late", "grade"),
    [
        (100, 0, "most"),
        (98, 2, "fine"),
        (97, 3, "fine"),
        (96, 4, "below"),
        (90, 10, "below"),
        (89, 11, "far"),
        (4, 0, "few"),
        (0, 0, "few"),
    ],
)
def test_a_tile_is_graded_by_its_share_of_enough_dossiers(in_time, late, grade):
    assert grade_of(Tally(on_time=in_time, late=late), 97) == grade


@pytest.mark.django_db
def test_a_tile_is_a_link_with_a_name_in_words(page, done, office):
    done(office, in_time=48, late=2)
    html = page()
    spoken = "Phường Hai Bà Trưng, quận Hai Bà Trưng cũ: 96,0% đúng hạn, 50 hồ sơ đã giải quyết, dưới ngưỡng 97%"
    assert f'aria-label="{spoken}"' in html
    assert f"don_vi={office.pk}" in html
    assert "1 trên 1 đơn vị có đủ hồ sơ ở dưới ngưỡng 97%." in text(html)


@pytest.mark.django_db
def test_a_unit_with_few_dossiers_says_no_share(page, done, office):
    done(office, in_time=3, late=1)
    html = page()
    assert "4 hồ sơ đã giải quyết, chưa đủ 5 hồ sơ để tính tỷ lệ" in html
    assert "75,0%" not in html


@pytest.mark.django_db
def test_the_ranking_shows_interval_and_way_and_its_rule(page, done, office, other_office):
    done(office, in_time=80, late=20)
    done(office, in_time=100, on=date(2026, 2, 10))
    done(other_office, in_time=100)
    said = text(page())
    assert "Phường Hai Bà Trưng Dưới ngưỡng 80,0% 71,1%–86,7% 80 trên 100 ↓ giảm 20,0 điểm" in said
    assert "Chỉ xếp đơn vị có từ 100 hồ sơ đã giải quyết trong kỳ." in said
    assert said.index("Dưới ngưỡng 80,0%") < said.index("kỳ trước chưa đủ hồ sơ")


@pytest.mark.django_db
def test_the_target_is_the_one_in_force_on_the_last_day(page, done, office):
    PunctualTarget.objects.create(valid_from=date(2026, 1, 1), percent=95, minimum=30)
    PunctualTarget.objects.create(valid_from=date(2026, 4, 1), percent=99, minimum=30)
    done(office, in_time=48, late=2)
    assert "Cả 1 đơn vị có đủ hồ sơ đều đạt ngưỡng 95%." in text(page())


@pytest.mark.django_db
def test_a_wrong_period_says_why_and_draws_nothing(page, years):
    html = page(ky="tuy-chon", tu="31/02/2026", den="20/03/2026")
    assert "Từ ngày phải là ngày có thật" in html
    assert "tm-title" not in html
    assert 'value="31/02/2026"' in html


@pytest.mark.django_db
def test_more_units_take_no_more_queries(client_of, mai, now, done, office, django_assert_max_num_queries):
    browser = client_of(mai)
    done(office, in_time=10)
    browser.get(PAGE)
    for number in range(10):
        done(factories.office(f"Xã Số {number}"), in_time=10)
    with django_assert_max_num_queries(22):
        browser.get(PAGE)


@pytest.mark.django_db
def test_leaders_and_citizens_do_not_see_it(client_of, dung, an, years):
    assert [client_of(person).get(PAGE).status_code for person in (dung, an)] == [403, 403]


@pytest.mark.django_db
def test_below_the_table_stands_how_its_columns_are_counted_and_when(page, years, office):
    words = text(page())
    assert "Cách tính từng cột" in words
    assert "(8) + (9), chia cho (7)." in words
    assert re.search(r"Tính đến \d\d:\d\d:\d\d \d\d/\d\d/\d{4}, giờ Hà Nội\.", words)


@pytest.mark.django_db
def test_the_numbers_of_the_ranking_lead_to_their_dossiers(page, client_of, mai, done, office):
    done(office, in_time=45, late=5)
    links = re.findall(r'href="(/so-tu-phap/ho-so/[^"]+)">(\d+)</a>', page())
    assert {number for _address, number in links} == {"45", "50"}
    for address, number in links:
        assert client_of(mai).get(html.unescape(address)).context["number"] == int(number), address
