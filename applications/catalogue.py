"""The catalogue of procedures: what each is, who may ask, where, with which papers, in what time; one file a procedure.

Information for the public; what can be filed here leads on to its service page. Texts stand in both languages in the very
file by which a procedure is filed (`applications/procedures/`); where the law or a limit was not read in its source,
`needs_review` says so.
Source: domain reference §11; QĐ 163/QĐ-BTP of 16/1/2026 (codes, limits).
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from applications.procedures import procedure_for, procedures
from applications.procedures.reading import procedure_files
from portal.language import Words
from portal.text import fold

DATA = Path(__file__).parent / "data"
TEXTS = ("name", "who", "office", "limit", "fee", "result")


@dataclass(frozen=True, slots=True)
class Named:
    """A group of the catalogue, or a situation people come with."""

    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class Listed:
    """A procedure as the public reads of it."""

    code: str  # national code
    slug: str
    group: str
    level: int  # 1: told of; 2: with the form to print; 3: filed here, fetched at the desk; 4: filed here, brought home
    order: int  # within a situation: what comes first
    name: Words
    who: Words
    office: Words
    papers: tuple[Words, ...]
    limit: Words
    fee: Words
    result: Words
    laws: tuple[str, ...]
    synonyms: tuple[str, ...]
    situations: tuple[str, ...]
    needs_review: bool
    door: str = ""  # slug of the service page, where it has several
    is_filed_here: bool = False
    folded: str = ""  # everything it is found by

    def matches(self, words: list[str]) -> bool:
        return all(word in self.folded for word in words)


@dataclass(frozen=True, slots=True)
class Catalogue:
    groups: tuple[Named, ...]
    situations: tuple[Named, ...]
    procedures: tuple[Listed, ...]

    def procedure(self, slug: str) -> Listed | None:
        return next((procedure for procedure in self.procedures if procedure.slug == slug), None)

    def situation(self, code: str) -> Named | None:
        return next((situation for situation in self.situations if situation.code == code), None)

    def group(self, procedure: Listed) -> Named:
        return next(group for group in self.groups if group.code == procedure.group)

    def for_situation(self, code: str) -> list[Listed]:
        """In the order in which a person does them."""
        return sorted((each for each in self.procedures if code in each.situations), key=lambda each: each.order)

    def find(self, query: str) -> list[Listed]:
        """Every word of the query, with or without tone marks, in either language; what can be filed here first."""
        words = fold(query).split()
        found = [each for each in self.procedures if words and each.matches(words)]
        return sorted(found, key=lambda each: (-each.level, each.order))

    def situations_like(self, query: str) -> list[Named]:
        """Those whose words hold every word of the query, in either language."""
        words = fold(query).split()
        named = [(each, fold(f"{each.name.vi} {each.name.en}")) for each in self.situations]
        return [each for each, folded in named if words and all(word in folded for word in words)]

    def by_group(self) -> list[tuple[Named, list[Listed]]]:
        rows = sorted(self.procedures, key=lambda each: each.order)
        return [(group, [each for each in rows if each.group == group.code]) for group in self.groups]


def open_on(day: date) -> frozenset[str]:
    """The slugs of what can be filed here on that day."""
    return frozenset(procedure.slug for procedure in procedures().values() if procedure.is_filed_on(day))


@cache
def catalogue() -> Catalogue:
    """Read once: the files change only with the code."""
    lists = tomllib.loads((DATA / "procedures.toml").read_text())
    return Catalogue(
        groups=tuple(Named(row["code"], Words(**row["name"])) for row in lists["groups"]),
        situations=tuple(Named(row["code"], Words(**row["name"])) for row in lists["situations"]),
        procedures=tuple(_listed(row) for row in procedure_files()),
    )


def _listed(row: dict) -> Listed:
    is_filed_here = "filing" in row
    texts = {name: Words(**row[name]) for name in TEXTS}
    name = texts["name"]
    folded = fold(" ".join([row["code"], name.vi, name.en, *row["synonyms"]]))
    return Listed(
        **{field: row[field] for field in ("code", "slug", "group", "level", "order", "needs_review")},
        **texts,
        **{field: tuple(row[field]) for field in ("laws", "synonyms", "situations")},
        papers=tuple(Words(**paper) for paper in row["papers"]) if "papers" in row else _papers_asked(row["code"]),
        door=row.get("door", ""),
        is_filed_here=is_filed_here,
        folded=folded,
    )


def _papers_asked(code: str) -> tuple[Words, ...]:
    """What the form itself asks for; where that depends on the answers, everything that it may."""
    told = (slot.label if slot.listed is None else slot.listed for slot in procedure_for(code).slots)
    return tuple(dict.fromkeys(words for words in told if isinstance(words, Words) and words))
