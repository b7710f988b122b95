"""The second pair of eyes: an entry typed in or corrected here is compared with the book by another person; and corrections.

Where the data and the book differ, the book prevails; a correction keeps what stood before. Source: 60/2014/QH13 Art. 60(2).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from civil_registry.annotating import former_names
from civil_registry.entries import build_entry, derive
from civil_registry.models import EntryCorrection, RegisterEntry
from civil_registry.names import rewrite_names
from portal.offices.models import Office

REGISTERED_ON, NOTE = "@registered_on", "@note"


class OwnWriting(PermissionError):
    """Who wrote an entry is not the one who compares it with the book."""


class NothingCorrected(ValueError):
    """The entry says all of that already."""


class CorrectedMeanwhile(ValueError):
    """Somebody else corrected the entry while it was being read; `entry` as it stands now."""

    def __init__(self, entry: RegisterEntry) -> None:
        super().__init__(entry.pk)
        self.entry = entry


def entries_to_check(office: Office) -> QuerySet[RegisterEntry]:
    """Entries of an office's books that wait for a second reader, longest first."""
    is_written_here = Q(source=RegisterEntry.Source.TRANSCRIBED, added_by__isnull=False) | Q(corrected_by__isnull=False)
    waiting = RegisterEntry.objects.filter(is_written_here, book__holder=office, checked_by__isnull=True)
    return waiting.select_related("book", "added_by", "corrected_by").order_by("id")


def check(entry_id: int, *, by_id: int, at: datetime, seen_version: int | None = None) -> RegisterEntry:
    """A second person has compared the entry with the book. Raises OwnWriting, CorrectedMeanwhile. May come twice."""
    with transaction.atomic():
        entry = locked_entry(entry_id)
        if seen_version is not None and entry.version != seen_version:
            raise CorrectedMeanwhile(entry)
        if entry.needs_check:
            mark_checked(entry, by_id=by_id, at=at)
    return entry


def correct(
    entry_id: int,
    fields: dict[str, str],
    *,
    by_id: int,
    at: datetime,
    ground: str,
    note: str | None = None,
    registered_on: str | None = None,
    seen_version: int | None = None,
) -> RegisterEntry:
    """Write what the book says in the place of what stood there, with history; it waits for a second reader again.

    `fields` holds what changes, "" for what the book does not say. Raises NothingCorrected, CorrectedMeanwhile, and
    ValueError without a ground.
    """
    if not ground.strip():
        raise ValueError("An entry is corrected on a ground.")
    with transaction.atomic():
        entry = locked_entry(entry_id)
        if seen_version is not None and entry.version != seen_version:
            raise CorrectedMeanwhile(entry)
        fresh = build_entry(
            entry.book,
            number=entry.number,
            registered_on=entry.registered_on if registered_on is None else registered_on,
            fields=entry.fields | fields,
            note=entry.note if note is None else note,
        )
        before, after = _said(entry), _said(fresh)
        changed = [code for code in {**before, **after} if before.get(code, "") != after.get(code, "")]
        if not changed:
            raise NothingCorrected
        _take_over(entry, fresh, by_id)
        entry.save()
        rewrite_names(entry, also=former_names(entry))
        EntryCorrection.objects.create(
            entry=entry,
            version=entry.version,
            before={code: before.get(code, "") for code in changed},
            after={code: after.get(code, "") for code in changed},
            ground=ground.strip(),
            by_id=by_id,
            at=at,
        )
    return entry


def locked_entry(entry_id: int) -> RegisterEntry:
    """The entry with its book, for the rest of the caller's transaction."""
    return RegisterEntry.objects.select_for_update(of=("self",)).select_related("book").get(pk=entry_id)


def mark_checked(entry: RegisterEntry, *, by_id: int, at: datetime) -> None:
    """Raises OwnWriting. The caller holds the lock."""
    if by_id == (entry.corrected_by_id or entry.added_by_id):
        raise OwnWriting
    entry.checked_by_id, entry.checked_at = by_id, at
    entry.save(update_fields=["checked_by", "checked_at"])


def _said(entry: RegisterEntry) -> dict[str, str]:
    return entry.fields | {REGISTERED_ON: entry.registered_on, NOTE: entry.note}


def _take_over(entry: RegisterEntry, fresh: RegisterEntry, by_id: int) -> None:
    entry.fields, entry.registered_on, entry.note = fresh.fields, fresh.registered_on, fresh.note
    derive(entry)
    entry.version += 1
    entry.corrected_by_id, entry.checked_by, entry.checked_at = by_id, None, None
