"""The supervision of hand-over and delivery as a file: CSV for a spreadsheet of Viet Nam, XLSX with the definitions."""

import csv
from io import BytesIO, StringIO

from postal.supervision import DEFINITIONS, Supervision, Tally

HEAD = (
    "Đơn vị",
    "Đợt bàn giao",
    "Phong bì",
    "Chưa xác nhận",
    "Chênh lệch",
    "Đã giao",
    "Ngày giao bình quân",
    "Ngày giao trung vị",
    "Chuyển hoàn",
    "Mất, hỏng",
    "Quá hạn giao",
    "Khiếu nại",
    "Chưa trả lời",
    "Quá hạn trả lời",
)
Cell = str | int | float | None


def cells(name: str, tally: Tally) -> list[Cell]:
    """In the order of HEAD."""
    way = [tally.delivered, tally.mean_days, tally.median_days, tally.returned, tally.fallen_out, tally.late]
    said = [tally.complaints, tally.complaints_open, tally.complaints_late]
    return [name, tally.hand_overs, tally.parcels, tally.unconfirmed, tally.differences, *way, *said]


def table(found: Supervision) -> bytes:
    """Semicolons and a byte order mark: as a spreadsheet here opens it. Names are of units, none begins with a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Theo", *HEAD])
    for by, rows in (("Cơ quan", found.by_office), ("Bưu điện", found.by_post)):
        writer.writerows([by, *map(_written, cells(name, tally))] for _place, name, tally in rows)
    return text.getvalue().encode("utf-8-sig")


def workbook(found: Supervision, *, title: str) -> bytes:
    import xlsxwriter  # noqa: PLC0415  5 MB that few workers need

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#DCEDEA"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for name, rows in (("Theo cơ quan", found.by_office), ("Theo bưu điện", found.by_post)):
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        sheet.write_row(2, 0, HEAD, bold)
        for at, (_place, place_name, tally) in enumerate([*rows, (0, "Tổng cộng", found.total)], start=3):
            sheet.write_row(at, 0, cells(place_name, tally))
        sheet.freeze_panes(3, 1)
        sheet.set_column(0, 0, 38)
        sheet.set_column(1, len(HEAD) - 1, 12)
    sheet = book.add_worksheet("Cách tính")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    for at, words in enumerate(DEFINITIONS):
        sheet.write_row(at, 0, words, wrapped)
    book.close()
    return file.getvalue()


def _written(cell: Cell) -> str:
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
