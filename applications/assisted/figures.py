"""How many an office has filed for people at its desk, by day."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from applications.assisted.models import Sitting
from portal.days import local_day
from portal.offices.models import Office

DAYS = 7


@dataclass(frozen=True, slots=True)
class DayOfSittings:
    """`sittings` begun that local day, `filed` of them that led to a dossier; the rest left nothing behind."""

    day: date
    sittings: int
    filed: int


def last_days(office: Office, *, now: datetime, days: int = DAYS) -> list[DayOfSittings]:
    """The last local days with a sitting, today first. One query."""
    since = now - timedelta(days=days)
    rows = Sitting.objects.filter(office=office, started_at__gte=since).values_list("started_at", "filed_at")
    begun, filed = Counter(), Counter()
    for started_at, filed_at in rows:
        begun[local_day(started_at)] += 1
        filed[local_day(started_at)] += filed_at is not None
    return [DayOfSittings(day, begun[day], filed[day]) for day in sorted(begun, reverse=True)]
