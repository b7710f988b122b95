"""The names an entry is found by, as keys in one index. Made when an entry is written, remade when its names change."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from django.db import connection

from civil_registry.fields import FieldType
from civil_registry.form_store import form_for
from civil_registry.models import EntryName, RegisterEntry
from portal.text import search_key

_AT_ONCE = 2000
_BEHIND_ALL = b"\xff"  # no letter of UTF-8: what begins with a key lies before key + _BEHIND_ALL


def write_names(entries: Iterable[RegisterEntry]) -> None:
    """Enter new entries into the index of names; by COPY on PostgreSQL, where a million rows take seconds."""
    rows = ((entry.pk, entry.book_id, key) for entry in entries for key in keys_of(entry.book.kind, entry.fields))
    if connection.vendor == "postgresql":
        _copy(rows)
    else:
        names = (EntryName(entry_id=entry_id, book_id=book_id, key=key) for entry_id, book_id, key in rows)
        EntryName.objects.bulk_create(names, batch_size=_AT_ONCE)


def rewrite_names(entry: RegisterEntry, *, also: Iterable[str] = ()) -> None:
    """Make the names of one entry anew. `also`: names it once had; people go on asking by them."""
    EntryName.objects.filter(entry=entry).delete()
    keys = keys_of(entry.book.kind, entry.fields) | {key for name in also for key in _runs(name)}
    EntryName.objects.bulk_create(EntryName(entry=entry, book_id=entry.book_id, key=key) for key in sorted(keys))


def keys_of(kind: str, fields: Mapping[str, str]) -> set[bytes]:
    """Every name of the entry, begun at each of its words: subject, spouses, parents."""
    return {key for code in name_codes(kind) if fields.get(code) for key in _runs(fields[code])}


def span_of(name: str) -> tuple[bytes, bytes]:
    """The keys that begin with what was typed: from the first (inclusive) to the second (exclusive)."""
    key = search_key(name).encode()
    return key, key + _BEHIND_ALL


@cache
def name_codes(kind: str) -> tuple[str, ...]:
    """The codes of the fields of a kind that hold names."""
    return tuple(field.code for field in form_for(kind, date.max).fields if field.type == FieldType.NAME)


def _runs(name: str) -> Iterator[bytes]:
    words = search_key(name).split(" ")
    return (" ".join(words[start:]).encode() for start in range(len(words)))


def _copy(rows: Iterable[tuple[int, int, bytes]]) -> None:
    table = EntryName._meta.db_table
    lines = io.StringIO("".join(f"{entry_id}\t{book_id}\t\\\\x{key.hex()}\n" for entry_id, book_id, key in rows))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} (entry_id, book_id, key) FROM STDIN", lines)
