"""Birth years that the book does not say but can be computed: it gives an age, so the paper prints a year and says how.

Source: TT 04/2020/TT-BTP Art. 23, 29(4): a book of 1975 with a father of 25 gives 1950, and Ghi chú tells it was computed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from civil_registry.fields import DATES, Field, FieldType
from civil_registry.models import EventKind, RegisterEntry

OLDEST = 130
_NEWBORN = {EventKind.BIRTH, EventKind.BIRTH_NOTED}
_OF = {
    "mother_": "mẹ",
    "father_": "cha",
    "wife_": "vợ",
    "husband_": "chồng",
    "parent_": "cha, mẹ",
    "child_": "con",
    "guardian_": "người giám hộ",
    "ward_": "người được giám hộ",
    "supervisor_": "người giám sát việc giám hộ",
}
_OF_KIND = {
    (EventKind.DEATH, ""): "người chết",
    (EventKind.ADOPTION, ""): "con nuôi",
    (EventKind.ADOPTION, "mother_"): "mẹ nuôi",
    (EventKind.ADOPTION, "father_"): "cha nuôi",
}


@dataclass(frozen=True, slots=True)
class Computed:
    """One computed year: under which field it is printed, from which age, and the sentence for Ghi chú."""

    code: str
    year: str
    age: str
    sentence: str


def age_code(field: Field, kind: str) -> str:
    """Where the age beside this date or year of birth is kept ("father_age"); "" where the field has none."""
    if field.type not in DATES | {FieldType.YEAR} or not field.code.endswith(("birth_date", "birth_year")):
        return ""
    prefix = _prefix(field.code)
    return "" if not prefix and kind in _NEWBORN else f"{prefix}age"


def computed_years(entry: RegisterEntry, fields: Iterable[Field]) -> list[Computed]:
    """Of the fields that a form prints, those whose year the book leaves blank while it says the age.

    The age counts from the year of registration; a dead person's from the year of death.
    """
    found = []
    for field in fields:
        code = age_code(field, entry.book.kind)
        age = entry.fields.get(code, "") if code else ""
        if not age or entry.fields.get(field.code):
            continue
        year = str(_year_of_the_age(entry, _prefix(field.code)) - int(age))
        found.append(Computed(field.code, year, age, _sentence(entry, _prefix(field.code), age)))
    return found


def with_computed_years(entry: RegisterEntry, fields: Iterable[Field]) -> Mapping[str, str]:
    """The fields of the entry, computed years among them."""
    return entry.fields | {each.code: each.year for each in computed_years(entry, fields)}


def _year_of_the_age(entry: RegisterEntry, prefix: str) -> int:
    is_dead = entry.book.kind == EventKind.DEATH and not prefix
    moment = (entry.fields.get("death_date") if is_dead else "") or entry.registered_on
    return int(moment[:4])


def _sentence(entry: RegisterEntry, prefix: str, age: str) -> str:
    kind = EventKind(entry.book.kind)
    whose = _OF_KIND.get((kind, prefix)) or _OF.get(prefix, "người được đăng ký")
    return f"Năm sinh của {whose} được tính từ tuổi ghi trong sổ ({age} tuổi, sổ năm {_year_of_the_age(entry, prefix)})."


def _prefix(code: str) -> str:
    return code.removesuffix("birth_date").removesuffix("birth_year")
