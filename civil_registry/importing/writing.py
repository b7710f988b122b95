"""Some thousand checked rows into the books at once: what is new is entered, what is there is known again, the rest is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from civil_registry.entries import with_search_columns
from civil_registry.form_store import form_for
from civil_registry.importing.checking import Problem, Row
from civil_registry.models import RegisterBook, RegisterEntry
from civil_registry.names import write_names
from portal.offices.models import Office

_AT_ONCE = 1000
Cover = tuple[str, int, str]


@dataclass(slots=True)
class Outcome:
    """What became of the rows. `refused` and `differing` hold (line, problem)."""

    entered: int = 0
    unchanged: int = 0
    refused: list[tuple[int, Problem]] = field(default_factory=list)
    differing: list[tuple[int, Problem]] = field(default_factory=list)


class Writer:
    """Writes the rows of one file into the books of one office. The caller holds the transaction."""

    def __init__(self, *, kind: str, office: Office, by_id: int | None, number_title: str) -> None:
        self.kind, self.office, self.by_id, self.number_title = kind, office, by_id, number_title
        self._books: dict[Cover, RegisterBook] = {}

    def write(self, rows: Sequence[Row]) -> Outcome:
        outcome = Outcome()
        self._open_books({row.cover for row in rows})
        there = self._there(rows)
        new: dict[tuple[int, str], Row] = {}
        for row in rows:
            book = self._books[row.cover]
            key = (book.pk, row.number)
            if book.holder_id != self.office.pk:
                outcome.refused.append((row.line, self._told(row, f"Quyển sổ này do {book.holder.authority_name} giữ")))
            elif key in there:
                self._compare(row, there[key], outcome)
            elif key in new:
                self._compare_in_file(row, new[key], outcome)
            else:
                new[key] = row
        self._enter(new.values())
        outcome.entered = len(new)
        return outcome

    def _open_books(self, covers: set[Cover]) -> None:
        """The books of these covers, opened for the office where there are none."""
        unknown = covers - self._books.keys()
        if not unknown:
            return
        places, years = {cover[0] for cover in unknown}, {cover[1] for cover in unknown}
        same = RegisterBook.objects.filter(kind=self.kind, registered_place__in=places, year__in=years).select_related("holder")
        found = {(book.registered_place, book.year, book.number): book for book in same}
        opened = [
            RegisterBook(kind=self.kind, registered_place=place, year=year, number=number, holder=self.office)
            for place, year, number in sorted(unknown - found.keys())
        ]
        for book in RegisterBook.objects.bulk_create(opened):
            found[(book.registered_place, book.year, book.number)] = book
        self._books |= {cover: found[cover] for cover in unknown}

    def _there(self, rows: Sequence[Row]) -> dict[tuple[int, str], tuple[int, str]]:
        """(pk, first digest) of the entries that have a number of these rows in its book."""
        books, numbers = {self._books[row.cover].pk for row in rows}, {row.number for row in rows}
        found = RegisterEntry.objects.filter(book_id__in=books, number__in=numbers)
        return {
            (book_id, number): (pk, digest)
            for book_id, number, pk, digest in found.values_list("book_id", "number", "pk", "first_digest")
        }

    def _compare(self, row: Row, there: tuple[int, str], outcome: Outcome) -> None:
        pk, digest = there
        if digest == row.digest:
            outcome.unchanged += 1
            return
        entry = RegisterEntry.objects.get(pk=pk)
        labels = ", ".join(_differences(self.kind, entry, row)) or "nội dung đã ghi chú sau này"
        reason = f"Số này đã có trong quyển sổ với nội dung khác, không ghi đè. Khác ở: {labels}"
        outcome.differing.append((row.line, self._told(row, reason[:400])))

    def _compare_in_file(self, row: Row, other: Row, outcome: Outcome) -> None:
        if other.digest == row.digest:
            outcome.unchanged += 1
            return
        reason = f"Số này đã có ở dòng {other.line} của tệp, cùng quyển sổ, với nội dung khác. Xem lại sổ giấy"
        outcome.refused.append((row.line, self._told(row, reason)))

    def _enter(self, rows) -> None:
        entries = [
            with_search_columns(
                RegisterEntry(
                    book=self._books[row.cover],
                    number=row.number,
                    registered_on=row.registered_on,
                    fields=row.fields,
                    note=row.note,
                    source=RegisterEntry.Source.DIGITISED,
                    added_by_id=self.by_id,
                    first_digest=row.digest,
                )
            )
            for row in rows
        ]
        write_names(RegisterEntry.objects.bulk_create(entries, batch_size=_AT_ONCE))

    def _told(self, row: Row, reason: str) -> Problem:
        return Problem(self.number_title, row.number, reason)


def _differences(kind: str, entry: RegisterEntry, row: Row) -> list[str]:
    """The labels of what the book and the file say differently."""
    labels = []
    if entry.registered_on != row.registered_on:
        labels.append("Ngày đăng ký")
    for each in form_for(kind, date.max).fields:
        if entry.fields.get(each.code, "") != row.fields.get(each.code, ""):
            labels.append(each.label)
    if entry.note != row.note:
        labels.append("Ghi chú")
    return list(dict.fromkeys(labels))
