"""What a citizen declared beside what the book says, line by line, for the official's eye. The book always prevails."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from civil_registry.models import EventKind, RegisterEntry
from portal.documents.words import partial_date
from portal.text import clean, fold

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_TWO_PERSONS = {
    EventKind.MARRIAGE: ("wife_", "husband_"),
    EventKind.MARRIAGE_NOTED: ("wife_", "husband_"),
    EventKind.DIVORCE_NOTED: ("wife_", "husband_"),
    EventKind.PARENT_CHILD: ("child_", "parent_"),
    EventKind.GUARDIANSHIP: ("ward_", "guardian_"),
    EventKind.GUARDIANSHIP_END: ("ward_", "guardian_"),
    EventKind.GUARDIANSHIP_SUPERVISION: ("ward_", "supervisor_"),
    EventKind.GUARDIANSHIP_SUPERVISION_END: ("ward_", "supervisor_"),
}
_PERSON_LINES = (
    ("birth_date", "Ngày sinh"),
    ("sex", "Giới tính"),
    ("ethnicity", "Dân tộc"),
    ("nationality", "Quốc tịch"),
    ("personal_id", "Số định danh"),
)


class Verdict(StrEnum):
    MATCH = "match"
    DIFFERENT = "different"
    ONLY_REGISTER = "only_register"
    ONLY_DECLARED = "only_declared"


_WORDS = {
    Verdict.MATCH: "Khớp",
    Verdict.DIFFERENT: "Khác",
    Verdict.ONLY_REGISTER: "Chỉ có ở sổ",
    Verdict.ONLY_DECLARED: "Chỉ có ở tờ khai",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; the two values as shown. `hint` says what kind of difference it is."""

    label: str
    declared: str
    in_register: str
    verdict: Verdict
    hint: str = ""

    @property
    def words(self) -> str:
        return _WORDS[self.verdict]

    @property
    def is_different(self) -> bool:
        return self.verdict == Verdict.DIFFERENT


def compare(declared: Mapping[str, str], entry: RegisterEntry) -> list[Line]:
    """The lines of the table, without those of which neither side says anything.

    `declared` is flat: full_name, birth_date, sex, ethnicity, nationality, personal_id, second_name, mother_name,
    father_name, mother_birth_year, father_birth_year, registered_on, number, book. Other keys are ignored.
    """
    subject, second = _prefixes(entry, declared.get("full_name", ""))
    fields = entry.fields
    lines = [
        _names("Họ, chữ đệm, tên", declared.get("full_name"), _name_of(fields, subject)),
        *(_line(label, code, declared.get(code), fields.get(f"{subject}{code}")) for code, label in _PERSON_LINES),
    ]
    if second:
        lines.append(_names("Người thứ hai", declared.get("second_name"), _name_of(fields, second)))
    for prefix, label in (("mother_", "Mẹ"), ("father_", "Cha")):
        lines.append(_parent(label, declared, fields, prefix))
    lines += [
        _line("Ngày đăng ký", "registered_on", declared.get("registered_on"), entry.registered_on),
        _line("Số", "number", declared.get("number"), entry.number),
        _line("Quyển số", "book", declared.get("book"), entry.book.number),
    ]
    return [line for line in lines if line is not None]


def differences(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.is_different]


def _prefixes(entry: RegisterEntry, full_name: str) -> tuple[str, str]:
    """Under which prefix the entry has the declared person, and the other person of the event."""
    persons = _TWO_PERSONS.get(EventKind(entry.book.kind))
    if persons is None:
        return "", ""
    first, second = persons
    is_second = fold(full_name) == fold(_name_of(entry.fields, second)) != fold(_name_of(entry.fields, first))
    return (second, first) if is_second else (first, second)


def _name_of(fields: Mapping[str, str], prefix: str) -> str:
    return fields.get(f"{prefix}name" if prefix else "full_name", "")


def _parent(label: str, declared: Mapping[str, str], fields: Mapping[str, str], prefix: str) -> Line | None:
    """Name and birth year on one line: "Nguyễn Văn Thành, 1962"; a year only one side gives is no difference."""
    said, written = declared.get(f"{prefix}name", ""), fields.get(f"{prefix}name", "")
    said_year, written_year = declared.get(f"{prefix}birth_year", ""), fields.get(f"{prefix}birth_year", "")
    line = _names(label, said, written)
    if line is None:
        return None
    verdict, hint = line.verdict, line.hint
    if verdict == Verdict.MATCH and said_year and written_year and said_year != written_year:
        verdict, hint = Verdict.DIFFERENT, "Khác năm sinh"
    shown = (", ".join(filter(None, pair)) for pair in ((said, said_year if said else ""), (written, written_year)))
    return Line(label, *shown, verdict, hint)


def _names(label: str, said: str | None, written: str | None) -> Line | None:
    line = _line(label, "name", said, written)
    if line is None or line.verdict != Verdict.DIFFERENT or fold(line.declared) != fold(line.in_register):
        return line
    return Line(label, line.declared, line.in_register, Verdict.DIFFERENT, "Chỉ khác dấu")


def _line(label: str, code: str, said: str | None, written: str | None) -> Line | None:
    said, written = clean(str(said or "")), clean(str(written or ""))
    if not said and not written:
        return None
    if not said or not written:
        verdict = Verdict.ONLY_DECLARED if said else Verdict.ONLY_REGISTER
    else:
        verdict = Verdict.MATCH if _is_same(code, said, written) else Verdict.DIFFERENT
    if code.endswith(("_date", "_on")):
        said, written = partial_date(said), partial_date(written)
    return Line(label, said, written, verdict)


def _is_same(code: str, said: str, written: str) -> bool:
    """Dates agree as far as both are known; numbers without leading zeros; words without case and place of the tone."""
    if code.endswith(("_date", "_on")):
        return said.startswith(written) or written.startswith(said)
    if code in {"number", "book"}:
        return fold(said).lstrip("0").replace(" ", "") == fold(written).lstrip("0").replace(" ", "")
    return spelling(said) == spelling(written)


def spelling(text: str) -> list[tuple[str, str]]:
    """Words as (letters, tone), so that "Hoà" and "Hòa" are one name while "Hoa" is another."""
    words = []
    for word in unicodedata.normalize("NFD", clean(text).lower()).split():
        tones = "".join(mark for mark in word if mark in _TONES)
        letters = "".join(mark for mark in word if mark not in _TONES)
        words.append((letters, tones))
    return words
