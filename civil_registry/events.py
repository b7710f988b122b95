"""The paper of each kind of event: title, number suffix, and the fields in legal order, by date of issue.

Source: domain reference §2.1-2.3 (TT 15/2015, TT 04/2020). First forms only; the registry slice completes them.
"""

from dataclasses import dataclass
from datetime import date

from civil_registry.models import EventKind, RegisterEntry

SUFFIXES = {EventKind.BIRTH: "TLKS-BS", EventKind.MARRIAGE: "TLKH-BS", EventKind.DEATH: "TLKT-BS"}


@dataclass(frozen=True, slots=True)
class ExtractForm:
    kind: str
    suffix: str

    def snapshot(self, entry: RegisterEntry, note: str | None = None) -> dict:
        """What the paper prints, frozen."""
        return {
            "fields": entry.fields,
            "registered_place": entry.book.registered_place,
            "number": entry.number,
            "registered_on": entry.registered_on,
            "note": entry.note if note is None else note,
        }

    def serial_text(self, serial: int, year: int) -> str:
        return f"{serial}/{year}/{self.suffix}"


def form_for(kind: str, day: date) -> ExtractForm:
    """The form in force on a day. Raises KeyError for a kind without a form."""
    return ExtractForm(kind, SUFFIXES[EventKind(kind)])
