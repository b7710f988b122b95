"""Makes the sums of closed days and months from the history: the database adds up what columns.py defines and keeps it itself.

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
from applications.reports.models import ClosedDay, DayFigures, MonthFigures
from applications.reports.scope import midnight
from applications.reports.summing import insert_sums, open_each_day, part_of
from portal.days import first_of_next, local_day

AFTER_MIDNIGHT = timedelta(minutes=10)  # a row known before midnight has long been committed by then


def close_days(*, at: datetime) -> int:
    """Close every day that has ended before `at` (aware) and is not closed yet, all or none. Returns how many."""
    start, last = _first_open_day(), local_day(at - AFTER_MIDNIGHT) - ONE_DAY
    if start is None or start > last:
        return 0
    with transaction.atomic():
        for first, end in _years(start, last):
            _close(first, end, at)
    return (last - start).days + 1


def rebuild(*, at: datetime) -> int:
    """Make the sums again from the first row of the history on; the old ones are read until the new ones are there.

    Returns how many days are closed.
    """
    with transaction.atomic():
        for model in (DayFigures, MonthFigures, ClosedDay):
            model.objects.all()._raw_delete(model.objects.db)
        return close_days(at=at)


def _first_open_day() -> date | None:
    closed = closed_until()
    if closed:
        return closed + ONE_DAY
    first = StateChange.objects.real().aggregate(first=Min("known_at"))["first"]
    return local_day(first) if first else None


def _years(start: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from `start` to `last` by the year: as much as the database sorts at once."""
    while start <= last:
        end = min(last, date(start.year, 12, 31))
        yield start, end
        start = end + ONE_DAY


def _close(first: date, last: date, at: datetime) -> None:
    """Days of one year, and the months that end in them."""
    ClosedDay.objects.bulk_create(ClosedDay(on=first + timedelta(days=n), closed_at=at) for n in range((last - first).days + 1))
    known = columns.rows_known(midnight(first), midnight(last + ONE_DAY)).annotate(day=columns.KNOWN_ON)
    parts = [
        part_of(columns.flows_by_day(known), columns.flows()),
        part_of(columns.flows_out_by_day(known), columns.flows_out()),
        open_each_day(first, last),
    ]
    insert_sums(DayFigures, parts, part_of(columns.worked_by_day(known), ["minutes", "number"]))
    _close_city(first, last)
    ended = last if last + ONE_DAY == first_of_next(last) else last.replace(day=1) - ONE_DAY
    if first <= ended:
        _close_months(first.replace(day=1), ended)


def _close_city(first: date, last: date) -> None:
    days = DayFigures.objects.filter(on=OuterRef("on")).order_by().values("on")
    sums = {"sent": Sum(columns.SENT), "sent_after": Sum("sent_after")}
    found = {name: Coalesce(Subquery(days.annotate(number=number).values("number")), 0) for name, number in sums.items()}
    ClosedDay.objects.filter(on__range=(first, last)).update(**found)


def _close_months(first: date, last: date) -> None:
    """Whole months: their days added up, and the working times once more by the month."""
    days = DayFigures.objects.filter(on__range=(first, last)).order_by()
    known = columns.rows_known(midnight(first), midnight(last + ONE_DAY)).annotate(day=columns.KNOWN_IN)
    summed = part_of(columns.days_by_month(days), columns.FLOWS)
    insert_sums(MonthFigures, [summed], part_of(columns.worked_by_day(known), ["minutes", "number"]))
