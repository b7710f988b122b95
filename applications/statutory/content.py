"""The content of a report: everything that screen, files and paper draw, as JSON that can be frozen, hashed and compared.

A report draws from nothing else: what was issued is shown as it was issued, whatever the figures or the forms say today.
"""

import hashlib
import json
from collections.abc import Iterable

from applications.statutory.tables import Cell, Cells, Column, Form, Kind, Line, Question
from portal.days import HANOI

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
TOTAL, GROUP, LINE = "total", "group", "line"


def content_of(form: Form, asked: Question, *, period: str, units: str) -> dict:
    """Count, and lay out. `period` and `units` in words, as the paper prints them."""
    counted = form.count(asked)
    return {
        "form": form.code,
        "symbol": form.symbol,
        "title": form.title,
        "source": form.source,
        "subject": form.subject,
        "unit": form.unit,
        "uncertain": form.uncertain,
        "period": period,
        "units": units,
        "first_on": asked.first_on.isoformat(),
        "last_on": asked.last_on.isoformat(),
        "as_of": asked.as_of.astimezone(HANOI).isoformat(timespec="seconds"),
        "columns": [_column(column) for column in form.columns],
        "balances": [[left, list(parts)] for left, parts in form.balances],
        "rows": laid_out(form, counted.lines),
        "silent": counted.silent,
        "notes": counted.notes,
        "definitions": [list(pair) for pair in form.definitions],
    }


def laid_out(form: Form, lines: list[Line]) -> list[dict]:
    """Rows with their serials: groups that sum the lines below them, then the total of all lines."""
    rows = []
    if form.groups:
        present = [(key, name) for key, name in form.groups if any(line.group == key for line in lines)]
        for serial, (key, name) in zip(ROMAN, present, strict=False):
            of_group = [line for line in lines if line.group == key]
            cells = sums(form.columns, of_group) if form.has_total else {}
            rows.append(_row(form, GROUP, f"group:{key}", serial, name, cells))
            rows += _rows(form, of_group)
    else:
        rows += _rows(form, lines)
    if form.has_total:
        rows.append(_row(form, TOTAL, "total", "", "Tổng cộng", sums(form.columns, lines)))
    return rows


def sums(columns: Iterable[Column], lines: list[Line]) -> Cells:
    """The row under the lines; what is no sum is left empty, a ratio is drawn from the sums."""
    summed = {
        column.key: sum(line.cells.get(column.key) or 0 for line in lines)
        for column in columns
        if column.is_summed and column.kind in {Kind.COUNT, Kind.VND}
    }
    return with_ratios(columns, summed)


def with_ratios(columns: Iterable[Column], cells: Cells) -> Cells:
    for column in columns:
        if column.ratio is None:
            continue
        parts, divisor = [cells.get(key) for key in column.ratio[0]], cells.get(column.ratio[1])
        times = 100 if column.kind == Kind.PERCENT else 1
        cells[column.key] = round(times * sum(parts) / divisor, 1) if divisor and None not in parts else None
    return cells


def canonical(told: dict) -> bytes:
    """The same bytes for the same content, on every machine and database: sorted keys, no blanks, UTF-8."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def fingerprint(told: dict) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(told)).hexdigest()


def differences(before: dict, after: dict) -> list[dict]:
    """Cell by cell where two contents of one form differ; a line that only one of them has differs in all of its cells.

    What only says how things stand at a moment is left out.
    """
    columns = [*before["columns"], *after["columns"]]
    labels = {column["key"]: column["label"] for column in columns if not column.get("at_moment")}
    old, new = _by_key(before), _by_key(after)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        row = new.get(key) or old[key]
        for column, label in labels.items():
            was, now = _cell(old.get(key), column), _cell(new.get(key), column)
            if was != now:
                found.append({"row": row["name"], "column": label, "before": was, "after": now})
    return found


def _column(column: Column) -> dict:
    return {
        "key": column.key,
        "heads": list(column.heads),
        "number": column.number,
        "label": column.label,
        "kind": str(column.kind),
        "adds": list(column.adds),
        "ratio": [list(column.ratio[0]), column.ratio[1]] if column.ratio else [],
        "is_summed": column.is_summed,
        "at_moment": column.at_moment,
    }


def _rows(form: Form, lines: list[Line]) -> list[dict]:
    return [
        _row(form, LINE, line.key, str(serial), line.name, with_ratios(form.columns, dict(line.cells)))
        for serial, line in enumerate(lines, start=1)
    ]


def _row(form: Form, level: str, key: str, serial: str, name: str, cells: Cells) -> dict:
    """Cells in the order of the columns: a row of a table, and half the size in the database."""
    listed = [cells.get(column.key) for column in form.columns]
    return {"level": level, "key": key, "serial": serial, "name": name, "cells": listed}


def _by_key(content: dict) -> dict[str, dict]:
    keys = [column["key"] for column in content["columns"]]
    return {row["key"]: {"name": row["name"], "cells": dict(zip(keys, row["cells"], strict=True))} for row in content["rows"]}


def _cell(row: dict | None, column: str) -> Cell:
    return row["cells"].get(column) if row else None
