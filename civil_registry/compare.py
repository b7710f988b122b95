"""What a citizen declared beside what the book says, line by line, for the official's eye. The book always prevails.

Each line is the same, only written otherwise (hoà, hòa; Lý, Lí; a place under its new name), or different.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from civil_registry.ages import with_computed_years
from civil_registry.events import form_for
from civil_registry.models import EventKind, RegisterEntry
from civil_registry.places import names_over_time, same_place
from civil_registry.spelling import how_different, is_same, only_written_otherwise
from portal.documents.words import partial_date
from portal.offices.models import Office
from portal.text import clean, fold

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
    SPELLING = "spelling"
    DIFFERENT = "different"
    ONLY_REGISTER = "only_register"
    ONLY_DECLARED = "only_declared"


_WORDS = {
    Verdict.MATCH: "Khớp",
    Verdict.SPELLING: "Chỉ khác cách viết",
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

    @property
    def is_spelling(self) -> bool:
        return self.verdict == Verdict.SPELLING


def compare(declared: Mapping[str, str], entry: RegisterEntry, *, place: Office | None = None) -> list[Line]:
    """The lines of the table, without those of which neither side says anything.

    `declared` is flat: full_name, birth_date, sex, ethnicity, nationality, personal_id, second_name, mother_name,
    father_name, mother_birth_year, father_birth_year, registered_place, registered_on, number, book. Other keys are ignored.
    `place` is the unit that was declared, where it was chosen from the list: its books bear every name it has had.
    """
    subject, second = _prefixes(entry, declared.get("full_name", ""))
    fields = with_computed_years(entry, form_for(entry.book.kind, date.max).fields)
    lines = [
        _name("Họ, chữ đệm, tên", declared.get("full_name"), _name_of(fields, subject)),
        *(_line(label, code, declared.get(code), fields.get(f"{subject}{code}")) for code, label in _PERSON_LINES),
    ]
    if second:
        lines.append(_name("Người thứ hai", declared.get("second_name"), _name_of(fields, second)))
    lines += _parents(declared, fields)
    lines += [
        _place(declared.get("registered_place", ""), entry, place),
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


def _parents(declared: Mapping[str, str], fields: Mapping[str, str]) -> list[Line | None]:
    """Mother and father; who was declared in the place of the other is told so."""
    lines = [_parent(label, declared, fields, prefix) for prefix, label in (("mother_", "Mẹ"), ("father_", "Cha"))]
    said = [fold(declared.get(f"{prefix}name", "")) for prefix in ("mother_", "father_")]
    written = [fold(fields.get(f"{prefix}name", "")) for prefix in ("father_", "mother_")]
    if all(said) and said == written and said[0] != said[1]:
        return [line and replace(line, hint="Tờ khai ghi đổi chỗ cha và mẹ") for line in lines]
    return lines


def _parent(label: str, declared: Mapping[str, str], fields: Mapping[str, str], prefix: str) -> Line | None:
    """Name and birth year on one line: "Nguyễn Văn Thành, 1962"; a year only one side gives is no difference."""
    said, written = declared.get(f"{prefix}name", ""), fields.get(f"{prefix}name", "")
    said_year, written_year = declared.get(f"{prefix}birth_year", ""), fields.get(f"{prefix}birth_year", "")
    line = _name(label, said, written)
    if line is None:
        return None
    verdict, hint = line.verdict, line.hint
    if verdict in {Verdict.MATCH, Verdict.SPELLING} and said_year and written_year and said_year != written_year:
        verdict, hint = Verdict.DIFFERENT, "Khác năm sinh"
    shown = (", ".join(filter(None, pair)) for pair in ((said, said_year if said else ""), (written, written_year)))
    return Line(label, *shown, verdict, hint)


def _name(label: str, said: str | None, written: str | None) -> Line | None:
    line = _line(label, "name", said, written)
    if line is None or line.verdict != Verdict.DIFFERENT:
        return line
    return replace(line, hint=how_different(line.declared, line.in_register))


def _place(said: str, entry: RegisterEntry, place: Office | None) -> Line | None:
    """The declared place of registration beside the cover of the book, as far as both name it."""
    said, written = clean(said), entry.book.registered_place
    if not said:
        return None
    if same_place(said, written):
        return Line("Nơi đăng ký", said, written, Verdict.MATCH)
    if place is not None and any(same_place(name, written) for name in names_over_time(place)):
        return Line("Nơi đăng ký", said, written, Verdict.SPELLING, "Cùng một nơi, tên trước và sau sắp xếp")
    return Line("Nơi đăng ký", said, written, Verdict.DIFFERENT)


def _line(label: str, code: str, said: str | None, written: str | None) -> Line | None:
    said, written = clean(str(said or "")), clean(str(written or ""))
    if not said and not written:
        return None
    if not said or not written:
        verdict, hint = (Verdict.ONLY_DECLARED if said else Verdict.ONLY_REGISTER), ""
    else:
        verdict, hint = _judged(code, said, written)
    if code.endswith(("_date", "_on")):
        said, written = partial_date(said), partial_date(written)
    return Line(label, said, written, verdict, hint)


def _judged(code: str, said: str, written: str) -> tuple[Verdict, str]:
    """Dates agree as far as both are known; numbers without leading zeros and blanks; words without capitals."""
    if code.endswith(("_date", "_on")):
        return _judged_dates(said, written)
    if code in {"number", "book", "personal_id"}:
        one, other = (fold(value).lstrip("0").replace(" ", "") for value in (said, written))
        return (Verdict.MATCH if one == other else Verdict.DIFFERENT), ""
    if is_same(said, written):
        return Verdict.MATCH, ""
    hint = only_written_otherwise(said, written)
    return (Verdict.SPELLING, hint) if hint else (Verdict.DIFFERENT, "")


def _judged_dates(said: str, written: str) -> tuple[Verdict, str]:
    if said == written:
        return Verdict.MATCH, ""
    if said.startswith(written) or written.startswith(said):
        side, shorter = ("Sổ", written) if len(written) < len(said) else ("Tờ khai", said)
        return Verdict.MATCH, f"{side} chỉ ghi {'năm' if len(shorter) == 4 else 'tháng, năm'}"
    one, other = said.split("-"), written.split("-")
    if len(one) == len(other) == 3 and one == [other[0], other[2], other[1]]:
        return Verdict.DIFFERENT, "Đảo ngày và tháng"
    return Verdict.DIFFERENT, "Khác năm" if one[0] != other[0] else "Khác ngày, tháng"
