"""What a file should look like, and what came of one: a template for each kind, and the report, both CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from civil_registry.fields import DATES, NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE, FieldType
from civil_registry.form_store import form_for
from civil_registry.importing.columns import BOOK, KIND, YEAR, template_titles
from civil_registry.models import EventKind, RegisterImport
from portal.csv_files import spreadsheet_safe

BOM = "\ufeff"
DELIMITER = ";"  # what a spreadsheet set to Vietnamese separates by; reading takes any
_EXAMPLE_OF_BOOK = {
    REGISTERED_PLACE: "Ủy ban nhân dân phường Đống Mác, quận Hai Bà Trưng, thành phố Hà Nội",
    YEAR: "1990",
    BOOK: "01/1990",
    NUMBER: "12 bis",
    REGISTERED_ON: "20/3/1990",
    NOTE: "",
}
_EXAMPLE_OF_TYPE = {
    FieldType.NAME: "Nguyễn Thị Mẫu",
    FieldType.SEX: "Nữ",
    FieldType.ETHNICITY: "Kinh",
    FieldType.NATIONALITY: "Việt Nam",
    FieldType.YEAR: "1965",
}
_REPORT = ("Dòng", "Kết quả", "Cột", "Giá trị trong tệp", "Lý do")


def template(kind: str) -> str:
    """Titles and one invented entry: a file of this kind that can be entered as it is."""
    titles = template_titles(kind)
    types = {field.code: field.type for field in form_for(kind, date.max).fields}
    example = _EXAMPLE_OF_BOOK | {KIND: EventKind(kind).label} | {code: _example(type_) for code, type_ in types.items()}
    return BOM + _line(titles.values()) + _line(example.get(code, "") for code in titles)


def report(run: RegisterImport) -> Iterator[str]:
    """Every row that was not entered and why, line by line: a hundred thousand of them need no memory."""
    yield BOM + _line(_REPORT)
    for problem in run.problems.order_by("row", "pk").iterator(chunk_size=2000):
        verdict = "Khác với sổ" if problem.is_difference else "Không nhập"
        yield _line((str(problem.row), verdict, problem.column, problem.value, problem.reason))


def _example(of_type: FieldType) -> str:
    return "1965" if of_type in DATES else _EXAMPLE_OF_TYPE.get(of_type, "")


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=DELIMITER, lineterminator="\r\n").writerow([spreadsheet_safe(cell) for cell in cells])
    return out.getvalue()
