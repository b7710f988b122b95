"""Entering an event into the register: what will be written is drafted, and written, numbered and given when it is signed.

The draft is an original paper (ExtractCopy.is_original) whose snapshot says what the entry will say. Numbers run from 1 each
year and go on across the books of an office and kind, without gaps. Source: 60/2014/QH13 Art. 12(2), 14, 18; TT 04/2020/TT-BTP
Art. 29-30. Callers hold the transaction.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from civil_registry.entries import add_entry
from civil_registry.form_store import form_for, form_of_original
from civil_registry.models import ExtractCopy, RegisterBook, RegisterEntry
from portal.documents.models import Counter, next_number
from portal.offices.models import Office

CITY = "thành phố Hà Nội"


def fields_of(kind: str) -> frozenset[str]:
    """The codes an entry of this kind may hold."""
    return frozenset(field.code for field in form_for(kind, date.max).fields)


def draft_original(
    kind: str,
    fields: Mapping[str, str],
    *,
    office: Office,
    quantity: int,
    dossier_code: str,
    note: str = "",
    by_id: int,
    at: datetime,
) -> ExtractCopy:
    """What will be written, as its paper will say it; no number yet. `fields` by code, blanks left out. Raises NoForm."""
    said = {code: value for code, value in fields.items() if value and code in fields_of(kind)}
    form, day = form_of_original(kind, said, timezone.localdate(at)), timezone.localdate(at)
    return ExtractCopy.objects.create(
        kind=kind,
        is_original=True,
        office=office,
        quantity=quantity,
        dossier_code=dossier_code,
        snapshot={
            "form": {"code": form.code, "version": form.version},
            "title": form.title,
            "fields": said,
            "registered_place": place_of(office),
            "number": "",
            "book": "",
            "registered_on": day.isoformat(),
            "note": note,
        },
        drafted_by_id=by_id,
        drafted_at=at,
    )


def enter(copy: ExtractCopy, *, at: datetime) -> tuple[int, str]:
    """Write the entry of an original that is being signed; its snapshot then says number and day. (number, its counter)."""
    day = timezone.localdate(at)
    book = book_of(copy.office, copy.kind, day.year)
    scope = f"entry:{copy.office_id}:{day.year}:{copy.kind}"
    number = _next_number(scope, entries_of_year(copy.office, copy.kind, day.year))
    note, fields = copy.snapshot["note"], copy.snapshot["fields"]
    source = RegisterEntry.Source.REGISTERED
    copy.entry = add_entry(
        book,
        number=str(number),
        registered_on=day.isoformat(),
        fields=fields,
        note=note,
        source=source,
        by_id=copy.drafted_by_id,
    )
    copy.entry_version = copy.entry.version
    copy.snapshot = copy.snapshot | {
        "number": copy.entry.number,
        "book": book.number,
        "registered_place": book.registered_place,
        "registered_on": day.isoformat(),
        "fields": copy.entry.fields,
        "entry_note": note,
    }
    return number, scope


def book_of(office: Office, kind: str, year: int) -> RegisterBook:
    """The open book: the youngest of that year with the office's name on its cover, whoever entered it; else its first."""
    cover = {"kind": kind, "registered_place": place_of(office), "year": year}
    youngest = RegisterBook.objects.filter(**cover).order_by("-pk").first()
    first = {"registered_at": office, "holder": office}
    return youngest or RegisterBook.objects.get_or_create(**cover, number=f"01/{year}", defaults=first)[0]


def place_of(office: Office) -> str:
    """The place of registration as a cover says it today."""
    district = f", {office.full_name.partition(', ')[2]}" if office.is_in_district else ""
    return f"{office.authority_name}{district}, {CITY}"


def entries_of_year(office: Office, kind: str, year: int) -> QuerySet[RegisterEntry]:
    """Over all the year's books of this office: numbers go on from one to the next."""
    return RegisterEntry.objects.filter(book__registered_place=place_of(office), book__kind=kind, book__year=year)


def _next_number(scope: str, there: QuerySet[RegisterEntry]) -> int:
    """The next that no book has: what was written on paper before the portal, or beside it, keeps its numbers."""
    if not Counter.objects.filter(scope=scope).exists():
        numbers = [int(number) for number in there.values_list("number", flat=True) if number.isascii() and number.isdigit()]
        Counter.objects.get_or_create(scope=scope, defaults={"last": max(numbers, default=0)})
    while True:
        number = next_number(scope)
        if not there.filter(number=str(number)).exists():
            return number
