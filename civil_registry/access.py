"""The only way a request gets an entry, an import or a print run: of the official's own office, else 404."""

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from civil_registry.models import Annotation, EntryScan, PrintRun, RegisterEntry, RegisterImport
from portal.offices.models import Office


def entries_held_by(office: Office | None) -> QuerySet[RegisterEntry]:
    """Entries of the books an office holds today, whoever registered them."""
    return RegisterEntry.objects.filter(book__holder=office).select_related("book") if office else RegisterEntry.objects.none()


def get_entry_for_official(entry_id: int, *, office: Office | None) -> RegisterEntry:
    """Raises Http404 for an entry that is not there or lies in another office's book."""
    entry = entries_held_by(office).filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    return entry


def print_runs_for_official(request: HttpRequest) -> QuerySet[PrintRun]:
    return PrintRun.objects.filter(office_id=request.office.pk if request.office else None)


def get_print_run_for_official(request: HttpRequest, number: str) -> PrintRun:
    """Raises Http404, also for another office's."""
    run = print_runs_for_official(request).select_related("asked_by", "office", "document").filter(number=number).first()
    if run is None:
        raise Http404
    return run


def imports_seen_from(office: Office | None) -> QuerySet[RegisterImport]:
    """Files for the books of this office, and those that were uploaded from it for another's."""
    if office is None:
        return RegisterImport.objects.none()
    return RegisterImport.objects.filter(Q(office=office) | Q(uploaded_from=office))


def notes_of_books_held_by(office: Office | None) -> QuerySet[Annotation]:
    notes = Annotation.objects.filter(entry__book__holder=office) if office else Annotation.objects.none()
    return notes.select_related("entry__book", "entered_by", "checked_by")


def get_scan_for_official(scan_id: int, *, office: Office | None) -> EntryScan:
    """Raises Http404 for a scan that was withdrawn or is of a page in another office's book."""
    scans = EntryScan.objects.filter(pk=scan_id, withdrawn_at=None, entry__book__holder=office) if office else None
    scan = scans.select_related("document", "entry").first() if scans is not None else None
    if scan is None:
        raise Http404
    return scan
