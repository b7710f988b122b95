"""To which offices a dossier may be passed: where the book of its place of registration is today, or found by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from applications.models import Application
from applications.offering import offices_offering
from portal.offices.finder import find_places
from portal.offices.models import Level, Office
from portal.offices.succession import trace

LISTED = 12


@dataclass(frozen=True, slots=True)
class Destination:
    """An office that offers the service, and why it is shown."""

    office: Office
    why: str = ""

    @property
    def label(self) -> str:
        return f"{self.office.full_name} – {self.why}" if self.why else self.office.full_name


def proposed(application: Application, day: date) -> list[Destination]:
    """What became of the place of registration by `day`; nothing where the dossier is there already."""
    place = application.registered_at
    if place is None:
        return []
    return _open_ones(_heirs(place, day), application, day)


def found(query: str, application: Application, day: date) -> list[Destination]:
    """By an old or present name, typed as citizens type it; former units lead to the offices of today."""
    if not query:
        return []
    places = [
        place.office
        for level in (Level.COMMUNE, Level.DISTRICT, Level.DEPARTMENT)
        for place in find_places(query, level=level, day=day, limit=LISTED)
    ]
    return _open_ones((heir for place in places[:LISTED] for heir in _heirs(place, day)), application, day)


def _heirs(place: Office, day: date) -> list[Destination]:
    """The office itself while it stands, else those that took its ground, with how much."""
    if place.stands_on(day):
        return [Destination(place)]
    former = f"{place.name_in_sentence} (cũ)"
    candidates = trace(place, day).candidates
    if len(candidates) == 1:
        return [Destination(candidates[0].office, f"đang giữ sổ của {former}")]
    return [
        Destination(heir.office, f"nhận {'phần lớn' if heir.is_main else 'một phần'} địa bàn {former}") for heir in candidates
    ]


def _open_ones(destinations: Iterable[Destination], application: Application, day: date) -> list[Destination]:
    """Each office once, without the one that has the dossier and those that do not offer the service."""
    first = {}
    for destination in destinations:
        first.setdefault(destination.office.pk, destination)
    first.pop(application.office_id, None)
    live = offices_offering([each.office for each in first.values()], application.procedure_code, day)
    return [destination for pk, destination in first.items() if pk in live]
