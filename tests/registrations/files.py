"""Registration lists for tests: real XLSX files, good and broken."""

import io

from openpyxl import Workbook

from portal.registrations.columns import SHEET, TITLES

ROW = {
    "row": "1",
    "full_name": "Nguyễn Thị Lành",
    "email": "lanh@hanoi.example",
    "phone": "0912345678",
    "unit": "00256",
    "role": "Cán bộ một cửa",
    "valid_from": "",
    "valid_to": "",
    "title": "Cán bộ một cửa",
}


def cells(**changes: object) -> dict:
    return ROW | changes


def list_file(*rows: dict, sheet: str = SHEET) -> bytes:
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append(list(TITLES.values()))
    for row in rows:
        page.append([row.get(name, "") or None for name in TITLES])
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
