"""Tables that people bring from a spreadsheet, as spreadsheets of Viet Nam save them: ";", "," or tab between the cells;
UTF-8, UTF-16 or Windows-1258; columns in any order, with or without tone marks. Reads only.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from portal.text import clean, fold

MAX_BYTES = 2 * 1024 * 1024
CELL_LENGTH = 500
_BEGIN_FORMULAS = set("=+-@＝＋－＠")
_BLANK_BEGINNINGS = set("\t\r\n")


class FileUnreadable(ValueError):
    """No table of ours; `str()` is a Vietnamese sentence that may be shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a table must look like: our names of its columns with the folded titles each may have.

    `required`: of each group at least one column; `header` names them for the person.
    """

    columns: dict[str, set[str]]
    required: tuple[set[str], ...]
    header: str
    max_rows: int = 5000

    def column(self, title: str) -> str:
        folded = fold(title.replace("_", " "))
        return next((name for name, titles in self.columns.items() if folded in titles), "")


def rows_of_table(content: bytes, table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers as a spreadsheet shows them, and cells by our column names. Raises FileUnreadable."""
    if len(content) > MAX_BYTES:
        raise FileUnreadable("Tệp nặng hơn 2 MB. Chia thành nhiều tệp nhỏ rồi nhập lần lượt")
    text = text_of(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise FileUnreadable("Tệp không có dòng nào. Xuất lại danh sách từ bảng tính rồi chọn lại")
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from _cells(reader, table)
    except csv.Error as fault:
        raise FileUnreadable(f"Không đọc được từ dòng {reader.line_num}. Lưu lại tệp dạng CSV UTF-8") from fault


def text_of(content: bytes) -> str:
    """Raises FileUnreadable."""
    return content.decode(encoding_of(content))


def encoding_of(content: bytes) -> str:
    """Which of the encodings in use here reads the whole file. Raises FileUnreadable."""
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1258"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return encoding
    raise FileUnreadable("Không đọc được chữ trong tệp. Lưu lại tệp dạng CSV UTF-8 rồi chọn lại")


def spreadsheet_safe(value: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one is given an apostrophe."""
    return f"'{value}" if value.lstrip()[:1] in _BEGIN_FORMULAS or value[:1] in _BLANK_BEGINNINGS else value


def _cells(reader, table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    names: list[str] | None = None
    count = 0
    for row in reader:
        values = [clean(value)[:CELL_LENGTH] for value in row]
        if not any(values):
            continue
        if names is None:
            names = [table.column(value) for value in values]
            if not all(group & set(names) for group in table.required):
                raise FileUnreadable(f"Dòng đầu phải có tên cột, ít nhất: {table.header}")
            continue
        count += 1
        if count > table.max_rows:
            raise FileUnreadable(f"Tệp có hơn {table.max_rows:,} dòng. Chia thành nhiều tệp nhỏ rồi nhập".replace(",", "."))
        yield reader.line_num, {name: value for name, value in zip(names, values, strict=False) if name}
