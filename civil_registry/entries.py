"""Adding entries to the register: the one place where their search columns are made."""

from datetime import date

from django.db import transaction

from civil_registry.fields import FieldType
from civil_registry.form_store import form_for
from civil_registry.models import RegisterBook, RegisterEntry
from portal.text import clean, fold

SUBJECT_NAMES = ("full_name", "wife_name", "child_name", "ward_name")  # the first that is there names the entry
BIRTH_DATES = ("birth_date", "wife_birth_date", "child_birth_date", "ward_birth_date")


def add_entry(
    book: RegisterBook,
    *,
    number: str,
    registered_on: str,
    fields: dict[str, str],
    note: str = "",
    source: str = RegisterEntry.Source.TRANSCRIBED,
    by_id: int | None = None,
) -> RegisterEntry:
    """Write one entry as the book says it; blanks stay absent. Raises IntegrityError for a number already in the book."""
    entry = build_entry(book, number=number, registered_on=registered_on, fields=fields, note=note, source=source, by_id=by_id)
    with transaction.atomic():
        entry.save()
    return entry


def build_entry(
    book: RegisterBook, *, number, registered_on, fields, note="", source="transcribed", by_id=None
) -> RegisterEntry:
    """The unsaved row with its search columns."""
    fields = {code: clean(value) for code, value in fields.items() if value and clean(value)}
    birth_date = next((fields[code] for code in BIRTH_DATES if fields.get(code)), "")
    return RegisterEntry(
        book=book,
        number=clean(number),
        registered_on=registered_on,
        fields=fields,
        note=note,
        subject_name=next((fields[code] for code in SUBJECT_NAMES if fields.get(code)), ""),
        search_name=search_name(book.kind, fields),
        birth_year=int(birth_date[:4]) if birth_date else None,
        personal_id=fields.get("personal_id", ""),
        source=source,
        added_by_id=by_id,
    )


def search_name(kind: str, fields: dict[str, str]) -> str:
    """Every name of the entry, folded: subject, spouses, parents."""
    codes = [field.code for field in form_for(kind, date.max).fields if field.type == FieldType.NAME]
    return fold(" ".join(fields[code] for code in codes if fields.get(code)))[:620]
