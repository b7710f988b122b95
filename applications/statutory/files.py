"""A report as a file for a spreadsheet: CSV of the table alone, and the name under which files are saved."""

import csv
from io import StringIO

from applications.statutory.tables import Cell
from portal.csv_files import spreadsheet_safe

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(content: dict) -> bytes:
    """Semicolons, byte order mark, decimal commas: as a spreadsheet here opens it. What looks like a formula is escaped."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["STT (1)", f"{content['subject']} (2)", *(column["label"] for column in content["columns"])])
    for row in content["rows"]:
        writer.writerow([row["serial"], spreadsheet_safe(row["name"]), *map(_written, row["cells"])])
    return text.getvalue().encode("utf-8-sig")


def file_name(content: dict, kind: str) -> str:
    """ "ii-06a-20260215-20260314.xlsx"."""
    days = "-".join(content[end].replace("-", "") for end in ("first_on", "last_on"))
    return f"{content['form']}-{days}.{kind}"


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell).replace(".", ",") if isinstance(cell, float) else spreadsheet_safe(str(cell))
