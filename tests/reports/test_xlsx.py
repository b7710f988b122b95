"""The workbook, opened again: real numbers, formulas for sums, and text that stays text."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests import factories

pytestmark = pytest.mark.django_db
FILE = "/so-tu-phap/tong-quan.xlsx"


@pytest.fixture
def book(client_of, mai, now):
    browser = client_of(mai)

    def opened(**question):
        answer = browser.get(FILE, question)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao-trich-luc-20260301-20260320.xlsx"'
        return load_workbook(BytesIO(answer.content))

    return opened


def test_units_stand_in_the_statutory_columns_with_formulas_for_sums(book, month):
    sheet = book()["Theo đơn vị"]
    assert [sheet.cell(4, column).value for column in (1, 3, 7, 13)] == [
        "STT (1)",
        "Tiếp nhận, tổng số (3)",
        "Đã giải quyết, tổng số (7)",
        "Quá hạn (13)",
    ]
    assert sheet["C5"].value == "=D5+E5+F5"
    assert sheet["G5"].value == "=H5+I5+J5"
    assert sheet["N5"].value == "=C5-G5-K5"
    assert sheet["C8"].value == "=SUM(C5:C7)"
    assert sheet["B8"].value == "Tổng cộng"
    assert sheet.freeze_panes == "C5"
    assert sheet["D5"].data_type == "n"


def test_the_values_kept_beside_the_formulas_agree(client_of, mai, now, month):
    content = client_of(mai).get(FILE).content
    sheet = load_workbook(BytesIO(content), data_only=True)["Theo đơn vị"]
    for line in range(5, 9):
        assert sheet.cell(line, 3).value == sheet.cell(line, 7).value + sheet.cell(line, 11).value
        assert sheet.cell(line, 14).value == 0
    assert sheet["C8"].value == sum(sheet.cell(line, 3).value for line in range(5, 8)) > 100


@pytest.mark.parametrize("name", ["=1+1", "+84", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_text_that_looks_like_a_formula_stays_text(book, years, name):
    factories.submitted(factories.office(name), at=factories.hanoi(20, 9))
    cell = book()["Theo đơn vị"]["B5"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.quotePrefix


def test_an_empty_period_gives_a_workbook_too(book, years):
    sheet = book()["Theo đơn vị"]
    assert sheet["B5"].value == "Tổng cộng"
    assert sheet["C5"].value == "=0"


def test_days_kinds_and_definitions_have_sheets_of_their_own(book, month):
    workbook = book()
    assert workbook.sheetnames == ["Theo đơn vị", "Theo ngày", "Theo loại", "Cách tính"]
    assert workbook["Theo ngày"]["A2"].is_date
    assert workbook["Theo loại"]["A2"].value == "Khai sinh"
