"""The units of today as tiles, roughly where they lie in Hà Nội, grouped by the districts of before 1/7/2025.

`applications/data/tile_map.csv` holds the places: made once from the centre of each commune, so that neighbours stay near each
other and each old district in one piece; a unit cut from several belongs to the one that gave most of it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from applications.reports.figures import Figures, Tally
from applications.reports.units import ENOUGH
from applications.templatetags.reports import number, percent
from portal.offices.models import Level, Office

FILE = Path(settings.BASE_DIR) / "applications/data/tile_map.csv"
CELL_WIDTH, CELL_HEIGHT, MARGIN = 88, 66, 8
TILE_TOP, TILE_SIDE, TILE_WIDTH, TILE_HEIGHT, BAND = 17, 3, 82, 46, 8
FEWEST = ENOUGH[-1]  # resolved dossiers: a tile with fewer says no share
FAR_BELOW = 90  # per cent
NEARLY_ALL = 99
SHORT_NAMES = {"Văn Miếu - Quốc Tử Giám": "Văn Miếu"}
LONGEST_NAME = 13  # letters that a tile has room for


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    district: str
    row: int
    column: int

    @property
    def x(self) -> int:
        return MARGIN + (self.column - 1) * CELL_WIDTH

    @property
    def y(self) -> int:
        return MARGIN + (self.row - 1) * CELL_HEIGHT


@dataclass(frozen=True, slots=True)
class Grade:
    """A colour and a pattern with what they mean."""

    css: str
    words: str


@dataclass(frozen=True, slots=True)
class Tile:
    office: Office
    district: str
    tally: Tally
    grade: Grade
    x: int
    y: int

    @property
    def label(self) -> str:
        name = self.office.name.split(" ", 1)[1]
        name = SHORT_NAMES.get(name, name)
        return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"

    @property
    def has_share(self) -> bool:
        return self.tally.resolved >= FEWEST

    @property
    def says(self) -> str:
        """Inside the tile."""
        return percent(self.tally.punctual_share) if self.has_share else "–"

    @property
    def spoken(self) -> str:
        """The name of the link."""
        resolved = f"{number(self.tally.resolved)} hồ sơ đã giải quyết"
        what = f"{self.says} đúng hạn, {resolved}, {self.grade.words}" if self.has_share else f"{resolved}, {self.grade.words}"
        return f"{self.office.name}, {self.district[0].lower()}{self.district[1:]} cũ: {what}"

    @property
    def middle(self) -> int:
        return self.x + TILE_WIDTH // 2


@dataclass(frozen=True, slots=True)
class District:
    """An old district: its outline as a path, and where its name is written."""

    name: str
    outline: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class TileMap:
    tiles: list[Tile]
    districts: list[District]
    grades: list[Grade]
    width: int
    height: int
    finding: str
    tile_width: int = TILE_WIDTH
    tile_height: int = TILE_HEIGHT
    band: int = BAND


@cache
def places() -> dict[str, Place]:
    """By the code of the unit."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["code"]: Place(row["code"], row["district"], int(row["row"]), int(row["column"])) for row in rows}


def tile_map(figures: Figures, units: Iterable[Office], *, target_percent: int) -> TileMap:
    """One tile for each unit of today, in the order of the map: from the north-west, row by row."""
    standing = {unit.code: unit for unit in units if unit.level == Level.COMMUNE and unit.valid_to is None}
    grades = grades_for(target_percent)
    tiles = [
        _tile(place, standing[place.code], figures, grades, target_percent)
        for place in sorted(places().values(), key=lambda place: (place.row, place.column))
        if place.code in standing
    ]
    width = 2 * MARGIN + CELL_WIDTH * max(place.column for place in places().values())
    height = 2 * MARGIN + CELL_HEIGHT * max(place.row for place in places().values())
    return TileMap(tiles, districts(), list(grades.values()), width, height, _finding(tiles, target_percent))


def grades_for(target_percent: int) -> dict[str, Grade]:
    return {
        "most": Grade("tm-most", f"từ {NEARLY_ALL}%"),
        "fine": Grade("tm-fine", f"từ ngưỡng {target_percent}%"),
        "below": Grade("tm-below", f"dưới ngưỡng {target_percent}%"),
        "far": Grade("tm-far", f"dưới {min(FAR_BELOW, target_percent)}%"),
        "few": Grade("tm-few", f"chưa đủ {FEWEST} hồ sơ để tính tỷ lệ"),
    }


def grade_of(tally: Tally, target_percent: int) -> str:
    if tally.resolved < FEWEST:
        return "few"
    share = 100 * tally.punctual / tally.resolved
    if share < target_percent:
        return "far" if share < FAR_BELOW else "below"
    return "most" if share >= max(NEARLY_ALL, target_percent) else "fine"


@cache
def districts() -> list[District]:
    cells: dict[str, list[Place]] = {}
    for place in places().values():
        cells.setdefault(place.district, []).append(place)
    return [_district(name, group) for name, group in cells.items()]


def _district(name: str, group: list[Place]) -> District:
    inside = {(place.column, place.row) for place in group}
    lines = []
    for place in group:
        x, y, right, bottom = place.x, place.y, place.x + CELL_WIDTH, place.y + CELL_HEIGHT
        sides = {
            (0, -1): f"M{x} {y}H{right}",
            (0, 1): f"M{x} {bottom}H{right}",
            (-1, 0): f"M{x} {y}V{bottom}",
            (1, 0): f"M{right} {y}V{bottom}",
        }
        lines += [side for (dx, dy), side in sides.items() if (place.column + dx, place.row + dy) not in inside]
    first = min(group, key=lambda place: (place.row, place.column))
    return District(
        name.split(" ", 1)[1] if not name.startswith("Thị xã") else "Sơn Tây", "".join(lines), first.x + 5, first.y + 13
    )


def _tile(place: Place, office: Office, figures: Figures, grades: dict[str, Grade], target_percent: int) -> Tile:
    tally = figures.by_office.get(office.pk) or Tally()
    grade = grades[grade_of(tally, target_percent)]
    return Tile(office, place.district, tally, grade, place.x + TILE_SIDE, place.y + TILE_TOP)


def _finding(tiles: list[Tile], target_percent: int) -> str:
    graded = [tile for tile in tiles if tile.has_share]
    below = [tile for tile in graded if tile.grade.css in {"tm-below", "tm-far"}]
    if not graded:
        return "Chưa đơn vị nào có đủ hồ sơ đã giải quyết trong kỳ để tính tỷ lệ."
    few = len(tiles) - len(graded)
    rest = f" {few} đơn vị chưa đủ {FEWEST} hồ sơ." if few else ""
    if not below:
        return f"Cả {len(graded)} đơn vị có đủ hồ sơ đều đạt ngưỡng {target_percent}%.{rest}"
    return f"{len(below)} trên {len(graded)} đơn vị có đủ hồ sơ ở dưới ngưỡng {target_percent}%.{rest}"
