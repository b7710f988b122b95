"""One row of a file, checked by the very fields of the form in which a clerk types an entry of the paper book."""

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from civil_registry.entries import digest_of
from civil_registry.fields import NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE
from civil_registry.form_store import form_for
from civil_registry.forms_transcribe import TranscriptionForm, input_for
from civil_registry.importing.columns import BOOK, KIND, KINDS, YEAR, Columns, name_code, title_key
from portal.forms import PartialDateField
from portal.text import fold

_REMEMBERED = 20_000  # answers kept for each column
_OF_BOOK = {
    REGISTERED_PLACE: "registered_place",
    YEAR: "book_year",
    BOOK: "book_number",
    NUMBER: "number",
    REGISTERED_ON: "registered_on",
    NOTE: "note",
}
_UNKNOWN_PART = re.compile(r"^[.…?xX_*]+$")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is not entered: at which column (its title in the file), and what was written there."""

    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may be entered. `cover` is (place, year, book number)."""

    line: int
    cover: tuple[str, int, str]
    number: str
    registered_on: str
    fields: dict[str, str]
    note: str
    digest: str


class Checker:
    """Checks the rows of one file; remembers what it answered, for registers say the same thing often."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        base = TranscriptionForm.base_fields
        self._inputs = {code: copy.deepcopy(base[name]) for code, name in _OF_BOOK.items()}
        self._inputs[YEAR].required = False  # else the year of the registration
        first = name_code(columns.kind)
        for field in form_for(columns.kind, date.max).fields:
            self._inputs[field.code] = input_for(field, is_required=field.code == first)
        self._answers: dict[str, dict[str, tuple[str, str]]] = {code: {} for code in columns.codes if code}

    def check(self, line: int, cells: Sequence[str]) -> Row | list[Problem]:
        values, problems = {}, []
        for code, cell in zip(self.columns.codes, cells, strict=False):
            if code:
                values[code], reason = self._checked(code, cell)
                if reason:
                    problems.append(Problem(self.columns.titles[code], cell, reason))
        for code in self.columns.codes[len(cells) :]:
            if code and (reason := self._checked(code, "")[1]):
                problems.append(Problem(self.columns.titles[code], "", reason))
        return problems or self._row(line, values)

    def _row(self, line: int, values: dict[str, str]) -> Row:
        number, on, note = values[NUMBER], values[REGISTERED_ON], values.get(NOTE, "")
        year = int(values.get(YEAR) or on[:4])
        fields = {code: value for code, value in values.items() if value and not code.startswith("@")}
        digest = digest_of(number=number, registered_on=on, fields=fields, note=note)
        return Row(line, (values[REGISTERED_PLACE], year, values.get(BOOK, "")), number, on, fields, note, digest)

    def _checked(self, code: str, cell: str) -> tuple[str, str]:
        """(cleaned value, "") or ("", reason)."""
        known = self._answers[code]
        if (answer := known.get(cell)) is not None:
            return answer
        answer = self._of_kind(cell) if code == KIND else self._cleaned(self._inputs[code], cell)
        if len(known) < _REMEMBERED:
            known[cell] = answer
        return answer

    def _of_kind(self, cell: str) -> tuple[str, str]:
        if not cell or KINDS.get(title_key(cell)) == self.columns.kind:
            return "", ""
        return "", "Mỗi tệp chỉ nhập một loại sổ. Chuyển dòng này sang tệp khác"

    def _cleaned(self, field: forms.Field, cell: str) -> tuple[str, str]:
        try:
            return field.clean(_as_typed(field, cell)), ""
        except ValidationError as fault:
            return "", fault.messages[0]


def _as_typed(field: forms.Field, cell: str) -> str | list[str]:
    """The cell as the inputs of the form would send it."""
    if isinstance(field, PartialDateField):
        return _parts_of_date(cell)
    if isinstance(field, forms.ChoiceField):
        return next((value for value, _ in field.choices if value and fold(str(value)) == fold(cell)), cell)
    return cell


def _parts_of_date(cell: str) -> list[str]:
    """[day, month, year] of 12/3/1990, 12-3-1990, 1990-03-12, …/3/1990, 3/1990 or 1990; no date is left to be refused."""
    parts = [part.strip() for part in re.split(r"[/\-.]", cell)] if not _UNKNOWN_PART.match(cell) else [""]
    parts = ["" if _UNKNOWN_PART.match(part) else part for part in parts]
    if len(parts) > 3:
        return ["", "", cell]
    if len(parts[0]) == 4 and len(parts) > 1:
        parts.reverse()
    return [*[""] * (3 - len(parts)), *parts]
