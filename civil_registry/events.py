"""The paper of each kind of event by the day of issue: title, number, rows; and what an entry of it must hold.

The forms themselves are data: civil_registry/data/extract_forms.toml and the table ExtractTemplate (form_store.py).
Source: domain reference §2.1-2.3 (TT 15/2015/TT-BTP until 15/7/2020, TT 04/2020/TT-BTP from 16/7/2020).
"""

from dataclasses import dataclass
from datetime import date

from civil_registry.fields import BOOK, FROM_THE_COVER, NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE, Field, FieldType, Row
from civil_registry.models import ORIGINAL, RegisterEntry, SerialStyle
from portal.documents.words import partial_date, partial_date_in_words, spelled_date

IN_WORDS = "; ghi bằng chữ: "
NO_TIME = "… giờ … phút"
YEAR_IN_NUMBER_SINCE = 2020


class NoForm(LookupError):
    """There is no form for this kind on this day."""


@dataclass(frozen=True, slots=True)
class ExtractForm:
    """One dated form. `needs_review`: not yet compared with the Ministry's print ("chưa đối chiếu mẫu")."""

    code: str
    version: int
    kind: str
    subtype: str
    title: str
    suffix: str
    rows: tuple[Row, ...]
    valid_from: date
    valid_to: date
    layout: str
    signer_label: str
    serial_style: str
    needs_review: bool
    source: str = ""

    @property
    def is_original(self) -> bool:
        """The paper given when the event is registered; else a certified copy of the entry."""
        return self.subtype.startswith(ORIGINAL)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is transcribed from the book, in legal order; not what the cover says."""
        return tuple(field for row in self.rows for field in row.fields if field.code not in FROM_THE_COVER)

    def snapshot(self, entry: RegisterEntry, note: str | None = None) -> dict:
        """What the paper prints, frozen on the day it is drawn up. Fields the book lacks stay absent."""
        codes = {field.code for field in self.fields}
        return {
            "form": {"code": self.code, "version": self.version},
            "title": self.title,
            "fields": {code: value for code, value in entry.fields.items() if code in codes and value},
            "registered_place": entry.book.registered_place,
            "number": entry.number,
            "book": entry.book.number,
            "registered_on": entry.registered_on,
            "note": entry.note if note is None else note,
        }

    def serial_text(self, serial: int, year: int) -> str:
        """ "1287/2026/TLKS-BS"; without the year before 2020, where the form says so."""
        if self.serial_style == SerialStyle.ENTRY:
            return f"{serial}/{year}"
        is_plain = self.serial_style == SerialStyle.PLAIN
        if is_plain or (self.serial_style == SerialStyle.SINCE_2020 and year < YEAR_IN_NUMBER_SINCE):
            return f"{serial}/{self.suffix}"
        return f"{serial}/{year}/{self.suffix}"

    def printed(self, snapshot: dict) -> list[dict]:
        """The rows: [{"cells": [(label, value), …], "sentence", "starts_group"}]; blank where the book is blank."""
        values = snapshot["fields"] | {
            REGISTERED_PLACE: snapshot["registered_place"],
            NUMBER: snapshot["number"],
            BOOK: snapshot.get("book", ""),
            REGISTERED_ON: snapshot["registered_on"],
            NOTE: snapshot["note"],
        }
        return [
            {
                "cells": [(field.label, printed_value(field, values.get(field.code, ""))) for field in row.fields],
                "sentence": row.sentence,
                "starts_group": row.starts_group,
            }
            for row in self.rows
        ]

    def printed_groups(self, snapshot: dict) -> list[list[tuple[str, str]]]:
        """The same cells for a screen, one person or matter after the other: no label comes twice in a group."""
        sections: list[list[list[tuple[str, str]]]] = [[]]
        for row in self.printed(snapshot):
            if row["starts_group"] and sections[-1]:
                sections.append([])
            if row["cells"]:
                sections[-1].append(row["cells"])
        groups: list[list[tuple[str, str]]] = []
        for lines in filter(None, sections):
            is_of_two = self.layout == "pairs" and all(len(cells) == 2 for cells in lines)
            columns = zip(*lines, strict=True) if is_of_two else [[cell for cells in lines for cell in cells]]
            groups += [list(column) for column in columns]
        return groups


def printed_value(field: Field, value: str) -> str:
    """A value as the paper shows it: names in capitals, dates in digits (and words where the form says so)."""
    if field.type == FieldType.TIME:
        return value or NO_TIME
    if not value:
        return ""
    if field.type == FieldType.NAME:
        return value.upper()
    if field.type == FieldType.DATE_IN_WORDS:
        return f"{partial_date(value)}{IN_WORDS}{partial_date_in_words(value)}"
    if field.type == FieldType.SPELLED_DATE:
        return spelled_date(value)
    return partial_date(value) if field.type == FieldType.DATE else value
