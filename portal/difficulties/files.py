"""The list of difficulties as a file: CSV for a spreadsheet of Viet Nam, XLSX with the figures of the period beside it."""

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO

from django.utils import timezone

from portal.csv_files import spreadsheet_safe
from portal.days import local_day
from portal.difficulties.models import DifficultyReport
from portal.difficulties.summary import DEFINITIONS, Summary

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = (
    "Mã",
    "Đơn vị",
    "Ngày gửi",
    "Loại",
    "Tóm tắt",
    "Nội dung",
    "Trạng thái",
    "Số đơn vị gặp",
    "Hạn trả lời",
    "Ngày làm việc đã chờ",
    "Trả lời",
    "Ngày trả lời",
    "Đã làm",
)
WIDTHS = (10, 30, 12, 20, 40, 60, 14, 10, 12, 12, 60, 12, 40)
Cell = str | int | date | None


def cells(one: DifficultyReport) -> list[Cell]:
    """In the order of HEAD. `units` and `age` are put on the row by listing."""
    answered_on = local_day(one.answered_at) if one.answered_at else None
    told = [one.code, one.office.full_name, local_day(one.written_at), one.get_kind_display(), one.subject, one.text]
    waiting = [one.answer_by_on, one.age.days] if one.age else [None, None]
    return [*told, one.get_state_display(), one.units, *waiting, one.answer, answered_on, one.done]


def table(rows: Iterable[DifficultyReport]) -> bytes:
    """Semicolons and a byte order mark: as a spreadsheet here opens it."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([_written(cell) for cell in cells(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(rows: Iterable[DifficultyReport], summary: Summary) -> bytes:
    import xlsxwriter  # noqa: PLC0415  5 MB that few workers need

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DCEDEA"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, HEAD, head)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(cells(row)):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(at, column, cell)
            elif cell:
                sheet.write_string(at, column, cell, wrapped)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    _write_summary(book, summary, head, wrapped)
    book.close()
    return file.getvalue()


def _write_summary(book, summary: Summary, head, wrapped) -> None:
    sheet = book.add_worksheet("Tổng hợp")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 16)
    sheet.write_string(0, 0, f"Khó khăn, kiến nghị từ {summary.first_on:%d/%m/%Y} đến {summary.last_on:%d/%m/%Y}")
    sheet.write_string(1, 0, f"Số liệu tính đến {timezone.localtime(summary.as_of):%H:%M ngày %d/%m/%Y}")
    sheet.write_row(3, 0, ("Chỉ số", "Số"), head)
    at = 4
    for name, value in summary.figures():
        sheet.write_string(at, 0, name)
        if value is not None:
            sheet.write_number(at, 1, value)
        at += 1
    sheet.write_row(at + 1, 0, ("Nhiều đơn vị gặp nhất", "Số đơn vị"), head)
    for number, one in enumerate(summary.top, start=at + 2):
        sheet.write_string(number, 0, f"{one.code}: {one.subject}", wrapped)
        sheet.write_number(number, 1, one.units)
    sheet = book.add_worksheet("Cách tính")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    for number, words in enumerate(DEFINITIONS):
        sheet.write_row(number, 0, words, wrapped)


def _written(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else spreadsheet_safe(str(cell))
