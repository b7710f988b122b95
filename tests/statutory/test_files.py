"""Reports as files, opened again: real numbers, formulas whose values agree, frozen heads, text that stays text."""

import csv
from io import BytesIO, StringIO
from time import process_time

import pytest
from openpyxl import load_workbook

from applications.statutory.content import content_of
from applications.statutory.files import file_name, table
from applications.statutory.offered import all_forms
from applications.statutory.resolution import RESOLUTION
from applications.statutory.samples import FIRST, ISSUED, LAST, _resolved
from applications.statutory.tables import Column, Counted, Form, Line, Question
from applications.statutory.xlsx import _letter, workbook

pytestmark = pytest.mark.pure


def content(*names: str, form: Form = RESOLUTION) -> dict:
    lines = [Line(f"office:{n}", name, _resolved(n), "commune" if n else "district") for n, name in enumerate(names)]
    filled = Form(**{name: getattr(form, name) for name in form.__slots__} | {"count": lambda _: Counted(lines)})
    return content_of(filled, Question(FIRST, LAST, ISSUED), period="tháng 3 năm 2026", units="Toàn thành phố Hà Nội")


@pytest.fixture(scope="module")
def told() -> dict:
    return content("Quận Ba Đình", "Phường A", "Phường B", "Phường C")


def opened(told: dict, **options):
    return load_workbook(BytesIO(workbook(told)), **options)["Báo cáo"]


def test_heads_are_merged_as_in_the_form_and_stay_in_sight(told):
    sheet = opened(told)
    assert (sheet["A6"].value, sheet["C6"].value, sheet["D7"].value, sheet["D8"].value) == (
        "STT",
        "Số hồ sơ tiếp nhận",
        "Trong kỳ",
        "Trực tuyến",
    )
    assert {"C6:F6", "D7:E7", "A6:A8"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert [sheet.cell(9, column).value for column in (1, 2, 3, 13)] == ["(1)", "(2)", "(3)", "(13)"]
    assert sheet.freeze_panes == "C10"


def test_it_prints_on_a4_lying_with_the_heads_on_each_sheet(told):
    sheet = opened(told)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$6:$9"
    assert sheet.page_setup.fitToHeight == 0  # one sheet wide, as many high as it takes
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_sums_are_formulas_of_the_sheet(told):
    sheet = opened(told)
    assert sheet["C11"].value == "=D11+E11+F11"
    assert sheet["D11"].data_type == "n"
    assert sheet["D12"].value == "=SUM(D13:D15)"  # the communes
    assert sheet["D16"].value == "=SUM(D11:D11,D13:D15)"
    assert sheet["N16"].value == "=C16-G16-K16"


def test_the_values_kept_beside_the_formulas_are_those_of_the_report(told):
    sheet = opened(told, data_only=True)
    for at, row in enumerate(told["rows"], start=10):
        assert [cell.value for cell in sheet[at][2:13]] == row["cells"]
        assert sheet.cell(at, 14).value == 0


@pytest.mark.parametrize("name", ["=1+1", "+84", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_what_looks_like_a_formula_stays_text(name):
    told = content("Quận Ba Đình", name)
    cell = opened(told)["B13"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    assert f"'{name[:2]}" in table(told).decode("utf-8-sig")


def test_a_ratio_is_a_formula_and_empty_where_nothing_divides():
    form = all_forms()["qd-766"]
    lines = [Line("input:a", "A", {"part": 1, "whole": 3}, "online"), Line("input:b", "B", {"part": 0, "whole": 0}, "online")]
    filled = Form(**{name: getattr(form, name) for name in form.__slots__} | {"count": lambda _: Counted(lines)})
    told = content_of(filled, Question(FIRST, LAST, ISSUED), period="", units="")
    sheet, values = opened(told), opened(told, data_only=True)
    assert sheet["E9"].value == '=IF(D9=0,"",ROUND(100*(C9)/D9,1))'
    assert [values["E9"].value, values["E10"].value] == [33.3, None]


def test_a_table_as_csv_has_real_numbers_and_the_numbers_of_the_columns(told):
    rows = list(csv.reader(StringIO(table(told).decode("utf-8-sig")), delimiter=";"))
    assert rows[0][2:5] == ["Số hồ sơ tiếp nhận, tổng số (3)", "Số hồ sơ tiếp nhận, trong kỳ, trực tuyến (4)", rows[0][4]]
    assert rows[-1][1] == "Tổng cộng"
    assert int(rows[-1][2]) == sum(int(row[2]) for row in rows[1:] if row[0].isdigit())


def test_a_file_is_named_by_form_and_period(told):
    assert file_name(told, "xlsx") == "ii-06a-20260215-20260314.xlsx"


def test_columns_go_beyond_z():
    assert [_letter(at) for at in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_600_units_by_40_columns_are_a_workbook_within_three_seconds():
    columns = tuple(Column(f"c{at}", ("Nhóm", f"Cột {at}"), adds=("c1", "c2") if at == 0 else ()) for at in range(40))
    lines = [Line(f"office:{n}", f"Phường {n}", {f"c{at}": at for at in range(40)} | {"c0": 3}, "a") for n in range(600)]
    form = Form("x", "", "T", "S", "Đơn vị", columns, lambda _: Counted(lines), (), groups=(("a", "Cấp xã"),))
    began = process_time()
    file = workbook(content_of(form, Question(FIRST, LAST, ISSUED), period="", units=""))
    assert process_time() - began < 3
    assert load_workbook(BytesIO(file), read_only=True)["Báo cáo"].max_row == 610
