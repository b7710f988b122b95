"""Finding an entry in the books of an office: by names without tone marks, year, number and book.

Everything is asked of indexes whose first column is the book: an office's search never walks through the books of the others.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from civil_registry.entries import number_key
from civil_registry.models import EntryName, RegisterBook, RegisterEntry
from civil_registry.names import name_codes, span_of
from civil_registry.spelling import spelling
from portal.offices.models import Office
from portal.text import fold, search_key

PAGE = 25
MOST = 200  # what is ranked and shown; more means: search more narrowly
YEARS_AROUND = 2  # people and books err by a year or two
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is looked for. Names may be any of the entry's: subject, spouse, mother, father."""

    name: str = ""
    other_name: str = ""
    kind: str = ""
    year: int | None = None  # of birth or of registration, give or take two
    number: str = ""  # "12 bis", or with the year of the book: "12 bis/1990"
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


def find(office: Office, criteria: Criteria) -> list[RegisterEntry]:
    """At most MOST + 1 entries of the books the office holds: first those with the name exactly as typed."""
    ids = list(dict.fromkeys(matching(office, criteria)[: 2 * MOST]))[: MOST + 1]
    found = list(RegisterEntry.objects.filter(pk__in=ids).select_related("book"))
    return sorted(found, key=lambda entry: (_rank(entry, criteria.name), entry.subject_name, entry.book.year, entry.pk))


def suggestions(office: Office, criteria: Criteria) -> list[Suggestion]:
    """Wider searches with their counts, of at most MOST; only those that find anything."""
    wider = [Suggestion(words, other, len(set(matching(office, other)[:MOST]))) for words, other in _wider(criteria)]
    return [suggestion for suggestion in wider if suggestion.count]


def matching(office: Office, criteria: Criteria) -> QuerySet:
    """Ids of entries, in the order of the index; an entry comes once for each of its names that match."""
    books = RegisterBook.objects.filter(holder=office)
    if criteria.kind:
        books = books.filter(kind=criteria.kind)
    if criteria.book:
        books = books.filter(number__iexact=criteria.book)
    names = [name for name in (criteria.name, criteria.other_name) if search_key(name)]
    if not names:
        entries = RegisterEntry.objects.filter(_told("", criteria), book__in=books)
        return entries.order_by("number_key", "pk").values_list("pk", flat=True)
    first, last = span_of(names[0])
    rows = EntryName.objects.filter(_told("entry__", criteria), book__in=books, key__gte=first, key__lt=last)
    for name in names[1:]:
        first, last = span_of(name)
        rows = rows.filter(Exists(EntryName.objects.filter(entry=OuterRef("entry"), key__gte=first, key__lt=last)))
    return rows.order_by("key", "entry_id").values_list("entry_id", flat=True)


def _told(path: str, criteria: Criteria) -> Q:
    """What is said of the entry besides names; `path` leads to it."""
    told = Q()
    if criteria.year:
        span = (criteria.year - YEARS_AROUND, criteria.year + YEARS_AROUND)
        told &= Q(**{f"{path}birth_year__range": span}) | Q(**{f"{path}book__year__range": span})
    if criteria.number:
        told &= _numbered(path, criteria.number)
    return told


def _numbered(path: str, typed: str) -> Q:
    """ "12 bis" in any book; "12 bis/1990" as it stands, or number 12 bis of a book of 1990."""
    as_it_stands = Q(**{f"{path}number_key": number_key(typed)})
    number, _, year = typed.rpartition("/")
    if number.strip() and len(year.strip()) == _YEAR_DIGITS and year.strip().isascii() and year.strip().isdigit():
        return as_it_stands | Q(**{f"{path}number_key": number_key(number), f"{path}book__year": int(year)})
    return as_it_stands


def _rank(entry: RegisterEntry, typed: str) -> int:
    """0: somebody is called exactly so. 1: the words stand in a name, marks and all. 2: without marks only."""
    words = spelling(typed)
    if not words:
        return 2
    names = [spelling(entry.fields.get(code, "")) for code in name_codes(entry.book.kind)]
    if words in names:
        return 0
    return 1 if any(name[start : start + len(words)] == words for name in names for start in range(len(name))) else 2


def _wider(criteria: Criteria) -> Iterator[tuple[str, Criteria]]:
    has_name = bool(search_key(criteria.name))
    if criteria.other_name and has_name:
        yield "Bỏ tên người thứ hai", replace(criteria, other_name="")
    if criteria.year:
        yield "Bỏ năm", replace(criteria, year=None)
    if (criteria.number or criteria.book) and has_name:
        yield "Bỏ số và quyển", replace(criteria, number="", book="")
    if criteria.kind:
        yield "Tìm trong mọi loại sổ", replace(criteria, kind="")
    for shorter in _shorter(criteria.name):
        yield f"Rút ngắn tên: {shorter}", replace(criteria, name=shorter)


def _shorter(name: str) -> Iterator[str]:
    """Without the family name; the last names: women took other family names, and clerks left out a word."""
    words = fold(name).split()
    if len(words) > 2:
        yield " ".join(words[1:])
    if len(words) > 3:
        yield " ".join(words[-2:])
