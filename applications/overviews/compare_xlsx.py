"""A comparison as a workbook: one row for each unit and period, real numbers, formulas for what is derived."""

from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from applications.overviews.comparison import Comparison, Line
from applications.reports.definitions import DEFINITIONS, LEGAL_SOURCE
from applications.reports.xlsx import RISKY
from portal.days import HANOI

HEAD = (
    "Đơn vị",
    "Kỳ",
    "Từ ngày",
    "Đến ngày",
    "Hồ sơ nhận (4)",
    "Từ kỳ trước (6)",
    "Đã giải quyết (7)",
    "Trước hạn (8)",
    "Đúng hạn (9)",
    "Quá hạn (10)",
    "Đang giải quyết (11)",
    "Tỷ lệ trước và đúng hạn",
    "Khoảng 95%, từ",
    "Khoảng 95%, đến",
    "Trung vị (phút làm việc)",
)
FIRST_ROW = 3  # of the numbers, counted from nought


def workbook(found: Comparison, *, asked_at: datetime) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "So sánh đơn vị", "created": datetime(2000, 1, 1)})  # noqa: DTZ001  the moment is in the sheet
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DCEDEA"})
    styles = {
        "number": book.add_format({"num_format": "#,##0"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "quoted": book.add_format({"quote_prefix": True}),
    }
    sheet = book.add_worksheet("So sánh")
    sheet.write_string(0, 0, "So sánh đơn vị: giải quyết hồ sơ hộ tịch", book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, f"Số liệu tính đến {asked_at.astimezone(HANOI):%H:%M ngày %d/%m/%Y}, giờ Hà Nội. {LEGAL_SOURCE}")
    for column, text in enumerate(HEAD):
        sheet.write_string(FIRST_ROW - 1, column, text, head)
    for at, line in enumerate(found.lines, start=FIRST_ROW):
        _write(sheet, at, line, styles)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.set_row(FIRST_ROW - 1, 48)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, len(HEAD) - 1, 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    notes = book.add_worksheet("Cách tính")
    notes.set_column(0, 0, 32)
    notes.set_column(1, 1, 100)
    for line, (name, meaning) in enumerate(DEFINITIONS):
        notes.write_string(line, 0, name)
        notes.write_string(line, 1, meaning)
    book.close()
    return file.getvalue()


def _write(sheet: Worksheet, at: int, compared: Line, styles: dict[str, Format]) -> None:
    name, period, cell = compared.office.full_name, compared.period, compared.cell
    tally, line = cell.tally, at + 1
    sheet.write_string(at, 0, name, styles["quoted"] if name.startswith(RISKY) else None)
    sheet.write_string(at, 1, period.name)
    for column, day in ((2, period.first_on), (3, period.last_on)):
        sheet.write_datetime(at, column, datetime.combine(day, datetime.min.time()), styles["day"])
    numbers = {4: tally.received, 5: tally.carried, 7: tally.early, 8: tally.on_time, 9: tally.late, 10: tally.pending}
    for column, value in numbers.items():
        sheet.write_number(at, column, value, styles["number"])
    sheet.write_formula(at, 6, f"=H{line}+I{line}+J{line}", styles["number"], tally.resolved)
    if tally.resolved:
        sheet.write_formula(at, 11, f"=(H{line}+I{line})/G{line}", styles["share"], tally.punctual_share)
        sheet.write_number(at, 12, cell.low, styles["share"])
        sheet.write_number(at, 13, cell.high, styles["share"])
    if cell.median_minutes is not None:
        sheet.write_number(at, 14, cell.median_minutes, styles["number"])
