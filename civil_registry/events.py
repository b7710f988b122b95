"""The paper of each kind of event by the day of issue: title, number, rows; and what an entry of it must hold.

Source: domain reference §2.1-2.3 (TT 15/2015/TT-BTP until 15/7/2020, TT 04/2020/TT-BTP from 16/7/2020).
"""

from dataclasses import dataclass
from datetime import date

from civil_registry import forms_data as data
from civil_registry.fields import NOTE, NUMBER, REGISTERED_ON, REGISTERED_PLACE, Field, FieldType, Row
from civil_registry.models import EventKind, RegisterEntry
from portal.documents.words import partial_date, partial_date_in_words, spelled_date

TT_04_2020 = date(2020, 7, 16)
IN_WORDS = "; ghi bằng chữ: "
YEAR_IN_NUMBER_SINCE = date(2020, 1, 1)


class NoForm(LookupError):
    """There is no form for this kind on this day."""


@dataclass(frozen=True, slots=True)
class ExtractForm:
    """One dated form. `needs_review`: not yet compared with the Ministry's print ("chưa đối chiếu mẫu")."""

    kind: str
    title: str
    suffix: str
    rows: tuple[Row, ...]
    valid_from: date = date.min
    valid_to: date = date.max
    layout: str = "lines"  # or "pairs": two persons side by side
    signer_label: str = "NGƯỜI KÝ TRÍCH LỤC"
    needs_review: bool = False

    @property
    def fields(self) -> tuple[Field, ...]:
        """What is transcribed from the book, in legal order; not what the cover says."""
        return tuple(field for row in self.rows for field in row.fields if not field.code.startswith("@"))

    def snapshot(self, entry: RegisterEntry, note: str | None = None) -> dict:
        """What the paper prints, frozen on the day it is drawn up. Fields the book lacks stay absent."""
        codes = {field.code for field in self.fields}
        return {
            "title": self.title,
            "fields": {code: value for code, value in entry.fields.items() if code in codes and value},
            "registered_place": entry.book.registered_place,
            "number": entry.number,
            "registered_on": entry.registered_on,
            "note": entry.note if note is None else note,
        }

    def serial_text(self, serial: int, year: int) -> str:
        """ "1287/2026/TLKS-BS"; without the year before 2020."""
        if year < YEAR_IN_NUMBER_SINCE.year:
            return f"{serial}/{self.suffix}"
        return f"{serial}/{year}/{self.suffix}"

    def printed(self, snapshot: dict) -> list[dict]:
        """The rows of the paper: [{"cells": [(label, value), …], "starts_group": …}]; blank where the book is blank."""
        values = snapshot["fields"] | {
            REGISTERED_PLACE: snapshot["registered_place"],
            NUMBER: snapshot["number"],
            REGISTERED_ON: snapshot["registered_on"],
            NOTE: snapshot["note"],
        }
        return [
            {
                "cells": [(field.label, printed_value(field, values.get(field.code, ""))) for field in row.fields],
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
            sections[-1].append(row["cells"])
        groups: list[list[tuple[str, str]]] = []
        for lines in sections:
            is_of_two = self.layout == "pairs" and all(len(cells) == 2 for cells in lines)
            columns = zip(*lines, strict=True) if is_of_two else [[cell for cells in lines for cell in cells]]
            groups += [list(column) for column in columns]
        return groups


def printed_value(field: Field, value: str) -> str:
    """A value as the paper shows it: names in capitals, dates in digits (and words where the form says so)."""
    if not value:
        return ""
    if field.type == FieldType.NAME:
        return value.upper()
    if field.type == FieldType.DATE_IN_WORDS:
        return f"{partial_date(value)}{IN_WORDS}{partial_date_in_words(value)}"
    if field.type == FieldType.SPELLED_DATE:
        return spelled_date(value)
    return partial_date(value) if field.type == FieldType.DATE else value


FORMS = (
    ExtractForm(EventKind.BIRTH, "TRÍCH LỤC KHAI SINH", "TLKS-BS", data.BIRTH_EXTRACT, valid_to=date(2020, 7, 15)),
    ExtractForm(
        EventKind.BIRTH,
        "GIẤY KHAI SINH",
        "TLKS-BS",
        data.BIRTH_CERTIFICATE,
        valid_from=TT_04_2020,
        signer_label="NGƯỜI KÝ GIẤY KHAI SINH",
        needs_review=True,
    ),
    ExtractForm(EventKind.BIRTH_NOTED, "TRÍCH LỤC GHI VÀO SỔ HỘ TỊCH VIỆC KHAI SINH", "TLGCKS-BS", data.BIRTH_NOTED),
    ExtractForm(EventKind.MARRIAGE, "TRÍCH LỤC KẾT HÔN", "TLKH-BS", data.MARRIAGE, layout="pairs"),
    ExtractForm(EventKind.MARRIAGE_NOTED, "TRÍCH LỤC GHI CHÚ KẾT HÔN", "TLGCKH-BS", data.MARRIAGE_NOTED, layout="pairs"),
    ExtractForm(EventKind.DEATH, "TRÍCH LỤC KHAI TỬ", "TLKT-BS", data.DEATH),
    ExtractForm(EventKind.PARENT_CHILD, "TRÍCH LỤC ĐĂNG KÝ NHẬN CHA, MẸ, CON", "TLCMC-BS", data.PARENT_CHILD),
    ExtractForm(EventKind.GUARDIANSHIP, "TRÍCH LỤC ĐĂNG KÝ GIÁM HỘ", "TLGH-BS", data.GUARDIANSHIP),
    ExtractForm(EventKind.GUARDIANSHIP_END, "TRÍCH LỤC ĐĂNG KÝ CHẤM DỨT GIÁM HỘ", "TLCDGH-BS", data.GUARDIANSHIP_END),
    ExtractForm(
        EventKind.GUARDIANSHIP_SUPERVISION,
        "TRÍCH LỤC ĐĂNG KÝ GIÁM SÁT VIỆC GIÁM HỘ",
        "TLGSGH-BS",
        data.SUPERVISION,
        needs_review=True,
    ),
    ExtractForm(
        EventKind.GUARDIANSHIP_SUPERVISION_END,
        "TRÍCH LỤC ĐĂNG KÝ CHẤM DỨT GIÁM SÁT VIỆC GIÁM HỘ",
        "TLCDGSGH-BS",
        data.SUPERVISION_END,
        needs_review=True,
    ),
    ExtractForm(EventKind.CHANGE, "TRÍCH LỤC THAY ĐỔI HỘ TỊCH", "TLTĐHT-BS", data.CHANGE, needs_review=True),
    ExtractForm(EventKind.CHANGE_NOTED, "TRÍCH LỤC GHI CHÚ THAY ĐỔI HỘ TỊCH", "TLGCHT-BS", data.CHANGE_NOTED),
    ExtractForm(
        EventKind.DIVORCE_NOTED,
        "TRÍCH LỤC GHI CHÚ LY HÔN",
        "TLGCLH-BS",
        data.DIVORCE_NOTED,
        layout="pairs",
        needs_review=True,
    ),
    ExtractForm(
        EventKind.ADOPTION,
        "GIẤY CHỨNG NHẬN NUÔI CON NUÔI",
        "NCN-BS",
        data.ADOPTION,
        layout="pairs",
        signer_label="NGƯỜI KÝ GIẤY CHỨNG NHẬN NUÔI CON NUÔI",
        needs_review=True,
    ),
)


def form_for(kind: str, day: date) -> ExtractForm:
    """The form in force on a local day. Raises NoForm."""
    for form in FORMS:
        if form.kind == kind and form.valid_from <= day <= form.valid_to:
            return form
    raise NoForm(f"{kind} on {day.isoformat()}")
