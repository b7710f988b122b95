"""The Department's figures: counted from the history as it was known at a moment, so that they are the same next year.

Days are local (Asia/Ho_Chi_Minh), both ends of a period included. No personal data is read. Closed days, half-months and
months are added up from their sums (rollup.py), the rest row by row. Source of the columns and of 3 = 7 + 11:
TT 01/2020/TT-VPCP, Biểu II.06a/VPCP/KSTT; domain reference §9.1.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max, QuerySet, Sum

from applications.reports import columns
from applications.reports.models import ClosedDay, DayFigures, HalfMonthFigures, MonthFigures
from applications.reports.periods import next_half
from applications.reports.scope import KIND_GROUPS, Scope, group_of, midnight
from applications.reports.tallies import Day, Figures, Post, Tally
from applications.reports.working_time import median
from applications.states import OPEN
from portal.days import first_of_next, local_day
from portal.offices.calendar import WorkingCalendar

__all__ = ["KIND_GROUPS", "Day", "Figures", "Post", "Scope", "Tally", "figures"]

ONE_DAY = timedelta(days=1)
Cell = tuple[int, str, str]  # office, kind, procedure
Rows = Iterable[tuple[Cell, dict[str, int]]]
STOCK = ("in_time", "overdue", "waiting")


def figures(scope: Scope, calendar: WorkingCalendar, *, from_history: bool = False) -> Figures:
    """Everything the Department's page shows, in as many queries for all dossiers as for one.

    `calendar` says which days are named though nothing came in. `from_history`: without the sums, for the proof.
    """
    parts = _Parts.of(scope, None if from_history else closed_until())
    cells: dict[Cell, Tally] = defaultdict(Tally)
    for cell, numbers in parts.flows():
        _add(cells[cell], numbers)
    for cell, numbers in parts.stock(scope.since, scope.since):
        cells[cell].carried += numbers["in_time"] + numbers["overdue"]
    for cell, numbers in parts.stock(scope.until, scope.seen_at):
        _add(cells[cell], numbers)
    worked = parts.worked()
    total = _summed(cells.values())
    return Figures(
        scope=scope,
        total=total,
        by_office=_grouped((office_id, tally) for (office_id, _kind, _code), tally in cells.items()),
        by_kind={group: Tally() for group in KIND_GROUPS}
        | _grouped((group_of(kind), tally) for (_office, kind, _code), tally in cells.items()),
        by_procedure=_grouped((code, tally) for (_office, _kind, code), tally in cells.items()),
        days=_days(scope, parts.sent(), calendar),
        working_days=sum(1 for day in _each_day(scope) if calendar.is_working_day(day)),
        median_minutes=median(sum(worked.values(), Counter())),
        median_by_office={office_id: median(of_one) for office_id, of_one in worked.items()},
        post=Post(total.handed_over, total.delivered, total.returned, total.mean_delivery_days),
        worked=sum(worked.values(), Counter()),
        worked_by_office=worked,
    )


def closed_until() -> date | None:
    """The last local day whose sums are there."""
    return ClosedDay.objects.aggregate(last=Max("on"))["last"]


@dataclass(frozen=True, slots=True)
class Split:
    """Closed days as the sums that hold them: months and half-months by their first days, spans of days by both ends."""

    months: tuple[date, ...] = ()
    halves: tuple[date, ...] = ()
    days: tuple[tuple[date, date], ...] = ()

    def sums(self) -> Iterator[QuerySet]:
        if self.months:
            yield MonthFigures.objects.filter(on__in=self.months).order_by()
        if self.halves:
            yield HalfMonthFigures.objects.filter(on__in=self.halves).order_by()
        for first, last in self.days:
            yield DayFigures.objects.filter(on__range=(first, last)).order_by()


class _Parts:
    """A period cut into what is summed already and what is left to count from the history, which begins at `since`."""

    def __init__(self, scope: Scope, closed: date | None, summed: Split, since: datetime):
        self.scope, self.closed, self.summed, self.since = scope, closed, summed, since

    @classmethod
    def of(cls, scope: Scope, closed: date | None) -> "_Parts":
        whole = local_day(scope.until) - ONE_DAY  # the last day of which everything was known
        last = min(closed, whole) if closed else None
        if last is None or last < scope.first_on:
            return cls(scope, closed, Split(), scope.since)
        return cls(scope, closed, split(scope.first_on, last), midnight(last + ONE_DAY))

    def flows(self) -> Rows:
        names = columns.FLOWS
        for rows in self._sums():
            yield from _cells(rows, "office_id", {f"n_{name}": Sum(name) for name in names})
        if self.since < self.scope.until:
            known = columns.rows_known(self.since, self.scope.until)
            yield from _cells(self.scope.narrow(known, office="dossier_office"), "dossier_office_id", columns.flows())
            passed = self.scope.narrow(known.filter(columns.PASSED), office="left_office")
            yield from _cells(passed, "left_office_id", columns.flows_out())

    def stock(self, until: datetime, seen_at: datetime) -> Rows:
        """What was open at a moment; `seen_at` decides what of it was overdue."""
        if self.closed is None or midnight(self.closed + ONE_DAY) < until:
            yield from self._open(columns.open_rows(until), seen_at)  # few have been resolved since: row by row
            return
        ended = local_day(until) - ONE_DAY
        closed_at = midnight(ended + ONE_DAY)
        yield from self._open_at_the_end_of(ended)
        if closed_at < until:
            yield from self._open_since(closed_at, until, seen_at)

    def _open_at_the_end_of(self, day: date) -> Rows:
        rows = self.scope.narrow(DayFigures.objects.filter(on=day).order_by())
        return _cells(rows, "office_id", {f"n_{name}": Sum(name) for name in STOCK})

    def _open_since(self, closed_at: datetime, until: datetime, seen_at: datetime) -> Rows:
        """What was open when a day ended has fallen due since; then each row takes the place of the one before it."""
        fallen = self.scope.narrow(columns.fallen_due(closed_at, seen_at), office="dossier_office")
        for cell, numbers in _cells(fallen, "dossier_office_id", {"n_overdue": Count("pk")}):
            yield cell, {"in_time": -numbers["overdue"], "overdue": numbers["overdue"]}
        moved = columns.moves_known(closed_at, until)
        yield from self._open(moved.filter(to_state__in=OPEN), seen_at)
        for cell, numbers in self._open(columns.rows_before(moved.filter(from_state__in=OPEN)), seen_at):
            yield cell, {name: -number for name, number in numbers.items()}

    def _open(self, rows: QuerySet, seen_at: datetime) -> Rows:
        rows = self.scope.narrow(rows, office="dossier_office")
        return _cells(rows, "dossier_office_id", columns.stock(seen_at))

    def worked(self) -> dict[int, Counter[int]]:
        """For each office how often each number of working minutes was needed."""
        found: dict[int, Counter[int]] = defaultdict(Counter)
        for rows in self._sums():
            for office_id, worked in rows.filter(worked__isnull=False).values_list("office_id", "worked"):
                found[office_id].update({int(minutes): number for minutes, number in json.loads(worked).items()})
        if self.since < self.scope.until:
            known = columns.rows_known(self.since, self.scope.until).filter(worked_minutes__isnull=False)
            rows = self.scope.narrow(known, office="dossier_office").values_list("dossier_office_id", "worked_minutes")
            for office_id, minutes, number in rows.annotate(number=Count("pk")):
                found[office_id][minutes] += number
        return dict(found)

    def sent(self) -> dict[date, Day]:
        """What citizens sent, by local day."""
        found: dict[date, Day] = {}
        if self.scope.since < self.since:
            first, last = self.scope.first_on, local_day(self.since) - ONE_DAY
            rows = ClosedDay.objects.filter(on__range=(first, last), sent__gt=0).annotate(day=F("on"))
            if not self.scope.is_of_everything:
                rows = DayFigures.objects.filter(on__range=(first, last)).annotate(sent=columns.SENT, day=F("on"))
                rows = self.scope.narrow(rows.filter(sent__gt=0))
            rows = rows.order_by().values("day").annotate(n_sent=Sum("sent"), n_after=Sum("sent_after"))
            found |= {row["day"]: _day(row) for row in rows}
        if self.since < self.scope.until:
            known = columns.rows_known(self.since, self.scope.until).filter(columns.ENTERED).annotate(day=F("on"))
            late = Count("pk", filter=columns.COUNTED["sent_after"])
            rows = self.scope.narrow(known, office="dossier_office").values("day").annotate(n_sent=Count("pk"), n_after=late)
            found |= {row["day"]: _day(row) for row in rows}
        return found

    def _sums(self) -> Iterator[QuerySet]:
        return (self.scope.narrow(rows) for rows in self.summed.sums())


def split(first: date, last: date) -> Split:
    """Whole months and half-months, and the spans of days before and after them."""
    begin = start = first if first.day in (1, 15) else next_half(first)
    months, halves = [], []
    while (following := next_half(start)) <= last + ONE_DAY:
        if start.day == 1 and first_of_next(start) <= last + ONE_DAY:
            months.append(start)
            following = first_of_next(start)
        else:
            halves.append(start)
        start = following
    spans = [(first, begin - ONE_DAY), (start, last)] if months or halves else [(first, last)]
    return Split(tuple(months), tuple(halves), tuple((first, last) for first, last in spans if first <= last))


def _cells(rows: QuerySet, office: str, numbers: dict) -> Rows:
    for row in rows.values(office, "kind", "procedure_code").annotate(**numbers):
        cell = (row[office], row["kind"], row["procedure_code"])
        yield cell, {name.removeprefix("n_"): row[name] or 0 for name in numbers}


def _add(tally: Tally, numbers: dict[str, int]) -> None:
    for name, number in numbers.items():
        setattr(tally, name, getattr(tally, name) + number)


def _summed(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def _grouped(keyed: Iterable[tuple]) -> dict:
    found = defaultdict(Tally)
    for key, tally in keyed:
        found[key].add(tally)
    return {key: tally for key, tally in found.items() if tally != Tally()}


def _day(row: dict) -> Day:
    return Day(row["day"], row["n_sent"] - row["n_after"], row["n_after"])


def _days(scope: Scope, sent: dict[date, Day], calendar: WorkingCalendar) -> list[Day]:
    """Every working day of the period up to the moment asked, and days off on which something was sent."""
    shown = (day for day in _each_day(scope) if day in sent or (day <= scope.last_day and calendar.is_working_day(day)))
    return [sent.get(day, Day(day, 0, 0)) for day in shown]


def _each_day(scope: Scope) -> Iterable[date]:
    return (scope.first_on + timedelta(days=n) for n in range((scope.last_on - scope.first_on).days + 1))
