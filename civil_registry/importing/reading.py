"""Rows of a CSV or XLSX file as cleaned text, numbered as a spreadsheet shows them. Knows nothing of registers."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from portal.csv_files import FileUnreadable, encoding_of
from portal.text import clean

MAX_UNPACKED = 1024 * 1024 * 1024  # bytes of an XLSX once unpacked: more is a bomb, no register
MAX_COLUMNS = 120
_XLSX, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UNREADABLE = FileUnreadable("Không mở được tệp bảng tính. Lưu lại tệp dạng XLSX hoặc CSV UTF-8 rồi chọn lại")

_clean = lru_cache(maxsize=65_536)(clean)  # "Kinh", "Việt Nam", a ward: the same few words a hundred thousand times


def rows_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells) of every row that is not blank, the titles first. Raises FileUnreadable."""
    if not content.strip():
        raise FileUnreadable("Tệp không có dòng nào. Xuất lại danh sách từ bảng tính rồi chọn lại")
    if content.startswith(_OLD_EXCEL):
        raise FileUnreadable("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Lưu lại dạng XLSX không mật khẩu rồi chọn lại")
    rows = _of_xlsx(content) if content.startswith(_XLSX) else _of_csv(content)
    for number, cells in enumerate(rows, 1):
        cleaned = [_clean(cell) for cell in cells[:MAX_COLUMNS]]
        if any(cleaned):
            yield number, cleaned


def count_rows(content: bytes) -> int:
    """How many rows follow the titles; for the progress only. Raises FileUnreadable."""
    rows = _of_xlsx(content) if content.startswith(_XLSX) else _of_csv(content)
    return max(0, sum(1 for cells in rows if any(cells)) - 1)


def _of_csv(content: bytes) -> Iterator[list[str]]:
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding_of(content), newline="")
    first = next((line for line in lines if line.strip()), "")
    lines.seek(0)
    reader = csv.reader(lines, delimiter=max(";,\t", key=first.count))
    try:
        yield from reader
    except csv.Error as fault:
        raise FileUnreadable(f"Không đọc được từ dòng {reader.line_num}. Lưu lại tệp dạng CSV UTF-8") from fault


def _of_xlsx(content: bytes) -> Iterator[list[str]]:
    """The first sheet. Any fault of a broken package is one answer: the library raises whatever it stumbles over."""
    import openpyxl  # noqa: PLC0415  20 MB that a web worker seldom needs

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise _UNREADABLE
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows: Iterable[tuple] = book.worksheets[0].iter_rows(values_only=True, max_col=MAX_COLUMNS)
        for row in rows:
            yield [_text(cell) for cell in row]
    except FileUnreadable:
        raise
    except Exception as fault:
        raise _UNREADABLE from fault


def _text(cell: object) -> str:
    """As a person would have typed it: 1990 and not 1990.0; a date in digits."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
