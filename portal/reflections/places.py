"""Where a citizen turns to: the offices that answer today for a place, by its name of today or of before."""

from dataclasses import dataclass
from datetime import date

from portal.offices.finder import find_places
from portal.offices.models import Level, Office
from portal.offices.succession import trace

LISTED = 12


@dataclass(frozen=True, slots=True)
class Turn:
    office: Office
    asked: str  # the former name that leads here; empty where the office itself was asked for


def offices_for(query: str, day: date) -> list[Turn]:
    """Each office once, in the order of the finder."""
    found: dict[int, Turn] = {}
    places = find_places(query, level=Level.COMMUNE, day=day, limit=LISTED)
    for place in places + find_places(query, level=Level.DISTRICT, day=day, limit=LISTED):
        if not place.is_former:
            found.setdefault(place.office.pk, Turn(place.office, ""))
            continue
        for candidate in trace(place.office, day).candidates:
            found.setdefault(candidate.office.pk, Turn(candidate.office, place.name))
    return list(found.values())[:LISTED]


def office_named(slug: str, day: date) -> Office | None:
    """The office of a page of today; None for any other name."""
    standing = Office.objects.standing_on(day).filter(level__in=[Level.COMMUNE, Level.DISTRICT], slug=slug[:80])
    return standing.select_related("parent").first()


def the_department(day: date) -> Office | None:
    return Office.objects.standing_on(day).filter(level=Level.DEPARTMENT).first()
