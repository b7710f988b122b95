"""The units of a report as rows with names, and which of them have enough dossiers to be ranked."""

from dataclasses import dataclass

from applications.reports.figures import Figures, Tally
from portal.offices.models import Level, Office
from portal.text import fold

ENOUGH = (100, 30, 10, 5)  # resolved dossiers: a unit with one late dossier of two says nothing


@dataclass(frozen=True, slots=True)
class UnitRow:
    office: Office
    tally: Tally
    median_minutes: int | None


def all_units() -> list[Office]:
    """Every unit that ever took dossiers, those of today first, by name. One query."""
    offices = Office.objects.filter(level__in=[Level.COMMUNE, Level.DISTRICT]).select_related("parent")
    return sorted(offices, key=lambda office: (office.valid_to is not None, fold(office.name)))


def unit_rows(figures: Figures, units: list[Office]) -> list[UnitRow]:
    """Units with dossiers in the period, least punctual first, those without a resolved dossier last."""
    rows = [
        UnitRow(unit, figures.by_office[unit.pk], figures.median_by_office.get(unit.pk))
        for unit in units
        if unit.pk in figures.by_office
    ]
    return sorted(rows, key=lambda row: (_share(row), fold(row.office.name)))


def ranking(rows: list[UnitRow]) -> tuple[int, list[UnitRow]]:
    """Units with enough resolved dossiers, least punctual first, and how many are enough: the most that any unit reaches."""
    for enough in ENOUGH:
        ranked = [row for row in rows if row.tally.resolved >= enough]
        if ranked:
            return enough, ranked
    return ENOUGH[0], []


def silent_units(figures: Figures, units: list[Office]) -> list[Office]:
    """Units standing at the end of the period without a dossier in it: named, for a nought would look like a result."""
    if figures.scope.is_of_some_offices:
        return []
    return [unit for unit in units if unit.pk not in figures.by_office and unit.stands_on(figures.scope.last_on)]


def _share(row: UnitRow) -> float:
    return 2.0 if row.tally.punctual_share is None else row.tally.punctual_share
