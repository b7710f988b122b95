"""An address of Hà Nội as it was written before 1/7/2025 (commune, district), said in the communes of today.

Where the old commune was divided, or several had its name, there are several answers and a person chooses.
Source: NQ 1656/NQ-UBTVQH15; domain reference §4.3, §8.6.
"""

from dataclasses import dataclass
from datetime import date

from portal.offices.finder import find_places
from portal.offices.models import Commune, Level, Office
from portal.offices.succession import Candidate, trace
from portal.text import fold

MOST_UNITS = 4  # old communes of one name that are followed
_TYPES = ("phuong ", "xa ", "thi tran ", "p. ", "p.", "x. ", "x.", "tt. ", "tt ")


@dataclass(frozen=True, slots=True)
class CommuneToday:
    """A commune of today on the ground of an old one; the way to it in Vietnamese: "Phường Đống Mác, quận … → …"."""

    commune: Commune
    chain: str


def communes_today(typed: str, *, day: date) -> list[CommuneToday]:
    """What an old commune of Hà Nội is called on `day`; the likeliest first, empty where no old commune has this name."""
    former = [place.office for place in find_places(typed, level=Level.COMMUNE, day=day) if place.is_former]
    named = [unit for unit in former if _is_named(unit, typed)][:MOST_UNITS]
    ways = {way.office.code: way for unit in named for way in reversed(trace(unit, day).candidates)}
    communes = {row.code: row for row in Commune.objects.filter(code__in=ways)}
    return [CommuneToday(communes[code], _chain(way)) for code, way in reversed(ways.items()) if code in communes]


def _is_named(unit: Office, typed: str) -> bool:
    """The typed words begin with the whole name; a district may follow."""
    name, asked = _bare(unit.name), _bare(typed.replace(",", " "))
    return f"{asked} ".startswith(f"{name} ")


def _bare(name: str) -> str:
    text = " ".join(fold(name).split())
    return next((text.removeprefix(kind) for kind in _TYPES if text.startswith(kind)), text)


def _chain(way: Candidate) -> str:
    return " → ".join(step.office.full_name for step in way.steps)
