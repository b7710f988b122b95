"""The building blocks of a form: a field of an entry, and a row of the paper that prints one or more fields."""

from dataclasses import dataclass
from enum import StrEnum


class FieldType(StrEnum):
    NAME = "name"  # printed in capitals
    TEXT = "text"
    DATE = "date"  # partial; digits
    DATE_IN_WORDS = "date_in_words"  # partial; digits and words
    SPELLED_DATE = "spelled_date"  # partial; "20 tháng 3 năm 1990"
    TIME = "time"  # "05 giờ 10 phút"; blank, the words of the form stand alone
    CHANGE = "change"  # what was done: the words of ChangeSubtype
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
    """One line of the paper: fields side by side, or a sentence of the form itself; `starts_group` leaves air above it."""

    fields: tuple[Field, ...]
    starts_group: bool = False
    sentence: str = ""


# What the book's cover and the entry itself say, printed beside the fields.
REGISTERED_PLACE, NUMBER, REGISTERED_ON, NOTE = "@registered_place", "@number", "@registered_on", "@note"
BOOK = "@book"
FROM_THE_COVER = frozenset({REGISTERED_PLACE, NUMBER, REGISTERED_ON, NOTE, BOOK})
