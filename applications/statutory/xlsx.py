"""A report as a workbook: real numbers, formulas for sums with their values beside them, frozen heads, set up to be printed.

Drawn from the content alone. Text is always text: what looks like a formula is marked as quoted.
"""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from applications.statutory.content import GROUP, LINE, TOTAL
from applications.statutory.tables import Cell, head_rows

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

RISKY = ("=", "+", "-", "@", "\t", "\r")
HEAD_AT = 5  # rows of title above the heading
FIRST = 2  # columns before the figures: serial, name
FORMATS = {"count": "#,##0", "vnd": "#,##0", "ratio": "0.0", "percent": "0.0", "text": "@"}


def workbook(content: dict, *, issued: str = "") -> bytes:
    """The file. `issued`: number, day and fingerprint in words; empty for what is only prepared."""
    import xlsxwriter  # noqa: PLC0415  5 MB that few workers need

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": content["title"], "created": datetime(2000, 1, 1)})  # noqa: DTZ001  the same bytes tomorrow
    writer = _Writer(book)
    _write_table(writer, content, issued)
    _write_words(writer, content)
    book.close()
    return file.getvalue()


class _Writer:
    """A workbook with its formats, and the one way to write text into a cell."""

    def __init__(self, book) -> None:
        self.book = book
        edge = {"border": 1, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(edge | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCEDEA"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        looks = {LINE: {}, GROUP: {"bold": True, "bg_color": "#EEF1F0"}, TOTAL: {"bold": True, "top": 2}}
        self.names = {level: book.add_format(edge | look) for level, look in looks.items()}
        self.quoted = {level: book.add_format(edge | look | {"quote_prefix": True}) for level, look in looks.items()}
        self.plain_quoted = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        self.figures = {
            (level, kind): book.add_format(edge | look | {"num_format": shape})
            for level, look in looks.items()
            for kind, shape in FORMATS.items()
        }

    def text(self, sheet: "Worksheet", row: int, column: int, text: str, style: "Format | None" = None) -> None:
        sheet.write_string(row, column, text, self.plain_quoted if text.startswith(RISKY) else style)

    def name(self, sheet: "Worksheet", row: int, column: int, text: str, level: str) -> None:
        sheet.write_string(row, column, text, (self.quoted if text.startswith(RISKY) else self.names)[level])


def _write_table(writer: _Writer, content: dict, issued: str) -> None:
    sheet = writer.book.add_worksheet("Báo cáo")
    width = FIRST + len(content["columns"]) + len(content["balances"])
    as_of = datetime.fromisoformat(content["as_of"])
    above = (
        content["symbol"] or content["source"],
        content["title"],
        f"Kỳ báo cáo: {content['period']}. Phạm vi: {content['units']}. Đơn vị tính: {content['unit']}.",
        f"Số liệu tính đến {as_of:%H:%M ngày %d/%m/%Y}, giờ Hà Nội. {content['uncertain']}".strip(),
        issued or "Bản chuẩn bị, chưa chốt.",
    )
    for row, words in enumerate(above):
        writer.text(sheet, row, 0, words, writer.title if row == 1 else None)
    last_head = _write_head(writer, sheet, content)
    _write_rows(writer, sheet, content, last_head + 1)
    sheet.freeze_panes(last_head + 1, FIRST)
    sheet.repeat_rows(HEAD_AT, last_head)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 42)
    sheet.set_column(FIRST, width - 1, 13)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.6)
    sheet.set_header("&CTrang &P/&N")


def _write_head(writer: _Writer, sheet: "Worksheet", content: dict) -> int:
    """Returns the last row of the heading: that of the numbers."""
    rows = head_rows(content["columns"])
    numbers_at = HEAD_AT + len(rows)
    for column, words in enumerate(("STT", content["subject"])):
        _span(writer, sheet, HEAD_AT, column, len(rows), 1, words)
        sheet.write_string(numbers_at, column, f"({column + 1})", writer.head)
    for depth, cells in enumerate(rows):
        for cell in cells:
            _span(writer, sheet, HEAD_AT + depth, FIRST + cell.at, cell.rows, cell.columns, cell.text)
    for at, column in enumerate(content["columns"]):
        sheet.write_string(numbers_at, FIRST + at, column["number"], writer.head)
    for at, (left, parts) in enumerate(content["balances"], start=FIRST + len(content["columns"])):
        _span(writer, sheet, HEAD_AT, at, len(rows), 1, f"Kiểm tra: {_named(content, left, parts)}")
        sheet.write_string(numbers_at, at, "= 0", writer.head)
    return numbers_at


def _span(writer: _Writer, sheet: "Worksheet", row: int, column: int, rows: int, columns: int, words: str) -> None:
    if rows == columns == 1:
        sheet.write_string(row, column, words, writer.head)
    else:
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, words, writer.head)


def _named(content: dict, left: str, parts: list[str]) -> str:
    short = {column["key"]: column["number"] or column["heads"][-1] for column in content["columns"]}
    return " − ".join(short[key] for key in (left, *parts))


def _write_rows(writer: _Writer, sheet: "Worksheet", content: dict, first: int) -> None:
    letters = {column["key"]: _letter(FIRST + at) for at, column in enumerate(content["columns"])}
    spans = _spans(content["rows"], first)
    for at, row in enumerate(content["rows"], start=first):
        level = row["level"]
        writer.name(sheet, at, 0, row["serial"], level)
        writer.name(sheet, at, 1, row["name"], level)
        cells = dict(zip(letters, row["cells"], strict=True))
        for place, column in enumerate(content["columns"], start=FIRST):
            formula = _formula(column, letters, at + 1, spans[at])
            _write_cell(writer, sheet, (at, place), cells[column["key"]], formula, level, column["kind"])
        for offset, (left, parts) in enumerate(content["balances"]):
            style = writer.figures[level, "count"]
            value = (cells[left] or 0) - sum(cells[part] or 0 for part in parts)
            formula = "=" + "-".join(f"{letters[key]}{at + 1}" for key in (left, *parts))
            sheet.write_formula(at, FIRST + len(letters) + offset, formula, style, value)


def _write_cell(
    writer: _Writer, sheet: "Worksheet", place: tuple[int, int], value: Cell, formula: str, level: str, kind: str
) -> None:
    style = writer.figures[level, kind]
    if value is None:
        sheet.write_blank(*place, None, style)
    elif isinstance(value, str):
        writer.name(sheet, *place, value, level)
    elif formula:
        sheet.write_formula(*place, formula, style, value)
    else:
        sheet.write_number(*place, value, style)


def _formula(column: dict, letters: dict, line: int, span: str) -> str:
    """In figures of the sheet itself; empty where the cell is what was counted. `span`: the rows that this one sums."""
    if column["ratio"]:
        parts, divisor = column["ratio"]
        times = "100*" if column["kind"] == "percent" else ""
        whole = f"{letters[divisor]}{line}"
        return f'=IF({whole}=0,"",ROUND({times}({"+".join(f"{letters[part]}{line}" for part in parts)})/{whole},1))'
    if column["adds"]:
        return "=" + "+".join(f"{letters[part]}{line}" for part in column["adds"])
    if not span or not column["is_summed"]:
        return ""
    letter = letters[column["key"]]
    return "=SUM(" + ",".join(f"{letter}{part.replace(':', f':{letter}')}" for part in span.split(",")) + ")"


def _spans(rows: list[dict], first: int) -> dict[int, str]:
    """For each row of the sheet, the lines it sums as "7:9,11:14" (counted from 1); empty for a line."""
    spans, runs, start = {}, [], None
    for at, row in enumerate([*rows, {"level": TOTAL}], start=first):
        if row["level"] == LINE:
            start = at + 1 if start is None else start
            spans[at] = ""
            continue
        if start is not None:
            runs.append((start, at))
            start = None
        spans[at] = ""
    for at, row in enumerate(rows, start=first):
        if row["level"] == GROUP:
            spans[at] = ",".join(f"{begin}:{end}" for begin, end in runs if begin == at + 2)
        elif row["level"] == TOTAL:
            spans[at] = ",".join(f"{begin}:{end}" for begin, end in runs)
    return spans


def _write_words(writer: _Writer, content: dict) -> None:
    sheet = writer.book.add_worksheet("Ghi chú, cách tính")
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 1, 100)
    silent = [("Đơn vị không có số liệu", name) for name in content["silent"]]
    notes = [("Ghi chú", note) for note in content["notes"]]
    for at, (name, words) in enumerate([*notes, *content["definitions"], *silent]):
        writer.text(sheet, at, 0, name, writer.wrapped)
        writer.text(sheet, at, 1, words, writer.wrapped)


def _letter(column: int) -> str:
    """0 -> "A", 26 -> "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
