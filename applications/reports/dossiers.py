"""The dossiers behind a number: the very rows that were counted, a page at a time. Codes and facts of the clock, no person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from applications.models import StateChange
from applications.reports import columns
from applications.reports.scope import Scope

PAGE = 50
RELATED = ("application", "dossier_office__parent", "left_office__parent")
Cursor = tuple[datetime, int]  # when the last row of a page became known, and its id


@dataclass(frozen=True, slots=True)
class Line:
    """One row counted, and the office that it counts for."""

    row: StateChange
    office_id: int
    has_left: bool = False  # it counts for the office that the dossier was passed on from


@dataclass(frozen=True, slots=True)
class Page:
    lines: list[Line]
    following: Cursor | None  # where the next page begins


def _here(condition: Q) -> Callable[[Scope], list[QuerySet]]:
    def rows(scope: Scope) -> list[QuerySet]:
        known = columns.rows_known(scope.since, scope.until)
        return [scope.narrow(known.filter(condition), office="dossier_office")]

    return rows


def _both(name: str) -> Callable[[Scope], list[QuerySet]]:
    """Closed here, or passed on from here."""

    def rows(scope: Scope) -> list[QuerySet]:
        known = columns.rows_known(scope.since, scope.until)
        left = scope.narrow(known.filter(columns.LEFT[name]), office="left_office")
        return [*_here(columns.COUNTED[name])(scope), left]

    return rows


def _open_at_start(scope: Scope) -> list[QuerySet]:
    return [scope.narrow(columns.open_rows(scope.since), office="dossier_office")]


def _open_at_end(condition: Callable[[datetime], Q]) -> Callable[[Scope], list[QuerySet]]:
    def rows(scope: Scope) -> list[QuerySet]:
        return [scope.narrow(columns.open_rows(scope.until).filter(condition(scope.seen_at)), office="dossier_office")]

    return rows


def _passed_on(scope: Scope) -> list[QuerySet]:
    known = columns.rows_known(scope.since, scope.until).filter(columns.PASSED)
    return [QuerySet(StateChange).none(), scope.narrow(known, office="left_office")]


def _all_of(*names: str) -> Callable[[Scope], list[QuerySet]]:
    """Several numbers together that have no row in common: the parts of each kind side by side."""

    def rows(scope: Scope) -> list[QuerySet]:
        condition, left = Q(pk__in=[]), Q(pk__in=[])
        for name in names:
            condition |= columns.COUNTED[name]
            left |= columns.LEFT.get(name, Q(pk__in=[]))
        known = columns.rows_known(scope.since, scope.until)
        here = scope.narrow(known.filter(condition), office="dossier_office")
        return [here, scope.narrow(known.filter(left), office="left_office")]

    return rows


BEHIND: dict[str, Callable[[Scope], list[QuerySet]]] = {
    **{name: _here(condition) for name, condition in columns.COUNTED.items()},
    **{name: _both(name) for name in ("early", "on_time", "late")},
    "copies": _here(columns.ISSUED),
    "fee_vnd": _here(columns.WITH_FEE),
    "sent": _here(columns.ENTERED),
    "resolved": _all_of("early", "on_time", "late"),
    "punctual": _all_of("early", "on_time"),
    "passed_on": _passed_on,
    "carried": _open_at_start,
    "pending": _open_at_end(lambda _seen_at: Q()),
    "in_time": _open_at_end(lambda seen_at: ~columns.is_overdue(seen_at)),
    "overdue": _open_at_end(columns.is_overdue),
    "waiting": _open_at_end(lambda _seen_at: columns.WAITING),
}
STILL_OPEN = frozenset({"carried", "pending", "in_time", "overdue", "waiting"})


def count_of(name: str, scope: Scope) -> int:
    """How many rows stand behind a number, counted anew. Raises KeyError for what is no number of dossiers."""
    return sum(rows.count() for rows in BEHIND[name](scope))


def page_of(name: str, scope: Scope, *, after: Cursor | None = None) -> Page:
    """A page of the rows behind a number, in the order in which they became known. Raises KeyError as count_of()."""
    here, *left = BEHIND[name](scope)
    rows_of_page = _page_of_open if name in STILL_OPEN else _page
    lines = [Line(row, row.dossier_office_id) for row in rows_of_page(here, after)]
    for rows in left:
        lines += [Line(row, row.left_office_id, has_left=True) for row in _page(rows, after)]
    lines.sort(key=lambda line: (line.row.known_at, line.row.pk, line.has_left))
    return _cut(lines)


def _page(rows: QuerySet, after: Cursor | None) -> list[StateChange]:
    if after is not None:
        rows = rows.filter(Q(known_at__gt=after[0]) | Q(known_at=after[0], pk__gt=after[1]), known_at__gte=after[0])
    return list(rows.select_related(*RELATED).order_by("known_at", "pk")[: PAGE + 1])


def _page_of_open(rows: QuerySet, after: Cursor | None) -> list[StateChange]:
    """The same, put in order here: asked for few in order, PostgreSQL would walk the whole history to meet those still open."""
    keys = sorted(key for key in rows.values_list("known_at", "pk") if after is None or key > after)
    shown = StateChange.objects.filter(pk__in=[pk for _known_at, pk in keys[: PAGE + 1]])
    return list(shown.select_related(*RELATED).order_by("known_at", "pk"))


def _cut(lines: list[Line]) -> Page:
    """At most PAGE rows; one that counts for both offices, the one it left and the one it came to, is not torn apart."""
    if len(lines) <= PAGE:
        return Page(lines, None)
    last = lines[PAGE - 1].row
    kept = lines[:PAGE] + [line for line in lines[PAGE:] if line.row.pk == last.pk]
    is_end = len(kept) == len(lines)
    return Page(kept, None if is_end else (last.known_at, last.pk))
