"""The rows of a registration list as cleaned text, from XLSX or CSV, numbered as a spreadsheet shows them.

Whatever the file is, the answer comes in bounded time and memory: rows, or one FileUnreadable with what to do about it.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from portal.csv_files import CELL_LENGTH, MAX_BYTES, FileUnreadable, rows_of_table
from portal.registrations.columns import SHEET, TABLE
from portal.text import clean, fold

MAX_UNPACKED = 24 * 1024 * 1024  # bytes: two thousand rows are half a megabyte
MAX_PARTS, MAX_SHEETS, MAX_COLUMNS = 200, 12, 40
HEADER_WITHIN = 15  # rows: letterhead may stand above the titles
LAST_ROW = 1_048_576  # of a spreadsheet; a made-up row number must not be counted up to
_XLSX, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UNREADABLE = "Không mở được tệp bảng tính. Mở lại tệp, lưu dạng XLSX không mật khẩu rồi chọn lại"
_TOO_LARGE = "Tệp chứa quá nhiều dữ liệu ngoài danh sách. Chép các dòng sang tệp mẫu mới rồi chọn lại"
FORMULA = "\x00formula"  # stands for a cell that computes: no person typed that

Rows = Iterator[tuple[int, dict[str, str]]]


def rows_of_list(content: bytes) -> Rows:
    """(row number, cells by our column names) of every row that is not blank. Raises FileUnreadable."""
    if not content.strip():
        raise FileUnreadable("Tệp không có dòng nào. Tải tệp mẫu, điền rồi chọn lại")
    if len(content) > MAX_BYTES:
        raise FileUnreadable("Tệp nặng hơn 2 MB. Chia thành nhiều danh sách nhỏ rồi tải lên lần lượt")
    if content.startswith(_OLD_EXCEL):
        raise FileUnreadable("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu. Lưu lại dạng XLSX không mật khẩu rồi chọn lại")
    yield from _of_xlsx(content) if content.startswith(_XLSX) else rows_of_table(content, TABLE)


def _of_xlsx(content: bytes) -> Rows:
    """Any fault of a broken package is one answer: the library raises whatever it stumbles over."""
    import openpyxl  # noqa: PLC0415  20 MB that a web worker seldom needs

    try:
        _check_package(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        yield from _rows(_sheet_of(book))
    except FileUnreadable:
        raise
    except Exception as fault:
        raise FileUnreadable(_UNREADABLE) from fault


def _check_package(content: bytes) -> None:
    """Unpack each part once, a piece at a time: what the package says of its own sizes may be a lie."""
    left = MAX_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise FileUnreadable(_TOO_LARGE)
        for part in parts:
            with package.open(part) as unpacked:
                head = True
                while piece := unpacked.read(65_536):
                    left -= len(piece)
                    if left < 0:
                        raise FileUnreadable(_TOO_LARGE)
                    if head and b"<!DOCTYPE" in piece[:2048]:  # no spreadsheet writes one; entities hide bombs
                        raise FileUnreadable(_UNREADABLE)
                    head = False


def _sheet_of(book):
    """The sheet named as in the template, else the first one with our titles."""
    sheets = book.worksheets[:MAX_SHEETS]
    named = [sheet for sheet in sheets if fold(sheet.title) == fold(SHEET)]
    for sheet in [*named, *(sheet for sheet in sheets if sheet not in named)]:
        if any(_names(cells) for _, cells in _cells(sheet, until=HEADER_WITHIN)):
            return sheet
    raise FileUnreadable(f"Không trang tính nào có dòng tên cột, ít nhất: {TABLE.header}. Điền vào tệp mẫu rồi chọn lại")


def _rows(sheet) -> Rows:
    names: list[str] = []
    count = 0
    for number, cells in _cells(sheet):
        if not names:
            names = _names(cells)
            continue
        count += 1
        if count > TABLE.max_rows:
            raise FileUnreadable(f"Danh sách có hơn {TABLE.max_rows} dòng. Chia thành nhiều tệp nhỏ rồi tải lên")
        yield number, {name: value for name, value in zip(names, cells, strict=False) if name}


def _cells(sheet, until: int = LAST_ROW) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, without the sheet's own word on its size. A gap is one and the same row a million times."""
    sheet.reset_dimensions()
    blank: tuple | None = None
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), 1):
        if number > until:
            if until == LAST_ROW:
                raise FileUnreadable(_TOO_LARGE)
            return
        if row is blank:
            continue
        cells = [_text(cell) for cell in row]
        if any(cells):
            yield number, cells
        else:
            blank = row


def _names(cells: list[str]) -> list[str]:
    names = [TABLE.column(value) for value in cells]
    return names if all(group & set(names) for group in TABLE.required) else []


def _text(cell) -> str:
    """As a person would have typed it: 1990 and not 1990.0; a date in digits."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value)[: 2 * CELL_LENGTH])[:CELL_LENGTH]
