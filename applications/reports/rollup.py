"""Makes the sums of closed days, half-months and months from the history, month by month: the database adds up what columns.py
defines and keeps it itself.

A day is closed once, after it has ended; what the portal learns later belongs to a later day, so a closed day never changes.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from applications.models import StateChange
from applications.reports import columns
from applications.reports.figures import ONE_DAY, closed_until
from applications.reports.models import ClosedDay, DayFigures, HalfMonthFigures, MonthFigures
from applications.reports.periods import next_half
from applications.reports.scope import midnight
from applications.reports.summing import OpenRows, add_up, insert_sums, part_of
from portal.days import first_of_next, local_day

AFTER_MIDNIGHT = timedelta(minutes=10)  # a row known before midnight has long been committed by then


def close_days(*, at: datetime) -> int:
    """Close every day that has ended before `at` (aware) and is not closed yet, all or none. Returns how many."""
    start, last = _first_open_day(), local_day(at - AFTER_MIDNIGHT) - ONE_DAY
    if start is None or start > last:
        return 0
    with transaction.atomic():
        open_rows = OpenRows(start)
        for first, end in _months(start, last):
            _close(first, end, open_rows, at)
            open_rows.carry(first, end)
        open_rows.forget()
    return (last - start).days + 1


def rebuild(*, at: datetime) -> int:
    """Make the sums again from the first row of the history on; the old ones are read until the new ones are there.

    Returns how many days are closed.
    """
    with transaction.atomic():
        for model in (DayFigures, HalfMonthFigures, MonthFigures, ClosedDay):
            model.objects.all()._raw_delete(model.objects.db)
        return close_days(at=at)


def _first_open_day() -> date | None:
    closed = closed_until()
    if closed:
        return closed + ONE_DAY
    first = StateChange.objects.real().aggregate(first=Min("known_at"))["first"]
    return local_day(first) if first else None


def _months(start: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from `start` to `last` by the month: as much as the database sorts at once, however long the history is."""
    while start <= last:
        end = min(last, first_of_next(start) - ONE_DAY)
        yield start, end
        start = end + ONE_DAY


def _close(first: date, last: date, open_rows: OpenRows, at: datetime) -> None:
    """Days of one month, and the half-months and the month that end in them."""
    ClosedDay.objects.bulk_create(ClosedDay(on=first + timedelta(days=n), closed_at=at) for n in range((last - first).days + 1))
    known = columns.rows_known(midnight(first), midnight(last + ONE_DAY)).annotate(day=columns.KNOWN_ON)
    parts = [
        part_of(columns.flows_by_day(known), columns.flows()),
        part_of(columns.flows_out_by_day(known), columns.flows_out()),
        open_rows.each_day(first, last),
    ]
    insert_sums(DayFigures, parts, part_of(columns.worked_by_day(known), ["minutes", "number"]))
    _close_city(first, last)
    _close_halves(first, last)
    _close_month(first, last)


def _close_city(first: date, last: date) -> None:
    days = DayFigures.objects.filter(on=OuterRef("on")).order_by().values("on")
    sums = {"sent": Sum(columns.SENT), "sent_after": Sum("sent_after")}
    found = {name: Coalesce(Subquery(days.annotate(number=number).values("number")), 0) for name, number in sums.items()}
    ClosedDay.objects.filter(on__range=(first, last)).update(**found)


def _close_halves(first: date, last: date) -> None:
    """The half-months that end in these days, from their days."""
    start = first.replace(day=1 if first.day < 15 else 15)
    while (following := next_half(start)) <= last + ONE_DAY:
        add_up(DayFigures.objects.filter(on__range=(start, following - ONE_DAY)), into=HalfMonthFigures, on=start)
        start = following


def _close_month(first: date, last: date) -> None:
    """The month that ends with these days, from its halves."""
    start = first.replace(day=1)
    if first_of_next(start) == last + ONE_DAY:
        add_up(HalfMonthFigures.objects.filter(on__in=[start, start.replace(day=15)]), into=MonthFigures, on=start)
