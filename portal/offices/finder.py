"""Finds a place of registration by its name, old or present, typed with or without tone marks, with or without its type."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from portal.offices import naming
from portal.offices.models import Level, Office, OfficeSuccession
from portal.offices.succession import in_figures, is_live, live_offices, trace, what_became
from portal.text import clean, fold, toned

__all__ = ["Place", "districts_of", "find_places", "is_live", "live_offices", "trace"]
QUERY_LIMIT = 120
# How a type is typed before a name, folded. "Quan Hoa" is a ward, so a type is only one way to read the beginning.
_TYPES = {
    "phuong": "phuong",
    "p": "phuong",
    "xa": "xa",
    "x": "xa",
    "thi tran": "thi_tran",
    "tt": "thi_tran",
    "quan": "quan",
    "q": "quan",
    "huyen": "huyen",
    "h": "huyen",
    "thi xa": "thi_xa",
    "tx": "thi_xa",
    "uy ban nhan dan": "",
    "ubnd": "",
}
_ABBREVIATIONS = {"p", "x", "tt", "q", "h", "tx", "tp"}
_TYPE_WORDS = {"thi_tran": 2, "thi_xa": 2}  # of the name; one word otherwise
_ONLY_WORDS = 6  # how close a name is whose words are scattered over name and district
_ENGLISH_TYPE = re.compile(r"\s+(ward|commune|township|district|town)\b", re.IGNORECASE)  # as naming.py writes it
_CITY = re.compile(r"[\s,]+(thành phố |tp\.? ?)?(hà nội|ha noi)\s*$", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """One hit: the unit over its span, and what became of it."""

    office: Office
    is_former: bool
    became: str  # "Nhập vào phường Đồng Nhân từ 01/01/2025"; empty while it stands

    @property
    def name(self) -> str:
        return naming.name(self.office)

    @property
    def district(self) -> str:
        """ "Quận Hai Bà Trưng", or empty: since 01/07/2025 there are no districts."""
        parent = self.office.parent
        return naming.name(parent) if parent and parent.level == Level.DISTRICT else ""

    @property
    def span(self) -> str:
        """When the unit stood, as far as the data knows: "đến 31/12/2024", "từ 01/07/2025", or empty for always."""
        start, end = self.office.valid_from, self.office.valid_to
        if start and end:
            return _("từ %(start)s đến %(end)s") % {"start": in_figures(start), "end": in_figures(end)}
        if end:
            return _("đến %(day)s") % {"day": in_figures(end)}
        return _("từ %(day)s") % {"day": in_figures(start)} if start else ""


def find_places(
    query: str, *, level: str, district: Office | None = None, day: date | None = None, limit: int = 20
) -> list[Place]:
    """Units of a level by name, best first: whole names before beginnings before parts, right tone marks before none.

    `district` limits to the communes of one (former) district. `day` is the day of asking: units that began later are left
    out, units that ended before it are former. Without it, everything the data knows. An empty question finds all communes
    of the district, or nothing without one. Two queries.
    """
    asked = _Asked.read(query)
    if not asked.words and district is None:
        return []
    units = Office.objects.filter(level=level).select_related("parent")
    if day is not None:
        units = units.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))
    if district is not None:
        units = units.filter(parent=district)
    for word in asked.words:
        units = units.filter(search_name__contains=word)
    ranked = sorted(((asked.rank(unit), unit.pk, unit) for unit in units if asked.fits(unit)), key=lambda row: row[:2])
    closest = [unit for rank, _pk, unit in ranked if rank[0] < _ONLY_WORDS or ranked[0][0][0] == _ONLY_WORDS]
    return _places(closest[: 2 * limit], day)[:limit]


def unit_standing(code: str, day: date) -> Office | None:
    """The unit where people file that had this code, of the statistics or in dossier codes, on that day. One query."""
    units = Office.objects.standing_on(day).exclude(level__in=[Level.POST, Level.PARTNER]).select_related("parent")
    return units.filter(Q(code=code) | Q(agency_code=code)).first()


def districts_of(day: date) -> list[Office]:
    """For the chooser's list: every district that the data knows on or before `day`, former ones too. One query."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    districts = Office.objects.filter(begun, level=Level.DISTRICT)
    return sorted(districts, key=lambda unit: (["quan", "thi_xa", "huyen"].index(unit.kind), fold(unit.name)))


def _places(units: list[Office], day: date | None) -> list[Place]:
    links = OfficeSuccession.objects.select_related("successor", "successor__parent").order_by("successor__name")
    prefetch_related_objects(units, Prefetch("successions", links))
    return [
        Place(unit, is_former=_has_ended(unit, day), became=what_became(unit) if _has_ended(unit, day) else "")
        for unit in units
        if not _goes_on_under_its_name(unit, day)
    ]


def _has_ended(unit: Office, day: date | None) -> bool:
    return unit.valid_to is not None and (day is None or unit.valid_to < day)


def _goes_on_under_its_name(unit: Office, day: date | None) -> bool:
    """A ward that only took in a neighbour and got a new code would be listed twice: the later span stands for both."""
    links = unit.successions.all()
    if not _has_ended(unit, day) or len(links) != 1:
        return False
    successor = links[0].successor
    return successor.name == unit.name and successor.parent_id == unit.parent_id


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question read: its words for the database, and the ways to read the name in it."""

    words: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]  # (with tones, folded)
    kind: str  # "phuong" when the question begins with that type

    @classmethod
    def read(cls, query: str) -> "_Asked":
        text = _ENGLISH_TYPE.sub("", _CITY.sub("", clean(query)[:QUERY_LIMIT]))
        name, _comma, rest = text.partition(",")
        with_tones, folded = _words(name)
        skipped, kind = _type_before(folded)
        words = [*folded[skipped:], *(word for word in _words(rest)[1] if word not in _ABBREVIATIONS)]
        readings = {(" ".join(with_tones[n:]), " ".join(folded[n:])) for n in (0, skipped)}
        return cls(tuple(word for word in words if word not in _ABBREVIATIONS or len(words) == 1), tuple(readings), kind)

    def fits(self, unit: Office) -> bool:
        """Each word begins a word of the name or of the district."""
        words = _NO_WORD.split(unit.search_name)
        return all(any(word.startswith(asked) for word in words) for asked in self.words)

    def rank(self, unit: Office) -> tuple:
        closeness = min(_closeness(reading, unit) for reading in self.readings)
        return closeness, bool(self.kind) and unit.kind != self.kind, unit.search_name, unit.valid_from or date.min


def _words(text: str) -> tuple[list[str], list[str]]:
    plain = _NO_WORD.sub(" ", text).strip()
    return toned(plain).split(), fold(plain).split()


def _type_before(words: list[str]) -> tuple[int, str]:
    """How many leading words are types ("UBND xã" is two), and the last type named; a name must remain."""
    skipped, kind = 0, ""
    while True:
        lengths = (n for n in (4, 2, 1) if " ".join(words[skipped : skipped + n]) in _TYPES and len(words) > skipped + n)
        length = next(lengths, 0)
        if length == 0:
            return skipped, kind
        kind = _TYPES[" ".join(words[skipped : skipped + length])]
        skipped += length


def _closeness(reading: tuple[str, str], unit: Office) -> int:
    asked_toned, asked_folded = reading
    name_toned, name_folded = (" ".join(words[_TYPE_WORDS.get(unit.kind, 1) :]) for words in _words(unit.name))
    tests = (
        name_toned == asked_toned,
        name_folded == asked_folded,
        name_toned.startswith(asked_toned),
        name_folded.startswith(asked_folded) or asked_folded.startswith(f"{name_folded} "),  # then the district follows
        f" {asked_toned}" in f" {name_toned}",
        f" {asked_folded}" in f" {name_folded}",
    )
    return tests.index(True) if True in tests else _ONLY_WORDS
