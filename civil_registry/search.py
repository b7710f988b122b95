"""Finding an entry in the books of an office: by names without tone marks, year, number and book."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice, product

from django.db.models import Q, QuerySet

from civil_registry.models import RegisterEntry
from civil_registry.spelling import spelling
from portal.text import fold

MOST = 50  # what a person reads; more means: search more narrowly
MOST_SPELLINGS = 8
YEARS_AROUND = 2  # people and books err by a year or two


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for. Names may be any of the entry's: subject, spouse, mother, father."""

    name: str = ""
    other_name: str = ""
    kind: str = ""
    year: int | None = None  # of birth or of registration, give or take two
    number: str = ""
    book: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A wider search that does find something."""

    words: str
    criteria: Criteria
    count: int

    @property
    def inputs(self) -> list[tuple[str, object]]:
        """The inputs of the search form that lead to it."""
        return [(name, value) for name, value in asdict(self.criteria).items() if value]


def find(entries: QuerySet[RegisterEntry], criteria: Criteria) -> list[RegisterEntry]:
    """At most MOST + 1 entries, names written exactly as typed first."""
    found = list(_matching(entries, criteria).order_by("subject_name", "book__year", "pk")[: MOST + 1])
    typed = spelling(criteria.name)
    return sorted(found, key=lambda entry: spelling(entry.subject_name) != typed)


def suggestions(entries: QuerySet[RegisterEntry], criteria: Criteria) -> list[Suggestion]:
    """Wider searches with their counts; only those that find anything."""
    wider = [Suggestion(words, other, _matching(entries, other).count()) for words, other in _wider(criteria)]
    return [suggestion for suggestion in wider if suggestion.count]


def _matching(entries: QuerySet[RegisterEntry], criteria: Criteria) -> QuerySet[RegisterEntry]:
    for name in (criteria.name, criteria.other_name):
        if name:
            entries = entries.filter(search_name__contains=fold(name))
    if criteria.kind:
        entries = entries.filter(book__kind=criteria.kind)
    if criteria.year:
        span = (criteria.year - YEARS_AROUND, criteria.year + YEARS_AROUND)
        entries = entries.filter(Q(birth_year__range=span) | Q(book__year__range=span))
    if criteria.number:
        entries = entries.filter(number__iexact=criteria.number)
    if criteria.book:
        entries = entries.filter(book__number__iexact=criteria.book)
    return entries


def _wider(criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    if criteria.other_name:
        yield "Bỏ tên người thứ hai", replace(criteria, other_name="")
    if criteria.year:
        yield "Bỏ năm", replace(criteria, year=None)
    if criteria.number or criteria.book:
        yield "Bỏ số và quyển", replace(criteria, number="", book="")
    if criteria.kind:
        yield "Tìm trong mọi loại sổ", replace(criteria, kind="")
    seen = {fold(criteria.name)}
    for spelled in _spellings(criteria.name):
        if fold(spelled) not in seen:
            seen.add(fold(spelled))
            yield f"Cách viết khác: {spelled}", replace(criteria, name=spelled)


def _spellings(name: str) -> Iterator[str]:
    """Other spellings clerks used: i for y and y for i at the end of a word; without the family name; the last names."""
    words = fold(name).split()
    yield from (" ".join(spelled) for spelled in islice(product(*map(_endings, words)), MOST_SPELLINGS))
    if len(words) > 2:
        yield " ".join(words[1:])
        yield " ".join(words[-2:])


def _endings(word: str) -> tuple[str, ...]:
    if len(word) < 2 or word[-1] not in "iy" or word == "thi":
        return (word,)
    return word, word[:-1] + ("y" if word.endswith("i") else "i")
