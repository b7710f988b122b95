"""Adding entries to the register: the one place where their search columns are made."""

import hashlib
import json

from django.db import transaction

from civil_registry.models import RegisterBook, RegisterEntry
from civil_registry.names import write_names
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
        write_names([entry])
    return entry


def build_entry(
    book: RegisterBook, *, number, registered_on, fields, note="", source="transcribed", by_id=None
) -> RegisterEntry:
    """The unsaved row with its search columns. Who saves it in bulk calls names.write_names() in the same transaction."""
    said = {code: clean(value) for code, value in fields.items() if value}
    fields, number = {code: value for code, value in said.items() if value}, clean(number)
    digest = digest_of(number=number, registered_on=registered_on, fields=fields, note=note)
    return with_search_columns(
        RegisterEntry(
            book=book,
            number=number,
            registered_on=registered_on,
            fields=fields,
            note=note,
            source=source,
            added_by_id=by_id,
            first_digest=digest,
        )
    )


def with_search_columns(entry: RegisterEntry) -> RegisterEntry:
    """The same unsaved row of cleaned values with what is derived from them."""
    entry.number_key = number_key(entry.number)
    derive(entry)
    return entry


def derive(entry: RegisterEntry) -> None:
    """Set the columns that lists and searches read, from the fields."""
    fields = entry.fields
    birth_date = next((fields[code] for code in BIRTH_DATES if fields.get(code)), "")
    entry.subject_name = next((fields[code] for code in SUBJECT_NAMES if fields.get(code)), "")
    entry.birth_year = int(birth_date[:4]) if birth_date else None
    entry.personal_id = fields.get("personal_id", "")


def number_key(number: str) -> str:
    """ "012 Bis" -> "12bis": how a number is searched. Numbers stay text: "12a" and "12 bis" are entries of their own."""
    bare = fold(number).replace(" ", "")
    return bare.lstrip("0") or bare


def digest_of(*, number: str, registered_on: str, fields: dict[str, str], note: str) -> str:
    """32 hex digits that know the content of a row again."""
    said = json.dumps([number, registered_on, sorted(fields.items()), note], ensure_ascii=False)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
