"""The catalogue of procedures: what each is, who may ask, where, with which papers, in what time; one file a procedure.

Information for the public (levels 1 and 2); what can be filed here leads on to its service page. Texts stand in both languages
in `applications/data/procedures/`; where the law or a limit was not read in its source, `needs_review` says so.
Source: domain reference §11; QĐ 163/QĐ-BTP of 16/1/2026 (codes, limits).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.language import page_language
from portal.text import fold

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages; in a page it is the page's own."""

    vi: str
    en: str

    def __str__(self) -> str:
        return getattr(self, page_language())


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
    door: str = ""  # slug of the service page where it can be filed
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

    def by_group(self) -> list[tuple[Named, list[Listed]]]:
        rows = sorted(self.procedures, key=lambda each: each.order)
        return [(group, [each for each in rows if each.group == group.code]) for group in self.groups]


@cache
def catalogue() -> Catalogue:
    """Read once: the files change only with the code."""
    lists = tomllib.loads((DATA / "procedures.toml").read_text())
    files = sorted((DATA / "procedures").glob("*.toml"))
    return Catalogue(
        groups=tuple(Named(row["code"], Words(**row["name"])) for row in lists["groups"]),
        situations=tuple(Named(row["code"], Words(**row["name"])) for row in lists["situations"]),
        procedures=tuple(_listed(tomllib.loads(file.read_text())) for file in files),
    )


def _listed(row: dict) -> Listed:
    texts = {name: Words(**value) for name, value in row.items() if isinstance(value, dict)}
    lists = {name: tuple(row[name]) for name in ("laws", "synonyms", "situations")}
    papers = tuple(Words(**paper) for paper in row["papers"])
    name = texts["name"]
    folded = fold(" ".join([row["code"], name.vi, name.en, *row["synonyms"]]))
    return Listed(**row | texts | lists | {"papers": papers, "folded": folded})
