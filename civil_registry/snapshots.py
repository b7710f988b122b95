"""What a copy freezes of its entry when it is drawn up; what the book leaves blank; and what the entry says otherwise since.

Source: TT 04/2020/TT-BTP Art. 23 (content equals the book; what it lacks stays blank), 29(4) (computed years).
"""

from dataclasses import dataclass
from datetime import date

from civil_registry.ages import age_code, computed_years
from civil_registry.events import ExtractForm
from civil_registry.fields import NUMBER, REGISTERED_ON, REGISTERED_PLACE, Field
from civil_registry.form_store import form_for, form_for_entry
from civil_registry.layout import shown, whose
from civil_registry.models import ExtractCopy, RegisterEntry
from portal.documents.words import partial_date

BLANK = "để trống vì sổ không ghi"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the draft has otherwise than the book today; both as shown, "" where blank."""

    label: str
    drafted: str
    in_register: str


def drawn(form: ExtractForm, entry: RegisterEntry, note: str | None = None) -> dict:
    """The snapshot of an entry: what the book says, years computed from ages, and the note with how they were computed.

    `note` is what the official typed in the place of the book's own; `typed_note` keeps it apart from the sentences.
    """
    snapshot, computed = form.snapshot(entry, note), computed_years(entry, form.fields)
    snapshot |= {
        "fields": snapshot["fields"] | {each.code: each.year for each in computed},
        "how_computed": [each.sentence for each in computed],
        "entry_note": entry.note,
    }
    return with_note(snapshot, snapshot["note"])


def with_note(snapshot: dict, note: str) -> dict:
    """The same snapshot with another note; how years were computed is always said after it."""
    sentences = snapshot.get("how_computed", [])
    return snapshot | {"typed_note": note, "note": "\n".join(filter(None, [note, *sentences]))}


def typed_note(snapshot: dict) -> str:
    """What the official may edit: the note without the sentences that are added by themselves."""
    return snapshot.get("typed_note", snapshot["note"])


def changes_since(copy: ExtractCopy, entry: RegisterEntry | None, day: date) -> list[Difference]:
    """Field by field, how the paper would differ if it were drawn up on this local day; empty: it still equals the book.

    What is not in the book yet cannot differ from it.
    """
    if copy.is_original:
        return []
    form = form_for_entry(entry, day)
    before, now = copy.snapshot, drawn(form, entry, typed_note(copy.snapshot))
    pairs = [("Mẫu giấy", before["title"], now["title"])]
    pairs += [
        (label, *(shown(field, side["fields"].get(field.code, "")) for side in (before, now)))
        for field, label in _labelled(form)
    ]
    pairs += [
        ("Nơi đăng ký", before["registered_place"], now["registered_place"]),
        ("Số", before["number"], now["number"]),
        ("Ngày đăng ký", *(partial_date(side["registered_on"]) for side in (before, now))),
        ("Ghi chú trong sổ", before.get("entry_note", entry.note), entry.note),
    ]
    return [Difference(*pair) for pair in pairs if pair[1] != pair[2]]


def blanks(form: ExtractForm, snapshot: dict) -> list[str]:
    """Labels of what the form prints and the book lacks, with whose it is: "Nơi cư trú (người mẹ)"; the note is no lack."""
    missing = [label for field, label in _labelled(form) if not snapshot["fields"].get(field.code)]
    cover = {REGISTERED_PLACE: "registered_place", NUMBER: "number", REGISTERED_ON: "registered_on"}
    lacking = [code for code, name in cover.items() if not snapshot[name]]
    return missing + [field.label for row in form.rows for field in row.fields if field.code in lacking]


def without_place(form: ExtractForm, entry: RegisterEntry) -> list[tuple[str, str]]:
    """What the book says and this form has no line for: [(label, value)]; the official may put it into the note."""
    printed = {field.code for field in form.fields} | {age_code(field, entry.book.kind) for field in form.fields}
    known = {field.code: (field, label) for field, label in _labelled(form_for(entry.book.kind, date.max))}
    left = {code: value for code, value in entry.fields.items() if value and code not in printed}
    return [(known[code][1], shown(known[code][0], value)) if code in known else (code, value) for code, value in left.items()]


def _labelled(form: ExtractForm) -> list[tuple[Field, str]]:
    """The fields in the order of the form, each with its label and whose it is."""
    return [(field, f"{field.label[0].upper()}{field.label[1:]}{whose(form.kind, field)}") for field in form.fields]
