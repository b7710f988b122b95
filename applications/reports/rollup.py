"""Makes the sums of closed days and months from the history: one walk over the rows in the order in which they became known.

A day is closed once, after it has ended; what the portal learns later belongs to a later day, so a closed day never changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min, Q, Sum

from applications.models import StateChange
from applications.reports import columns
from applications.reports.figures import ONE_DAY, STOCK, closed_until, first_of_next
from applications.reports.models import ClosedDay, DayFigures, MonthFigures, Sums
from applications.reports.scope import midnight
from applications.states import OPEN, State
from portal.days import local_day

DAYS_AT_ONCE = 31  # in one transaction, and in memory
BATCH = 2000
AFTER_MIDNIGHT = timedelta(minutes=10)  # a row known before midnight has long been committed by then
Cell = tuple[int, str, str, str]  # office, kind, procedure, channel


@dataclass(slots=True)
class _Open:
    """A dossier in hand: for whom it counts, and whether its clock runs and until when."""

    cell: Cell
    is_waiting: bool
    due_at: datetime


def close_days(*, at: datetime) -> int:
    """Close every day that has ended before `at` (aware) and is not closed yet. Returns how many; may run twice."""
    start, last = _first_open_day(), local_day(at - AFTER_MIDNIGHT) - ONE_DAY
    if start is None or start > last:
        return 0
    in_hand = dict(_in_hand(midnight(start)))
    while start <= last:
        end = min(last, first_of_next(start) - ONE_DAY, start + timedelta(days=DAYS_AT_ONCE))
        with transaction.atomic():
            _close(start, end, in_hand, at)
        start = end + ONE_DAY
    return ClosedDay.objects.filter(closed_at=at).count()


def rebuild(*, at: datetime) -> int:
    """Throw the sums away and make them again from the first row of the history on. Returns how many days are closed."""
    for model in (DayFigures, MonthFigures, ClosedDay):
        model.objects.all()._raw_delete(model.objects.db)
    return close_days(at=at)


def _first_open_day() -> date | None:
    closed = closed_until()
    if closed:
        return closed + ONE_DAY
    first = StateChange.objects.real().aggregate(first=Min("known_at"))["first"]
    return local_day(first) if first else None


def _close(first: date, last: date, in_hand: dict[int, _Open], at: datetime) -> None:
    """Days of one month, the last of them perhaps the month's."""
    days: dict[tuple[date, Cell], dict] = defaultdict(dict)
    for day, cell, numbers in _flows(first, last):
        days[day, cell].update({name: days[day, cell].get(name, 0) + number for name, number in numbers.items()})
    for day, cell, minutes, number in _worked(first, last):
        days[day, cell].setdefault("worked", {})[str(minutes)] = number
    for day, cell, numbers in _stock(first, last, in_hand):
        days[day, cell].update(numbers)
    rows = (_row(DayFigures, day, cell, numbers) for (day, cell), numbers in days.items())
    DayFigures.objects.bulk_create((row for row in rows if row is not None), batch_size=BATCH)
    ClosedDay.objects.bulk_create(ClosedDay(on=day, closed_at=at) for day in _days(first, last))
    if last + ONE_DAY == first_of_next(last):
        _close_month(last.replace(day=1), last)


def _close_month(first: date, last: date) -> None:
    days = DayFigures.objects.filter(on__range=(first, last)).order_by()
    dimensions = ("office_id", "kind", "procedure_code", "channel")
    months = {
        tuple(row[name] for name in dimensions): {name: row[f"n_{name}"] for name in columns.FLOWS}
        for row in days.values(*dimensions).annotate(**{f"n_{name}": Sum(name) for name in columns.FLOWS})
    }
    for *cell, worked in days.filter(worked__isnull=False).values_list(*dimensions, "worked"):
        together = months[tuple(cell)].setdefault("worked", {})
        for minutes, number in worked.items():
            together[minutes] = together.get(minutes, 0) + number
    rows = (_row(MonthFigures, first, cell, numbers) for cell, numbers in months.items())
    MonthFigures.objects.bulk_create((row for row in rows if row is not None), batch_size=BATCH)


def _row(model: type[Sums], on: date, cell: Cell, numbers: dict) -> Sums | None:
    if not any(numbers.values()):
        return None
    office_id, kind, procedure_code, channel = cell
    return model(on=on, office_id=office_id, kind=kind, procedure_code=procedure_code, channel=channel, **numbers)


def _flows(first: date, last: date) -> Iterator[tuple[date, Cell, dict[str, int]]]:
    """What came in, went out and was done, by the day on which it became known."""
    known = columns.rows_known(midnight(first), midnight(last + ONE_DAY)).annotate(day=columns.KNOWN_ON)
    of_here = known.values("day", "dossier_office_id", *columns.CELL).annotate(**columns.flows())
    of_there = known.filter(columns.PASSED).values("day", "left_office_id", *columns.CELL).annotate(**columns.flows_out())
    for rows, office in ((of_here, "dossier_office_id"), (of_there, "left_office_id")):
        for row in rows:
            numbers = {name.removeprefix("n_"): number for name, number in row.items() if name.startswith("n_")}
            yield row["day"], (row[office], *(row[name] for name in columns.CELL)), numbers


def _worked(first: date, last: date) -> Iterator[tuple[date, Cell, int, int]]:
    known = columns.rows_known(midnight(first), midnight(last + ONE_DAY)).annotate(day=columns.KNOWN_ON)
    issued = known.filter(worked_minutes__isnull=False)
    for day, office_id, kind, code, channel, minutes, number in issued.values_list(
        "day", "dossier_office_id", *columns.CELL, "worked_minutes"
    ).annotate(number=columns.NUMBER):
        yield day, (office_id, kind, code, channel), minutes, number


def _stock(first: date, last: date, in_hand: dict[int, _Open]) -> Iterator[tuple[date, Cell, dict[str, int]]]:
    """What was open at the end of each day; `in_hand` is brought from the beginning of the first to the end of the last."""
    rows = _known(midnight(first), midnight(last + ONE_DAY))
    row = next(rows, None)
    for day in _days(first, last):
        ends_at = midnight(day + ONE_DAY)
        while row is not None and row.known_at < ends_at:
            _take(row, in_hand)
            row = next(rows, None)
        cells: dict[Cell, dict[str, int]] = {}
        for dossier in in_hand.values():
            numbers = cells.setdefault(dossier.cell, dict.fromkeys(STOCK, 0))
            is_overdue = not dossier.is_waiting and dossier.due_at < ends_at
            numbers["overdue" if is_overdue else "in_time"] += 1
            numbers["waiting"] += dossier.is_waiting
        for cell, numbers in cells.items():
            yield day, cell, numbers


def _in_hand(before: datetime) -> Iterator[tuple[int, _Open]]:
    """What was open at a moment."""
    for row in columns.open_rows(before).iterator(chunk_size=BATCH):
        yield row.application_id, _open(row)


def _known(since: datetime, until: datetime) -> Iterator[StateChange]:
    """Rows that can change what is open, of each dossier in the order in which they were written."""
    rows = StateChange.objects.real().filter(known_at__gte=since, known_at__lt=until)
    rows = rows.filter(Q(from_state__in=OPEN) | Q(to_state__in=OPEN)).order_by("known_at", "id")
    used = ("application_id", "known_at", "to_state", "due_at", "dossier_office_id", *columns.CELL)
    return rows.only(*used).iterator(chunk_size=BATCH)


def _take(row: StateChange, in_hand: dict[int, _Open]) -> None:
    if row.to_state in OPEN:
        in_hand[row.application_id] = _open(row)
    else:
        in_hand.pop(row.application_id, None)


def _open(row: StateChange) -> _Open:
    cell = (row.dossier_office_id, row.kind, row.procedure_code, row.channel)
    return _Open(cell, row.to_state == State.SUPPLEMENT_REQUESTED, row.due_at)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
