"""The year in which the promise is counted, for everybody: days off and working Saturdays with name and document."""

import html
import re
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from portal.offices.models import CalendarException, CalendarYear
from tests.factories import hanoi


@pytest.fixture
def page_of(client, db, monkeypatch):
    """`page_of(2026)`: the page as text, spaces folded."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5))

    def read(year: int, language: str = "vi") -> str:
        with translation.override(language):
            answer = client.get(reverse("public:calendar", args=[year]))
        assert answer.status_code == 200
        return html.unescape(" ".join(answer.content.decode().split()))

    return read


@pytest.fixture
def seeded(db) -> None:
    call_command("load_reference", verbosity=0)


def test_days_off_and_working_saturdays_have_name_and_document(page_of, seeded):
    page = page_of(2026)
    assert "<b>Thứ Hai 16/02/2026 đến thứ Sáu 20/02/2026: Tết Nguyên đán</b>" in page
    assert re.search(r"<b>Thứ Bảy 22/08/2026: [^<]+</b><small>Làm bù · Thông báo 9441/TB-BNV", page)


@pytest.mark.parametrize(("year", "decree"), [(2018, "61/2018"), (2026, "118/2025")])
def test_a_year_cites_the_decree_of_its_days(page_of, seeded, year, decree):
    cited = re.findall(r"Nghị định ([0-9/]+)/NĐ-CP", page_of(year).split('id="loi-hua"')[1])
    assert cited == [decree]


def test_a_proposal_is_no_day_off(page_of, years):
    CalendarException.objects.create(on=date(2026, 11, 23), kind="swap_off", status="proposed", name_vi="Nghỉ hoán đổi")
    assert "23/11/2026" not in page_of(2026)


def test_a_year_decided_in_part_says_how_far(page_of, seeded):
    page = page_of(2027)
    assert "Lịch năm 2027 mới được quyết định từ 01/01/2027 đến 31/01/2027." in page
    assert page.count("chưa quyết định hết") == 11


def test_a_year_nobody_decided_says_so(page_of, years):
    page = page_of(2027)
    assert "Lịch năm 2027 chưa được quyết định." in page
    assert page.count("chưa quyết định hết") == 12


@pytest.mark.parametrize("year", [1900, 2015, 2028, 99999])
def test_years_out_of_reach_are_not_there(client, years, year):
    assert client.get(f"/lich-lam-viec/{year}/").status_code == 404


def test_without_any_calendar_there_is_no_year(client, db):
    assert not CalendarYear.objects.exists()
    assert client.get("/lich-lam-viec/2026/").status_code == 404


def test_the_closure_of_one_office_stands_apart(page_of, years, office):
    CalendarException.objects.create(office=office, on=date(2026, 3, 23), kind="emergency_closure", name_vi="Mất điện")
    page = page_of(2026)
    apart = page[page.index("Ngày riêng của từng cơ quan") :]
    assert "Thứ Hai 23/03/2026: Mất điện</b><small>Phường Hai Bà Trưng" in apart


def test_in_english_days_have_their_english_names(page_of, seeded):
    page = page_of(2026, "en")
    assert "Monday 16/02/2026 to Friday 20/02/2026: Lunar New Year" in page
    assert "<span>September</span>" in page


def test_without_a_year_it_leads_to_the_present_one(client, years, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: hanoi(20, 9, 5))
    assert client.get("/lich-lam-viec/").url == "/lich-lam-viec/2026/"


def test_a_full_year_takes_as_few_queries_as_an_empty_one(page_of, years, office, django_assert_max_num_queries):
    days = [date(2026, 3, n) for n in (2, 3, 4, 5, 6, 9)]
    CalendarException.objects.bulk_create(
        CalendarException(office=office, on=day, kind="emergency_closure", name_vi="Đóng cửa") for day in days
    )
    with django_assert_max_num_queries(12):
        page_of(2026)
