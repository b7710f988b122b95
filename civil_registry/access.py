"""The only way a request gets an entry or a print run: of the official's own office, else 404."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from civil_registry.models import PrintRun, RegisterEntry
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
