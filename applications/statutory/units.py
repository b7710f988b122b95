"""The units of a report as lines, by level of authority; those that stand but have nothing to tell are named."""

from collections.abc import Mapping

from applications.reports.units import all_units
from applications.statutory.tables import Cells, Line, Question
from portal.offices.models import Level

LEVELS = ((Level.DISTRICT, "Cấp huyện"), (Level.COMMUNE, "Cấp xã"))


def unit_lines(asked: Question, cells: Mapping[int, Cells]) -> tuple[list[Line], list[str]]:
    """A line for each unit of `cells`, by name, and the names of units that stand at the end of the period without one."""
    lines, silent = [], []
    for unit in all_units():
        if not asked.includes(unit.pk):
            continue
        if unit.pk in cells:
            lines.append(Line(f"office:{unit.pk}", unit.full_name, cells[unit.pk], unit.level))
        elif unit.stands_on(asked.last_on):
            silent.append(unit.full_name)
    return lines, silent
