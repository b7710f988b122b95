"""The rows of a form as lines of text, as a person writes them: read with a check, and written back.

A line of text is a line of the paper: `code [type] label`, side by side with " | "; a blank line leaves air; "> " opens a
sentence of the form itself. See civil_registry/data/extract_forms.toml.
"""

import re

from civil_registry.fields import FROM_THE_COVER, NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE, Field, FieldType, Row

_CELL = re.compile(r"(?P<code>@?[a-z][a-z_]*)(?: +\[(?P<type>\w+)\])? +(?P<label>\S.*)")
_MOST_ROWS, _LONGEST_LABEL, _MOST_CELLS = 40, 100, 3
_MUST = (REGISTERED_PLACE, NUMBER, REGISTERED_ON, NOTE)


class BadLine(ValueError):
    """A line nobody can print; says which one and what to write, in Vietnamese."""


def read_lines(text: str) -> tuple[Row, ...]:
    """The rows of the paper. Raises BadLine."""
    rows: list[Row] = []
    is_apart = False
    for count, raw in enumerate(text.splitlines(), 1):
        line = " ".join(raw.split())
        if not line:
            is_apart = bool(rows)
            continue
        rows.append(_row(line, count, starts_group=is_apart))
        is_apart = False
    _check(rows)
    return tuple(rows)


def written(rows: tuple[Row, ...]) -> str:
    """The same rows as text."""
    return "".join(f"{chr(10) if row.starts_group else ''}{_line(row)}\n" for row in rows)


def _line(row: Row) -> str:
    if row.sentence:
        return f"> {row.sentence}"
    return " | ".join(
        f"{field.code} {'' if field.type == FieldType.TEXT else f'[{field.type}] '}{field.label}" for field in row.fields
    )


def _row(line: str, count: int, *, starts_group: bool) -> Row:
    if line.startswith(">"):
        if not line[1:].strip():
            raise BadLine(f"Dòng {count}: sau dấu > phải có câu chữ.")
        return Row((), starts_group, line[1:].strip()[:200])
    fields = tuple(_field(cell.strip(), count) for cell in line.split(" | "))
    if len(fields) > _MOST_CELLS:
        raise BadLine(f"Dòng {count}: một dòng có nhiều nhất {_MOST_CELLS} trường.")
    return Row(fields, starts_group)


def _field(cell: str, count: int) -> Field:
    found = _CELL.fullmatch(cell)
    if not found:
        raise BadLine(f"Dòng {count}: viết “mã [kiểu] nhãn”, ví dụ: birth_place Nơi sinh. Đang là: {cell[:60]}")
    kind = found["type"] or FieldType.TEXT
    if kind not in set(FieldType):
        raise BadLine(f"Dòng {count}: không có kiểu [{kind[:20]}]. Các kiểu: {', '.join(FieldType)}.")
    if found["code"].startswith("@") and found["code"] not in FROM_THE_COVER:
        raise BadLine(f"Dòng {count}: không có mã {found['code'][:40]}. Các mã của sổ: {', '.join(sorted(FROM_THE_COVER))}.")
    if len(found["label"]) > _LONGEST_LABEL:
        raise BadLine(f"Dòng {count}: nhãn dài nhất {_LONGEST_LABEL} chữ.")
    return Field(found["code"], found["label"], FieldType(kind))


def _check(rows: list[Row]) -> None:
    codes = [field.code for row in rows for field in row.fields]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    missing = [code for code in _MUST if code not in codes]
    if twice:
        raise BadLine(f"Mã đứng hai lần: {', '.join(twice)}.")
    if missing:
        raise BadLine(f"Mẫu nào cũng phải có {', '.join(missing)}.")
    if not any(field.type == FieldType.NAME for row in rows for field in row.fields):
        raise BadLine("Mẫu phải có ít nhất một trường kiểu [name].")
    if len(rows) > _MOST_ROWS:
        raise BadLine(f"Một tờ có nhiều nhất {_MOST_ROWS} dòng.")
