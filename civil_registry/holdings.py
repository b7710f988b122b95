"""Registers an office holds today: kinds and years, how many books and entries. Covers stay, holders change with mergers."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min

from civil_registry.models import EventKind, RegisterBook
from civil_registry.seal_facts import KINDS
from portal.offices.models import Office


@dataclass(frozen=True, slots=True)
class Holding:
    """The books of one kind; `entries` are those in the portal's data, not those on paper."""

    kind: EventKind
    first_year: int
    last_year: int
    books: int
    entries: int


def holdings_of(office: Office) -> list[Holding]:
    """In the order of the kinds. One query."""
    counts = {"books": Count("pk", distinct=True), "entries": Count("entries")}
    rows = _years(office).annotate(**counts).values_list("kind", "first", "last", "books", "entries")
    found = {kind: Holding(EventKind(kind), *row) for kind, *row in rows}
    return [found[kind] for kind in EventKind if kind in found]


def years_held(office: Office) -> list[tuple[str, int, int]]:
    """(kind in words the translations know, first year, last year) in the order of the kinds. One query, no entry counted."""
    found = {kind: years for kind, *years in _years(office).values_list("kind", "first", "last")}
    return [(KINDS[kind], *found[kind]) for kind in EventKind if kind in found]


def _years(office: Office):
    books = RegisterBook.objects.filter(holder=office).order_by()
    return books.values("kind").annotate(first=Min("year"), last=Max("year"))
