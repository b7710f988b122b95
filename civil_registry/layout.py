"""How an entry is laid out for the official's eye: the fields of its kind in legal order, grouped by person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from civil_registry.ages import age_code
from civil_registry.fields import DATES, Field
from civil_registry.form_store import form_for
from civil_registry.models import EventKind, RegisterEntry
from portal.documents.words import partial_date

_PERSONS = {
    "mother_": "Người mẹ",
    "father_": "Người cha",
    "wife_": "Người vợ",
    "husband_": "Người chồng",
    "declarant_": "Người đi khai sinh",
    "parent_": "Cha, mẹ",
    "child_": "Người con",
    "guardian_": "Người giám hộ",
    "ward_": "Người được giám hộ",
    "supervisor_": "Người giám sát việc giám hộ",
    "other_": "Người dự định kết hôn cùng",
}
_ADOPTERS = {"mother_": "Mẹ nuôi", "father_": "Cha nuôi"}


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one person, or of the event itself, under one heading."""

    title: str
    fields: tuple[Field, ...]


def groups_of(kind: str) -> list[Group]:
    """The fields an entry of this kind may hold, by person; inside a group in the order of the law."""
    by_prefix: dict[str, list[Field]] = {}
    for field in form_for(kind, date.max).fields:
        by_prefix.setdefault(_prefix(field.code), []).append(field)
    return [Group(_title(kind, prefix, fields), tuple(fields)) for prefix, fields in by_prefix.items()]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A field as it is now; `was` as it was registered, where a note has changed it since."""

    label: str
    value: str
    was: str = ""
    is_changed: bool = False


def entry_lines(entry: RegisterEntry, first: Mapping[str, str] | None = None) -> list[tuple[str, list[EntryLine]]]:
    """[(title, [line, …]), …]; a value is empty where the book is blank. `first`: the fields as registered."""
    first = entry.fields if first is None else first
    return [(group.title, [_line(field, entry, first) for field in group.fields]) for group in groups_of(entry.book.kind)]


def _line(field: Field, entry: RegisterEntry, first: Mapping[str, str]) -> EntryLine:
    value, was = entry.fields.get(field.code, ""), first.get(field.code, "")
    return EntryLine(field.label, shown(field, value) or _age(field, entry), shown(field, was), value != was)


def shown(field: Field, value: str) -> str:
    """Names as the book has them; dates in digits."""
    return partial_date(value) if field.type in DATES else value


def whose(kind: str, field: Field) -> str:
    """Of which person of the event a field is, to follow its label: " (người mẹ)"; "" where the label says it, or nobody's."""
    prefix = _prefix(field.code)
    if not prefix:
        return ""
    person = _title(kind, prefix, ()).lower()
    return "" if person.removeprefix("người ") in field.label.lower() else f" ({person})"


def _age(field: Field, entry: RegisterEntry) -> str:
    """What stands in the place of a birth year that the book does not say."""
    age = entry.fields.get(age_code(field, entry.book.kind), "")
    return f"(sổ ghi {age} tuổi)" if age else ""


def _prefix(code: str) -> str:
    return next((prefix for prefix in _PERSONS if code.startswith(prefix)), "")


def _title(kind: str, prefix: str, fields: Iterable[Field]) -> str:
    if kind == EventKind.ADOPTION and prefix in _ADOPTERS:
        return _ADOPTERS[prefix]
    if prefix:
        return _PERSONS[prefix]
    if not any(field.code == "full_name" for field in fields):
        return "Nội dung khác"
    return {EventKind.DEATH: "Người chết", EventKind.ADOPTION: "Con nuôi"}.get(EventKind(kind), "Người được đăng ký")
