"""Which units of a phase the table shows: by district, by what is missing, by standing, by name; by district where many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from applications.rollout.checklist import LABELS, Standing, UnitRow, sums_of
from portal.offices.models import Level, Office
from portal.text import fold

PAGE = 50
FEW = 60  # units that one page shows without grouping them


@dataclass(frozen=True, slots=True)
class Filters:
    """As typed in the address; what is no filter of ours is left out."""

    district: int | None = None
    missing: str = ""
    standing: str = ""
    name: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        missing, standing = query.get("thieu", ""), query.get("tinh_trang", "")
        return cls(
            district=_number(query.get("huyen", "")),
            missing=missing if missing in LABELS else "",
            standing=standing if standing in Standing.words else "",
            name=query.get("ten", "").strip()[:60],
            page=_number(query.get("trang", "")) or 1,
        )

    @property
    def is_any(self) -> bool:
        return bool(self.district or self.missing or self.standing or self.name)

    def lets_through(self, row: UnitRow) -> bool:
        if self.district and self.district not in (row.office.pk, row.office.parent_id):
            return False
        if self.missing and not row.lacks(self.missing):
            return False
        if self.standing and row.standing != self.standing:
            return False
        return all(word in row.office.search_name for word in fold(self.name).split())

    def address(self, page: int) -> str:
        """The query of another page of the same."""
        said = {"huyen": self.district, "thieu": self.missing, "tinh_trang": self.standing, "ten": self.name}
        return "?" + urlencode({key: value for key, value in said.items() if value} | {"trang": page})


@dataclass(frozen=True, slots=True)
class Group:
    """A district with its units: how many have each thing."""

    office: Office
    sums: Counter
    keys: tuple[str, ...]

    @property
    def cells(self) -> list[tuple[str, int, int]]:
        """(what, how many have it, of how many it is known)"""
        return [(LABELS[key], self.sums[key], self.sums[f"known:{key}"]) for key in self.keys]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: groups, or one page of rows."""

    groups: list[Group]
    rows: list[UnitRow]
    found: int
    previous_url: str = ""
    next_url: str = ""


def shown(rows: list[UnitRow], filters: Filters, keys: list[str]) -> Shown:
    """Rows in order; by district where they are many and nothing was asked for."""
    if not filters.is_any and len(rows) > FEW and all(_district(row) for row in rows):
        return Shown(_groups(rows, tuple(keys)), [], len(rows))
    found = [row for row in rows if filters.lets_through(row)]
    last = max(1, -(-len(found) // PAGE))
    page = min(filters.page, last)
    return Shown(
        [],
        found[(page - 1) * PAGE : page * PAGE],
        len(found),
        filters.address(page - 1) if page > 1 else "",
        filters.address(page + 1) if page < last else "",
    )


def districts_in(rows: Iterable[UnitRow]) -> list[Office]:
    found = {district.pk: district for row in rows if (district := _district(row))}
    return sorted(found.values(), key=lambda office: fold(office.name))


def _groups(rows: list[UnitRow], keys: tuple[str, ...]) -> list[Group]:
    by_district: dict[int, list[UnitRow]] = {}
    for row in rows:
        by_district.setdefault(_district(row).pk, []).append(row)
    return [Group(district, sums_of(by_district[district.pk]), keys) for district in districts_in(rows)]


def _district(row: UnitRow) -> Office | None:
    """The district itself, or that of a commune; None since there are no districts."""
    if row.office.level == Level.DISTRICT:
        return row.office
    return row.office.parent if row.office.is_in_district else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
