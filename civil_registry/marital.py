"""What the registers of this portal say of a person's marriage: entered, ended by a note, a divorce or a death, or not found.

A person is known by the personal number, else by the name without marks and the date of birth as far as both are written.
Not found is no proof: books that were never digitised say nothing here. Source: 52/2014/QH13 Art. 5(2)(c), 8(1)(d).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from civil_registry.models import EntryName, EventKind, Matter, RegisterBook, RegisterEntry
from portal.documents.words import partial_date
from portal.text import fold, search_key

MARRIAGES = (EventKind.MARRIAGE, EventKind.MARRIAGE_NOTED)
ENDS = (Matter.DIVORCE, Matter.ANNULMENT)
_SAID_OF_AN_END = ("ly hon", "huy viec ket hon")  # in notes that were digitised as they stand
_OTHER = {"wife_": "husband_", "husband_": "wife_"}
_ID_DIGITS = 12


class Standing(StrEnum):
    NONE = "none"  # no marriage in these registers
    MARRIED = "married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked about; `birth_date` is a partial ISO date."""

    full_name: str
    birth_date: str = ""
    personal_id: str = ""


@dataclass(frozen=True, slots=True)
class Marriage:
    """A marriage of the person: its entry, the other spouse, and what ended it."""

    entry: RegisterEntry
    spouse: Person
    is_wife: bool  # the person asked about
    divorce: str = ""  # the words of the note or entry
    spouse_death: RegisterEntry | None = None

    @property
    def is_over(self) -> bool:
        return bool(self.divorce or self.spouse_death)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one person; the latest marriage first."""

    person: Person
    marriages: tuple[Marriage, ...]
    death: RegisterEntry | None

    @property
    def standing(self) -> Standing:
        if self.death:
            return Standing.DEAD
        if not self.marriages:
            return Standing.NONE
        if any(not marriage.is_over for marriage in self.marriages):
            return Standing.MARRIED
        return Standing.DIVORCED if self.marriages[0].divorce else Standing.WIDOWED

    @property
    def may_marry(self) -> bool:
        """As far as these registers say."""
        return self.standing not in {Standing.MARRIED, Standing.DEAD}

    @property
    def words(self) -> str:
        """As the certificate of marital status says it. Source: TT 04/2020/TT-BTP Art. 12."""
        if not self.marriages:
            return "Chưa đăng ký kết hôn với ai"
        living = next((marriage for marriage in self.marriages if not marriage.is_over), None)
        if living:
            title = "chồng là ông" if living.is_wife else "vợ là bà"
            return f"Hiện tại đang có {title} {living.spouse.full_name} (Giấy chứng nhận kết hôn {_numbered(living.entry)})"
        last = self.marriages[0]
        if last.divorce:
            return f"Đã đăng ký kết hôn, nhưng đã ly hôn ({last.divorce}); hiện tại chưa đăng ký kết hôn với ai"
        who = "chồng" if last.is_wife else "vợ"
        death = _numbered(last.spouse_death) if last.spouse_death else ""
        return f"Đã đăng ký kết hôn, nhưng {who} đã chết (Trích lục khai tử {death}); hiện tại chưa đăng ký kết hôn với ai"


def look_up(person: Person, *, is_training: bool = False) -> Finding:
    """In the books of every office, those of training apart. A few queries; reads only."""
    found = _entries_named(person.full_name, (*MARRIAGES, EventKind.DIVORCE_NOTED), is_training)
    divorces = [entry for entry in found if entry.book.kind == EventKind.DIVORCE_NOTED]
    marriages = [
        _marriage(entry, side, divorces, is_training)
        for entry in found
        if entry.book.kind in MARRIAGES
        for side in _sides(entry, person)
    ]
    marriages.sort(key=lambda marriage: (marriage.entry.registered_on, marriage.entry.pk), reverse=True)
    return Finding(person, tuple(marriages), _death(person, is_training))


def _marriage(entry: RegisterEntry, side: str, divorces: list[RegisterEntry], is_training: bool) -> Marriage:
    spouse = _person_at(entry, _OTHER[side])
    later = (each for each in divorces if each.registered_on >= entry.registered_on)  # the same two may marry once more
    ended = _end_noted(entry) or next((_ended_abroad(each) for each in later if list(_sides(each, spouse))), "")
    return Marriage(entry, spouse, side == "wife_", ended, None if ended else _death(spouse, is_training))


def _end_noted(entry: RegisterEntry) -> str:
    note = next((note for note in entry.annotations.all() if note.matter in ENDS and note.is_in_force), None)
    if note:
        return note.text
    said = fold(entry.note)
    return entry.note if any(words in said for words in _SAID_OF_AN_END) else ""


def _ended_abroad(divorce: RegisterEntry) -> str:
    return divorce.fields.get("divorce_basis") or f"ghi chú ly hôn {_numbered(divorce)}"


def _death(person: Person, is_training: bool) -> RegisterEntry | None:
    found = _entries_named(person.full_name, (EventKind.DEATH,), is_training)
    if person.personal_id:
        there = Q(book__kind=EventKind.DEATH, book__holder__is_training=is_training, personal_id=person.personal_id)
        found += RegisterEntry.objects.filter(there).select_related("book")[:1]
    return next((entry for entry in found if _is_same(person, _person_at(entry, ""))), None)


def _entries_named(name: str, kinds: tuple[str, ...], is_training: bool) -> list[RegisterEntry]:
    key = search_key(name).encode()
    if not key:
        return []
    books = RegisterBook.objects.filter(kind__in=kinds, holder__is_training=is_training)
    ids = set(EntryName.objects.filter(book__in=books, key=key).values_list("entry_id", flat=True))
    entries = RegisterEntry.objects.filter(pk__in=ids).select_related("book__holder")
    return list(entries.prefetch_related("annotations").order_by("pk"))


def _sides(entry: RegisterEntry, person: Person) -> Iterator[str]:
    """As which spouse the person stands in the entry."""
    return (side for side in _OTHER if _is_same(person, _person_at(entry, side)))


def _person_at(entry: RegisterEntry, prefix: str) -> Person:
    fields = entry.fields
    name = fields.get(f"{prefix}name", "") or fields.get(f"{prefix}full_name", "")
    number = fields.get(f"{prefix}personal_id", "") or _number_in(fields.get(f"{prefix}identity_paper", ""))
    return Person(name, fields.get(f"{prefix}birth_date", ""), number)


def _is_same(one: Person, other: Person) -> bool:
    if one.personal_id and other.personal_id:
        return one.personal_id == other.personal_id
    known = min(len(one.birth_date), len(other.birth_date))
    return (
        bool(known)
        and one.birth_date[:known] == other.birth_date[:known]
        and search_key(one.full_name) == search_key(other.full_name)
    )


def _number_in(paper: str) -> str:
    """The personal number in the words of an identity paper, if it is there."""
    runs = "".join(char if char.isascii() and char.isdigit() else " " for char in paper).split()
    return next((run for run in runs if len(run) == _ID_DIGITS), "")


def _numbered(entry: RegisterEntry) -> str:
    day = f", ngày {partial_date(entry.registered_on)}" if entry.registered_on else ""
    return f"số {entry.number}{day}, {entry.book.registered_place}"
