"""Many papers in one file for the printer, written page by page: memory stays flat however many there are.

pikepdf would keep every object of every page until it saves (a quarter of a gigabyte for a thousand papers). Page contents and
fonts go over byte for byte; the outline, tags and metadata of each paper stay behind: the archive holds the papers themselves.
"""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

CATALOG, PAGES = 1, 2  # the numbers of the two objects that are written last


class JoinedPapers:
    """`with JoinedPapers(path) as whole: whole.append(file, [0, 1])`. Each page carries its own size and resources."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._offsets: dict[int, int] = {}
        self._pages: list[int] = []
        self._last = PAGES

    def __enter__(self) -> "JoinedPapers":
        self._out = self._path.open("wb")
        self._out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        return self

    def __exit__(self, fault: type[BaseException] | None, _value: object, _trace: TracebackType | None) -> None:
        if fault is None:
            self._finish()
        self._out.close()

    def append(self, paper: BinaryIO, pages: Iterable[int] | None = None) -> None:
        """Copy pages (counted from 0; all of them without `pages`) of a paper and whatever they use. Raises IndexError."""
        import pikepdf  # noqa: PLC0415  tens of MB that no web process needs

        with pikepdf.open(paper) as source:
            numbers: dict[tuple[int, int], int] = {}  # of this paper's objects in ours
            for index in range(len(source.pages)) if pages is None else pages:
                page = source.pages[index].obj
                number = numbers[page.objgen] = self._new_number()
                self._pages.append(number)
                self._copy(page, number, numbers)

    def _copy(self, page, number: int, numbers: dict[tuple[int, int], int]) -> None:
        """Write a page, then everything it leads to that was not written yet."""
        waiting: list = []
        entries = [(key, value) for key, value in page.items() if key not in ("/Parent", "/StructParents")]
        body = b" ".join(_name(key) + b" " + self._inner(value, numbers, waiting) for key, value in entries)
        self._write(number, b"<< %s /Parent %d 0 R >>" % (body, PAGES))
        while waiting:
            found = waiting.pop()
            self._write_found(found, numbers[found.objgen], numbers, waiting)

    def _write_found(self, found, number: int, numbers: dict, waiting: list) -> None:
        import pikepdf  # noqa: PLC0415

        if not isinstance(found, pikepdf.Stream):
            self._write(number, self._outer(found, numbers, waiting))
            return
        data = found.read_raw_bytes()
        entries = [(key, value) for key, value in found.stream_dict.items() if key != "/Length"]
        body = b" ".join(_name(key) + b" " + self._inner(value, numbers, waiting) for key, value in entries)
        self._write(number, b"<< %s /Length %d >>\nstream\n%s\nendstream" % (body, len(data), data))

    def _inner(self, value, numbers: dict, waiting: list) -> bytes:
        """A value inside another: a reference by our number, or the value itself."""
        if not getattr(value, "is_indirect", False):
            return self._outer(value, numbers, waiting)
        if value.objgen not in numbers:
            numbers[value.objgen] = self._new_number()
            waiting.append(value)
        return b"%d 0 R" % numbers[value.objgen]

    def _outer(self, value, numbers: dict, waiting: list) -> bytes:
        import pikepdf  # noqa: PLC0415

        if not isinstance(value, pikepdf.Object):
            return _plain(value)
        written = value.unparse(resolved=True)
        if b" R" not in written:  # refers to nothing: as it stands
            return written
        if isinstance(value, pikepdf.Dictionary):
            inside = [_name(key) + b" " + self._inner(item, numbers, waiting) for key, item in value.items()]
            return b"<< %s >>" % b" ".join(inside)
        if isinstance(value, pikepdf.Array):
            return b"[ %s ]" % b" ".join(self._inner(item, numbers, waiting) for item in value)
        return written

    def _new_number(self) -> int:
        self._last += 1
        return self._last

    def _write(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._out.tell()
        self._out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _finish(self) -> None:
        kids = b" ".join(b"%d 0 R" % number for number in self._pages)
        self._write(PAGES, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(self._pages), kids))
        self._write(CATALOG, b"<< /Type /Catalog /Pages %d 0 R >>" % PAGES)
        begins = self._out.tell()
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (self._last + 1))
        for number in range(1, self._last + 1):
            self._out.write(b"%010d 00000 n \n" % self._offsets[number])
        self._out.write(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (self._last + 1, CATALOG, begins))


def _name(key: str) -> bytes:
    import pikepdf  # noqa: PLC0415

    return pikepdf.Name(key).unparse()


def _plain(value: object) -> bytes:
    """What pikepdf gives as Python's own: null, booleans, numbers."""
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return f"{value:f}".encode() if isinstance(value, Decimal) else str(value).encode()
