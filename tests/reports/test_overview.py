"""The Department's page S1: who may see it, what may be asked, and what it shows."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.reports.forms import period
from portal.accounts.models import Role
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, FILE = "/so-tu-phap/", "/so-tu-phap/tong-quan.xlsx"


@pytest.fixture
def report(client_of, mai, now):
    """Opens the page as Mai and gives its text."""
    browser = client_of(mai)

    def opened(**question) -> str:
        answer = browser.get(PAGE, question)
        assert answer.status_code == 200
        return answer.content.decode()

    return opened


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_department_sees_its_figures(report, month):
    html = report()
    assert "Giải quyết hồ sơ hộ tịch: 01–20/03/2026" in html
    assert "Số liệu tính đến 16:30 ngày 20/03/2026, giờ Hà Nội." in text(html)
    assert "Số liệu khớp: (3) = (7) + (11)" in text(html)
    assert html.count('role="img"') == 2


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_nobody_else_does(url, client, client_of, years, an, binh, dung, tu):
    assert client.get(url).status_code == 302
    for person in (an, binh, dung, tu):
        assert client_of(person).get(url).status_code == 403


def test_an_administrator_of_the_department_may_too(client_of, years):
    department = factories.office("Sở Tư pháp thành phố Hà Nội", level="department", code="H26.16")
    admin = factories.official("Đỗ Quốc Huy", department, Role.DEPARTMENT_ADMIN)
    assert client_of(admin).get(PAGE).status_code == 200


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_nothing_is_changed_here(url, client_of, mai, years):
    assert client_of(mai).post(url).status_code == 405


def test_a_period_without_dossiers_is_fine(report, years):
    html = report()
    assert "Chưa có hồ sơ nào trong kỳ này." in html
    assert "Trong kỳ chưa có hồ sơ nào được nộp." in html


def test_the_page_shows_no_personal_data(report, month, office):
    factories.submitted(office, at=factories.hanoi(20, 9))
    html = report()
    for secret in ("Thùy Dương", "0912345678", "001190012345", "R00000001"):
        assert secret not in html


def test_a_unit_and_a_kind_can_be_asked_for(report, month, offices):
    html = report(ky="tuy-chon", tu="01/03/2026", den="20/03/2026", don_vi=offices[2].pk, loai="khai-sinh")
    assert "Tổng 1 đơn vị" in html
    assert f'<option value="{offices[2].pk}" selected>' in html
    assert '<option value="khai-sinh" selected>' in html


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ({"tu": "31/02/2026", "den": "20/03/2026"}, "Từ ngày phải là ngày có thật, viết như 20/03/2026"),
        ({"tu": "hôm qua", "den": "20/03/2026"}, "Từ ngày phải là ngày có thật"),
        ({"tu": "01/03/2026", "den": ""}, "Nhập ngày kết thúc kỳ báo cáo"),
        ({"tu": "", "den": "20/03/2026"}, "Nhập ngày bắt đầu kỳ báo cáo"),
        ({"tu": "20/03/2026", "den": "01/03/2026"}, "Từ ngày phải trước hoặc bằng Đến ngày"),
        ({"tu": "01/03/2026", "den": "21/03/2026"}, "Đến ngày không được sau hôm nay, 20/03/2026"),
        ({"tu": "01/01/1999", "den": "20/03/2026"}, "Số liệu có từ 01/01/2016"),
        ({"tu": "01/01/2017", "den": "20/03/2026"}, "Chọn kỳ dài nhất 3 năm"),
        ({"tu": "01/03/2026", "den": "20/03/2026", "don_vi": "999999"}, "Chọn đơn vị trong danh sách"),
        ({"tu": "01/03/2026", "den": "20/03/2026", "don_vi": "'; --"}, "Chọn đơn vị trong danh sách"),
        ({"tu": "01/03/2026", "den": "20/03/2026", "loai": "hộ khẩu"}, "Chọn loại giấy tờ trong danh sách"),
        ({"ky": "thế kỷ này"}, "Chọn kỳ báo cáo trong danh sách"),
        ({"tu": "\x00", "den": "20/03/2026"}, "Từ ngày"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why_and_keeps_what_was_typed(report, years, question, fault):
    html = report(**({"ky": "tuy-chon"} | question))
    assert fault in html
    assert "giờ Hà Nội" not in html
    if question.get("tu", "\x00") != "\x00":
        assert f'value="{question["tu"]}"' in html


def test_the_file_asked_for_wrongly_leads_back_to_the_report(client_of, mai, years, now):
    answer = client_of(mai).get(FILE, {"ky": "tuy-chon", "tu": "x"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("reports:overview") + "?ky=tuy-chon")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("thang-nay", date(2026, 3, 1), date(2026, 3, 20)),
        ("thang-truoc", date(2026, 2, 1), date(2026, 2, 28)),
        ("thang-15-14", date(2026, 3, 15), date(2026, 3, 20)),
        ("quy-nay", date(2026, 1, 1), date(2026, 3, 20)),
        ("nam-nay", date(2026, 1, 1), date(2026, 3, 20)),
    ],
)
def test_named_periods(name, first, last):
    assert period(name, date(2026, 3, 20)) == (first, last)


def test_the_reporting_month_begins_on_the_fifteenth_of_the_month_before():
    assert period("thang-15-14", date(2026, 1, 14)) == (date(2025, 12, 15), date(2026, 1, 14))


def test_one_dossier_or_hundreds_take_the_same_number_of_queries(client_of, mai, years, now, office):
    browser = client_of(mai)
    browser.get(PAGE)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get(PAGE)
        return len(captured)

    few = queries()
    for minute in range(12):
        factories.submitted(factories.office(f"Xã Số {minute}"), at=factories.hanoi(20, 9, minute))
    assert queries() == few <= 16


def test_units_without_dossiers_are_named_and_not_counted_as_nought(report, month):
    factories.office("Xã Im Lặng")
    html = report()
    assert "1 đơn vị không có hồ sơ trong kỳ" in html
    assert "Xã Im Lặng" in html


@pytest.mark.parametrize(("ky", "per"), [("thang-nay", "ngày làm việc"), ("quy-nay", "tuần")])
def test_a_long_period_is_drawn_by_weeks(report, month, ky, per):
    assert f"Hồ sơ nhận theo {per}" in text(report(ky=ky))


def test_a_year_of_days_is_drawn_by_months(report, years):
    assert "Hồ sơ nhận theo tháng" in text(report(ky="tuy-chon", tu="01/04/2025", den="20/03/2026"))


def test_the_heads_of_the_table_are_explained_below_it(report, month):
    page = report()
    table = page[page.index('id="theo-don-vi"') :]
    legend = table[table.index("Cách tính từng cột") : table.index("</details>")]
    assert "(3) = (4) + (5) + (6)." in legend
    assert "Tính đến 16:30:00 20/03/2026" in legend


def test_the_title_names_the_procedure_that_was_asked_for(report, month):
    assert "Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh: 01–20/03/2026" in report(thu_tuc="2.000635")
