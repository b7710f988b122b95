"""The report as a workbook: real numbers, formulas for sums, frozen heads, and no text that a program would run."""

from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from applications.reports.definitions import DEFINITIONS, LEGAL_SOURCE
from applications.reports.figures import KIND_GROUPS, Figures, Tally
from applications.reports.satisfaction import Grades
from applications.reports.units import UnitRow
from portal.days import HANOI

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = (
    "STT (1)",
    "Đơn vị (2)",
    "Tiếp nhận, tổng số (3)",
    "Trong kỳ, trực tuyến (4)",
    "Trong kỳ, trực tiếp, bưu chính (5)",
    "Từ kỳ trước (6)",
    "Đã giải quyết, tổng số (7)",
    "Trước hạn (8)",
    "Đúng hạn (9)",
    "Quá hạn (10)",
    "Đang giải quyết, tổng số (11)",
    "Trong hạn (12)",
    "Quá hạn (13)",
    "Kiểm tra (3) − (7) − (11)",
    "Bản sao đã cấp",
    "Phí phải thu (đồng)",
    "Trung vị (phút làm việc)",
    "Số đánh giá",
    "Hài lòng và rất hài lòng",
)
FIRST_ROW = 4  # of the numbers, counted from nought
RISKY = ("=", "+", "-", "@", "\t", "\r")


def workbook(figures: Figures, rows: list[UnitRow], *, title: str, asked_at: datetime, said: dict[int, Grades]) -> bytes:
    """The file: units in the statutory columns, days, kinds, definitions. `said`: ratings by office."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": datetime(2000, 1, 1)})  # noqa: DTZ001  the moment asked stands in the sheet
    writer = _Writer(book)
    subtitle = f"Số liệu tính đến {asked_at.astimezone(HANOI):%H:%M ngày %d/%m/%Y}, giờ Hà Nội. {LEGAL_SOURCE}"
    _write_units(writer, rows, said, title, subtitle)
    _write_days(writer, figures)
    _write_kinds(writer, figures)
    _write_definitions(writer)
    book.close()
    return file.getvalue()


class _Writer:
    """A workbook with its formats, and the one way to write text into a cell."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DCEDEA"})
        self.number = book.add_format({"num_format": "#,##0"})
        self.sum = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"quote_prefix": True})

    def sheet(self, name: str, head: tuple[str, ...], *, at_row: int = 0) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        for column, text in enumerate(head):
            sheet.write_string(at_row, column, text, self.head)
        sheet.freeze_panes(at_row + 1, 0)
        sheet.repeat_rows(at_row)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def text(self, sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
        """Always a string; one that looks like a formula is marked as quoted, so that it stays text when edited or exported."""
        sheet.write_string(row, column, text, self.quoted if text.startswith(RISKY) else style)


def _write_units(writer: _Writer, rows: list[UnitRow], said: dict[int, Grades], title: str, subtitle: str) -> None:
    sheet = writer.sheet("Theo đơn vị", HEAD, at_row=FIRST_ROW - 1)
    writer.text(sheet, 0, 0, title, writer.title)
    writer.text(sheet, 1, 0, subtitle)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.set_row(FIRST_ROW - 1, 48)
    sheet.set_column(1, 1, 38)
    sheet.set_column(2, len(HEAD) - 1, 12)
    for index, row in enumerate(rows):
        _write_unit(writer, sheet, FIRST_ROW + index, index + 1, row)
        if grades := said.get(row.office.pk):
            sheet.write_number(FIRST_ROW + index, 17, grades.rated, writer.number)
            sheet.write_number(FIRST_ROW + index, 18, grades.content, writer.number)
    last = FIRST_ROW + len(rows)
    writer.text(sheet, last, 1, "Tổng cộng", writer.sum)
    for column in range(2, 16):
        letter = chr(ord("A") + column)
        cells = f"{letter}{FIRST_ROW + 1}:{letter}{last}" if rows else None
        total = sum(_cells(row.tally)[column - 2] for row in rows)
        sheet.write_formula(last, column, f"=SUM({cells})" if cells else "=0", writer.sum, total)


def _write_unit(writer: _Writer, sheet: Worksheet, at: int, serial: int, row: UnitRow) -> None:
    line, cells = at + 1, _cells(row.tally)
    formulas = {2: f"=D{line}+E{line}+F{line}", 6: f"=H{line}+I{line}+J{line}", 10: f"=L{line}+M{line}"}
    formulas[13] = f"=C{line}-G{line}-K{line}"
    sheet.write_number(at, 0, serial, writer.number)
    writer.text(sheet, at, 1, row.office.full_name)
    for column, value in enumerate(cells, start=2):
        if column in formulas:
            sheet.write_formula(at, column, formulas[column], writer.number, value)
        else:
            sheet.write_number(at, column, value, writer.number)
    if row.median_minutes is not None:
        sheet.write_number(at, 16, row.median_minutes, writer.number)


def _cells(tally: Tally) -> tuple[int, ...]:
    """Columns (3) to (13), the check, copies, fee."""
    return (
        tally.total,
        tally.received,
        tally.received_otherwise,
        tally.carried,
        tally.resolved,
        tally.early,
        tally.on_time,
        tally.late,
        tally.pending,
        tally.in_time,
        tally.overdue,
        tally.total - tally.resolved - tally.pending,
        tally.copies,
        tally.fee_vnd,
    )


def _write_days(writer: _Writer, figures: Figures) -> None:
    sheet = writer.sheet("Theo ngày", ("Ngày", "Nộp trước 15 giờ", "Nộp sau 15 giờ", "Tổng số"))
    sheet.set_column(0, 3, 18)
    as_date = writer.book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    for at, day in enumerate(figures.days, start=1):
        sheet.write_datetime(at, 0, datetime.combine(day.on, datetime.min.time()), as_date)
        sheet.write_number(at, 1, day.before, writer.number)
        sheet.write_number(at, 2, day.after, writer.number)
        sheet.write_formula(at, 3, f"=B{at + 1}+C{at + 1}", writer.number, day.total)


def _write_kinds(writer: _Writer, figures: Figures) -> None:
    sheet = writer.sheet("Theo loại", ("Loại", "Hồ sơ nhận", "Đã giải quyết", "Bản sao đã cấp", "Phí phải thu (đồng)"))
    sheet.set_column(0, 4, 18)
    for at, (key, (name, _kinds)) in enumerate(KIND_GROUPS.items(), start=1):
        tally = figures.by_kind[key]
        writer.text(sheet, at, 0, name)
        for column, value in enumerate((tally.received, tally.resolved, tally.copies, tally.fee_vnd), start=1):
            sheet.write_number(at, column, value, writer.number)


def _write_definitions(writer: _Writer) -> None:
    sheet = writer.sheet("Cách tính", ("Chỉ số", "Cách tính"))
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for at, (name, meaning) in enumerate(DEFINITIONS, start=1):
        writer.text(sheet, at, 0, name, writer.wrapped)
        writer.text(sheet, at, 1, meaning, writer.wrapped)
