"""Which on-time share a unit is held to on a day, and from how many dossiers on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from applications.overviews.models import PunctualTarget
from applications.reports.tallies import Tally
from portal.offices.models import Level
from portal.offices.reference import EXTRACT_COPY


@dataclass(frozen=True, slots=True)
class Target:
    percent: int
    minimum: int  # resolved dossiers: a unit with fewer is held to nothing

    def is_missed(self, tally: Tally | None) -> bool:
        return self._concerns(tally) and 100 * tally.punctual < self.percent * tally.resolved

    def is_reached(self, tally: Tally | None) -> bool:
        return self._concerns(tally) and 100 * tally.punctual >= self.percent * tally.resolved

    def _concerns(self, tally: Tally | None) -> bool:
        return bool(tally) and tally.resolved >= self.minimum


DAYS = 30  # a unit is held to its target over so many days before today
DEFAULT = Target(97, 30)  # while no row is in force


def target_on(day: date, *, level: str = Level.COMMUNE, procedure_code: str = EXTRACT_COPY) -> Target:
    """The target in force: what is said of the procedure and the level goes before what is said of one of them, and that
    before what is said of all. One query."""
    fitting = PunctualTarget.objects.filter(
        Q(procedure_code="") | Q(procedure_code=procedure_code), Q(level="") | Q(level=level), valid_from__lte=day
    )
    found = max(fitting, key=lambda row: (row.procedure_code != "", row.level != "", row.valid_from), default=None)
    return Target(found.percent, found.minimum) if found else DEFAULT
