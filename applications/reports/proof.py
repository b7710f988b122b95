"""Whether the sums of closed days still say what the history says: asked each night, and told loudly where they do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from applications.reports.figures import ONE_DAY, Figures, Scope, closed_until, figures
from applications.reports.models import ClosedDay
from applications.reports.periods import period
from applications.reports.scope import midnight
from portal.offices.calendar import WorkingCalendar

OLD_DAYS = 3  # beside yesterday and the last weeks: days of any time, other ones each night
OLD_PERIODS = ("thang-nay", "thang-15-14")  # and a month of any time, and two half-months


@dataclass(frozen=True, slots=True)
class Difference:
    """A period of which the two ways of counting do not agree."""

    first_on: date
    last_on: date
    office_ids: tuple[int, ...]


def differences(calendar: WorkingCalendar, *, at: datetime, seed: int | None = None) -> list[Difference]:
    """Periods whose sums differ from the history, with the offices concerned; none is how it should be."""
    found = []
    chance = Random(at.toordinal() if seed is None else seed)  # noqa: S311  which old days are looked at is no secret
    for first, last in _periods(chance):
        scope = Scope(first, last, as_of=max(at, midnight(last + ONE_DAY)))
        summed, counted = figures(scope, calendar), figures(scope, calendar, from_history=True)
        if differing := _differing(summed, counted):
            found.append(Difference(first, last, differing))
    return found


def _periods(chance: Random) -> Iterable[tuple[date, date]]:
    last = closed_until()
    if last is None:
        return
    first = ClosedDay.objects.order_by("on").values_list("on", flat=True).first()
    yield last, last
    yield max(first, last - timedelta(days=40)), last
    days = (last - first).days + 1
    for _ in range(OLD_DAYS):
        day = first + timedelta(days=chance.randrange(days))
        yield day, day
    for name in OLD_PERIODS:
        yield period(name, last, day=first + timedelta(days=chance.randrange(days)))


def _differing(summed: Figures, counted: Figures) -> tuple[int, ...]:
    offices = summed.by_office.keys() | counted.by_office.keys()
    differing = [
        office_id
        for office_id in offices
        if summed.by_office.get(office_id) != counted.by_office.get(office_id)
        or summed.worked_by_office.get(office_id) != counted.worked_by_office.get(office_id)
    ]
    return tuple(sorted(differing))
