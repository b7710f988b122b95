"""Publishing a month's on-time figures: counted once, kept, and without cells so small that they speak of single people."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Min

from applications.models import Application
from applications.overviews.letters import count
from applications.overviews.models import PublishedMonth, PublishedUnit
from applications.overviews.periods import end_of_month
from applications.reports.fairness import months_back
from applications.reports.figures import Figures, Tally
from applications.reports.satisfaction import FEWEST as FEWEST_RATINGS
from applications.reports.satisfaction import Grades, satisfaction
from portal.days import HANOI

FEWEST = 5  # resolved dossiers: a unit with fewer is not shown
MOST_MONTHS = 36  # how far back a portal that begins to publish goes
AT_ONCE = 6  # months in one run of the task


def publish_months(*, at: datetime) -> int:
    """Publish months that are over and not published yet, the oldest first. Returns how many."""
    missing = missing_months(at)[:AT_ONCE]
    return sum(publish(first_on, at=at) for first_on in missing)


def missing_months(at: datetime) -> list[date]:
    """Two queries."""
    begun_at = Application.objects.real().filter(submitted_at__isnull=False).aggregate(first=Min("submitted_at"))["first"]
    if begun_at is None:
        return []
    this_month = at.astimezone(HANOI).date().replace(day=1)
    first = max(begun_at.astimezone(HANOI).date().replace(day=1), months_back(this_month, MOST_MONTHS))
    over = []
    while first < this_month:
        over.append(first)
        first = months_back(first, -1)
    known = set(PublishedMonth.objects.filter(first_on__in=over).values_list("first_on", flat=True))
    return [month for month in over if month not in known]


def publish(first_on: date, *, at: datetime) -> int:
    """Count and keep one month; 0 where another worker has."""
    counted = count(first_on, end_of_month(first_on), at)
    shown = units_to_show(counted.by_office)
    said = satisfaction(counted.scope)
    with_dossiers = [tally for tally in counted.by_office.values() if tally.resolved]
    with transaction.atomic():
        month, is_new = PublishedMonth.objects.get_or_create(
            first_on=first_on,
            defaults={
                "as_of": at,
                **_cells(counted.total, counted.median_minutes),
                **_ratings(said.total),
                "hidden_units": len(with_dossiers) - len(shown),
            },
        )
        if is_new:
            PublishedUnit.objects.bulk_create(_units(month, counted, shown, said.by_office))
    return int(is_new)


def units_to_show(by_office: dict[int, Tally]) -> set[int]:
    """Units with enough dossiers. Where what is left out could be told from the city's sum, the next smallest goes with it:
    those left out are none, or at least two with as many dossiers together as one that is shown."""
    return _large_enough({pk: tally.resolved for pk, tally in by_office.items()}, FEWEST)


def _large_enough(sizes: dict[int, int], fewest: int) -> set[int]:
    ordered = sorted((size, pk) for pk, size in sizes.items() if size)
    hidden = [size for size in ordered if size[0] < fewest]
    rest = ordered[len(hidden) :]
    while hidden and rest and (len(hidden) < 2 or sum(size for size, _pk in hidden) < fewest):
        hidden.append(rest.pop(0))
    return {pk for _size, pk in rest}


def _units(month: PublishedMonth, counted: Figures, shown: set[int], said: dict[int, Grades]) -> list[PublishedUnit]:
    medians = counted.median_by_office
    with_ratings = _large_enough({pk: grades.rated for pk, grades in said.items()}, FEWEST_RATINGS)
    units = [PublishedUnit(month=month, office_id=pk, **_cells(counted.by_office[pk], medians.get(pk))) for pk in sorted(shown)]
    for unit in units:
        if unit.office_id in with_ratings:
            unit.rated, unit.content = said[unit.office_id].rated, said[unit.office_id].content
    return units


def _ratings(grades: Grades) -> dict:
    return {"rated": grades.rated, "content": grades.content} if grades.is_enough else {}


def _cells(tally: Tally, median: int | None) -> dict:
    return {"resolved": tally.resolved, "punctual": tally.punctual, "median_minutes": median}
