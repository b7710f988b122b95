"""Scans of the pages of the books: attached by the civil-status officer, withdrawn where it is the wrong page."""

from datetime import datetime

from django.db import transaction

from civil_registry.models import EntryScan
from portal.accounts.actors import Actor
from portal.audit.trail import record
from portal.documents.models import StoredDocument
from portal.uploads import Checked

KIND = "book_page"
MOST = 6  # of one entry


class TooManyScans(Exception):
    """An entry has one page, seldom two."""


def attach_scan(entry_id: int, *, file: Checked, by: Actor, at: datetime) -> EntryScan:
    """Keep a checked file as the scan of the entry's page. Raises TooManyScans."""
    with transaction.atomic():
        if EntryScan.objects.filter(entry_id=entry_id, withdrawn_at=None).count() >= MOST:
            raise TooManyScans
        document = StoredDocument.keep(file.content, kind=KIND, content_type=file.content_type)
        scan = EntryScan.objects.create(
            entry_id=entry_id, document=document, name=file.name, pages=file.pages, added_by_id=by.user_id, added_at=at
        )
        record("register.scan_added", subject=f"entry:{entry_id}", by=by, at=at, scan=scan.pk)
    return scan


def withdraw_scan(scan_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Show it no more; the bytes stay as evidence of what was attached."""
    with transaction.atomic():
        scan = EntryScan.objects.select_for_update().get(pk=scan_id)
        scan.withdrawn_by_id, scan.withdrawn_at, scan.withdrawn_reason = by.user_id, at, reason
        scan.save()
        record("register.scan_withdrawn", subject=f"entry:{scan.entry_id}", by=by, at=at, scan=scan.pk)
