"""The building blocks of a form: a field of an entry, and a row of the paper that prints one or more fields."""

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    NAME = "name"  # printed in capitals
    TEXT = "text"
    DATE = "date"  # partial; digits
    DATE_IN_WORDS = "date_in_words"  # partial; digits and words
    SPELLED_DATE = "spelled_date"  # partial; "20 tháng 3 năm 1990"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    PERSONAL_ID = "personal_id"
    YEAR = "year"


DATES = frozenset({FieldType.DATE, FieldType.DATE_IN_WORDS, FieldType.SPELLED_DATE})


@dataclass(frozen=True, slots=True)
class Field:
    """One field as the law names it. Codes are the keys of RegisterEntry.fields and never change."""

    code: str
    label: str
    type: FieldType = FieldType.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the paper; `starts_group` leaves a little air above it."""

    fields: tuple[Field, ...]
    starts_group: bool = False


def row(*fields: Field, starts_group: bool = False) -> Row:
    return Row(fields, starts_group)


# What the book's cover and the entry itself say, printed beside the fields.
REGISTERED_PLACE, NUMBER, REGISTERED_ON, NOTE = "@registered_place", "@number", "@registered_on", "@note"


def person(prefix: str = "", of: str = "") -> dict[str, Field]:
    """The usual fields of a person under a prefix ("mother_"), labelled with whose they are."""
    suffix = f" {of}" if of else ""
    return {
        "name": Field(f"{prefix}name" if prefix else "full_name", f"Họ, chữ đệm, tên{suffix}", FieldType.NAME),
        "birth_date": Field(f"{prefix}birth_date", "Ngày, tháng, năm sinh", FieldType.DATE),
        "birth_year": Field(f"{prefix}birth_year", "Năm sinh", FieldType.YEAR),
        "sex": Field(f"{prefix}sex", "Giới tính", FieldType.SEX),
        "ethnicity": Field(f"{prefix}ethnicity", "Dân tộc", FieldType.ETHNICITY),
        "nationality": Field(f"{prefix}nationality", "Quốc tịch", FieldType.NATIONALITY),
        "residence": Field(f"{prefix}residence", "Nơi cư trú"),
        "identity_paper": Field(f"{prefix}identity_paper", "Giấy tờ tùy thân"),
        "personal_id": Field(f"{prefix}personal_id", "Số định danh cá nhân", FieldType.PERSONAL_ID),
    }
