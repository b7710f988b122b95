"""S11, the year as the Department reads it: marks, counts, banner, who may open it."""

import re
from collections.abc import Callable
from datetime import date, datetime
from unittest import mock

import pytest
from django.utils import timezone

from portal.accounts.models import Role
from portal.offices.calendar_keeping import enter_exception, withdraw_exception
from portal.offices.calendar_rules import NewDay
from portal.offices.models import CalendarException, CalendarYear
from tests import factories
from tests.factories import acting, hanoi

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("years")]
PAGE = "/so-tu-phap/lich/"
Kind = CalendarException.Kind


@pytest.fixture
def shown(client_of, mai) -> Callable[..., str]:
    """Opens the page as Mai, on a day, and gives it."""

    def opened(at: datetime | None = None, **question) -> str:
        with mock.patch.object(timezone, "now", return_value=at or hanoi()):
            answer = client_of(mai).get(PAGE, question)
        assert answer.status_code == 200
        return answer.content.decode()

    return opened


@pytest.fixture
def entered(huy):
    def enter(**fields) -> CalendarException:
        values = {"on": date(2026, 9, 2), "kind": Kind.PUBLIC_HOLIDAY, "name_vi": "Quốc khánh", "legal_document": "TB 1"}
        enter_exception(NewDay(**values | fields), by=acting(huy), at=hanoi())
        return CalendarException.objects.latest("pk")

    return enter


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def cell(html: str, entry: CalendarException) -> str:
    return re.search(rf'<td class="([^"]*)"><a href="#ngay-{entry.pk}">(.*?)</a>', html).group(1, 2)


def test_a_day_is_marked_by_letter_and_words_not_by_colour_alone(shown, entered):
    holiday = entered()
    swap = entered(on=date(2026, 8, 22), kind=Kind.SWAP_WORKING, name_vi="Làm bù", in_force=False)
    html = shown()
    look, words = cell(html, holiday)
    assert (look, text(words).replace(" :", ":")) == ("public-holiday", "2 L: Nghỉ lễ, tết, Quốc khánh ")
    look, words = cell(html, swap)
    assert look == "proposed"
    assert "LB?" in words
    assert "đề xuất" in words


def test_the_counts_say_what_is_in_force(shown, entered):
    entered()
    entered(on=date(2026, 8, 22), kind=Kind.SWAP_WORKING, name_vi="Làm bù", in_force=False)
    said = text(shown())
    assert "Ngày làm việc 260 cả năm" in said
    assert "Ngày nghỉ 1 lễ" in said
    assert "Ngày làm bù 0 và 1 đề xuất chờ xác nhận" in said


def test_a_withdrawn_day_stays_in_the_list_with_who_and_why(shown, entered, huy):
    entry = entered()
    withdraw_exception(entry.pk, reason="Nhập nhầm ngày", by=acting(huy), at=hanoi(21))
    html = shown()
    assert f'id="ngay-{entry.pk}" class="withdrawn"' in html
    assert "Đỗ Quốc Huy 21/03/2026: Nhập nhầm ngày" in text(html)
    assert f'href="#ngay-{entry.pk}"' not in html


def test_days_of_one_office_stand_apart(shown, entered, office):
    entry = entered(kind=Kind.EMERGENCY_CLOSURE, name_vi="Đóng cửa vì ngập", office_id=office.pk)
    html = shown()
    assert "Đóng cửa vì ngập" in text(html.split('id="rieng"')[1])
    assert f'href="#ngay-{entry.pk}"' not in html


@pytest.mark.parametrize(
    ("at", "is_warned"),
    [(hanoi(30, 23, month=9), False), (hanoi(1, 0, month=10), True), (hanoi(31, 12, month=12), True)],
)
def test_from_october_on_next_years_missing_decision_is_told(shown, at, is_warned):
    assert ("Chưa có quyết định lịch năm 2027" in shown(at)) == is_warned


def test_half_a_decision_is_still_missing_a_whole_one_is_not(shown):
    row = CalendarYear.objects.create(year=2027, known_from=date(2027, 1, 1), known_until=date(2027, 1, 31))
    assert "Chưa có quyết định lịch năm 2027" in shown(hanoi(1, month=11))
    row.known_until = date(2027, 12, 31)
    row.save()
    assert "Chưa có quyết định lịch năm" not in shown(hanoi(1, month=11))


def test_an_undecided_year_says_so(shown):
    said = text(shown(nam="2027"))
    assert "Đã quyết định Chưa" in said
    assert "chưa quyết định hết" in said


@pytest.mark.parametrize("asked", ["", "abcd", "99999", "1066", "9999", "²⁰²⁶"])
def test_a_year_nobody_keeps_is_this_year(shown, asked):
    assert "Lịch làm việc năm 2026" in shown(nam=asked)


def test_the_comparison_is_shown_on_asking(shown, entered):
    assert "Đối chiếu năm 2026" in shown()
    said = text(shown(doi_chieu="1"))
    assert "Thứ Năm 01/01/2026 Không có mục có hiệu lực Tết Dương lịch" in said


def test_who_only_reads_sees_no_way_to_change(shown, entered):
    entered()
    html = shown()
    assert "/rut/" not in html
    assert "Thêm ngày" not in html


def test_who_keeps_it_sees_the_ways(client_of, huy, entered):
    entry = entered(in_force=False)
    html = client_of(huy).get(PAGE, {"nam": "2026"}).content.decode()
    for address in (f"{entry.pk}/xac-nhan/", f"{entry.pk}/rut/", "them/", "nhap-csv/", "quyet-dinh/", "gio-mo-cua/"):
        assert f'href="{PAGE}{address}' in html


def test_supervisors_read_it_offices_and_citizens_do_not(client, client_of, an, binh, dung, tu, department):
    supervisor = factories.official("Lê Văn Giám", department, Role.DISTRICT_SUPERVISOR)
    assert client_of(supervisor).get(PAGE).status_code == 200
    assert client.get(PAGE).status_code == 302
    for person in (an, binh, dung, tu):
        assert client_of(person).get(PAGE).status_code == 403


def test_a_year_full_of_days_takes_no_more_queries_than_an_empty_one(client_of, mai, entered, django_assert_max_num_queries):
    for day in (1, 2, 3, 4):
        entered(on=date(2026, 9, day))
    reader = client_of(mai)
    reader.get(PAGE, {"nam": "2026"})
    with django_assert_max_num_queries(18):
        reader.get(PAGE, {"nam": "2026"})
