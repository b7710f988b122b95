"""Units and periods side by side: the question in the address, the pictures, the table, the file."""

import html
import io
import re
from datetime import date

import openpyxl
import pytest
from django.http import QueryDict

from applications.overviews.compare_form import CompareForm, periods_up_to
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, FILE = "/so-tu-phap/so-sanh/", "/so-tu-phap/so-sanh.xlsx"
TODAY = date(2026, 3, 20)


@pytest.fixture
def two(done, office, other_office):
    done(office, in_time=45, late=5)
    done(office, in_time=30, on=date(2026, 2, 10))
    done(other_office, in_time=20)
    return {"dv": [office.pk, other_office.pk, ""], "ky": ["2026-03", "2026-02", ""]}


@pytest.fixture
def browser(client_of, mai, now):
    return client_of(mai)


def test_the_page_begins_with_an_empty_question(browser, years):
    answer = browser.get(PAGE)
    assert answer.status_code == 200
    assert "Chọn hai đến bốn đơn vị" in answer.content.decode()


def test_two_units_and_two_periods_stand_side_by_side(browser, two):
    page = browser.get(PAGE, two).content.decode()
    assert page.count('role="img"') == 4
    assert 'aria-label="Tỷ lệ trước và đúng hạn. Phường Hai Bà Trưng: 02/2026 100,0%; 03/2026 90,0%"' in page
    assert 'aria-label="Hồ sơ nhận. Phường Bạch Mai: 02/2026 0; 03/2026 20"' in page
    assert '<td class="rp-strong" data-label="Đúng hạn">90,0%</td><td data-label="Khoảng 95%">78,6%–95,7%</td>' in page
    assert f'<option value="{two["dv"][1]}" selected>' in page


def test_the_file_holds_the_same_numbers(browser, two):
    answer = browser.get(FILE, two)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content), data_only=False)["So sánh"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[:2] for row in rows] == [
        ("Phường Hai Bà Trưng", "Tháng 02/2026"),
        ("Phường Hai Bà Trưng", "Tháng 03/2026"),
        ("Phường Bạch Mai", "Tháng 02/2026"),
        ("Phường Bạch Mai", "Tháng 03/2026"),
    ]
    assert rows[1][6] == "=H5+I5+J5"
    assert rows[1][8:10] == (45, 5)
    assert sheet.freeze_panes == "C4"


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ({"dv": ["x", "y"], "ky": ["2026-03"]}, "Chọn đơn vị trong danh sách"),
        ({"dv": [], "ky": ["2026-03"]}, "Chọn ít nhất hai đơn vị để so sánh"),
        ({"dv": ["1"], "ky": ["3026-03"]}, "Chọn kỳ trong danh sách"),
        ({"dv": ["\x00", "'"], "ky": ["\x00"]}, "Chọn đơn vị trong danh sách"),
        ({"anything": "else"}, "Chọn ít nhất một kỳ"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(browser, years, question, fault):
    assert fault in browser.get(PAGE, question).content.decode()
    assert browser.get(FILE, question).status_code == 302


def test_one_unit_twice_is_one_and_five_are_too_many(years):
    units = [factories.office(f"Xã Số {number}") for number in range(5)]

    def said(chosen) -> list[str]:
        data = QueryDict(mutable=True)
        data.setlist("dv", [str(unit.pk) for unit in chosen])
        data.setlist("ky", ["2026-03"])
        return CompareForm(data, units=units, today=TODAY).errors.get("dv", [])

    assert said([units[0], units[0]]) == ["Chọn ít nhất hai đơn vị khác nhau để so sánh"]
    assert said(units) == ["Chọn nhiều nhất bốn đơn vị"]
    assert said(units[:4]) == []


def test_periods_end_no_later_than_today():
    periods = periods_up_to(TODAY)
    assert periods["2026-03"].last_on == periods["2026-q1"].last_on == periods["2026"].last_on == TODAY
    assert (periods["2026-02"].last_on, periods["2025-q4"].first_on) == (date(2026, 2, 28), date(2025, 10, 1))


def test_a_period_is_counted_once_however_many_units(browser, two, django_assert_max_num_queries):
    browser.get(PAGE, two)
    one = two | {"ky": ["2026-03"]}
    with django_assert_max_num_queries(13):
        browser.get(PAGE, one)
    with django_assert_max_num_queries(20):
        browser.get(PAGE, two)


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_only_the_department_compares(url, client_of, dung, an, years):
    assert [client_of(person).get(url).status_code for person in (dung, an)] == [403, 403]


def test_each_number_of_the_table_leads_to_its_dossiers(browser, two):
    page = browser.get(PAGE, two).content.decode()
    links = re.findall(r'href="(/so-tu-phap/ho-so/[^"]+)">(\d+)</a>', page)
    assert [number for _address, number in links] == ["30", "30", "50", "50", "5", "20", "20"]  # received, resolved, late
    for address, number in links:
        assert browser.get(html.unescape(address)).context["number"] == int(number), address
