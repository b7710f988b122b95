"""PDFs: parsed whole, refused with passwords, programs or files inside, and written anew without what nobody reads.

Programs may hang on the document, a page, a field or a link, so every object of the file is looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from portal.uploads import errors

MAX_PAGES = 50
MAX_OBJECTS = 100_000
_ACTIONS_THAT_RUN = {
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/GoToE",
    "/GoTo3DView",
    "/RichMediaExecute",
}
_KEYS_THAT_RUN = {"/JS", "/XFA", "/RichMediaContent"}
_KEYS_WITH_FILES = {"/EmbeddedFiles", "/EF"}
_UNREADABLE = (pikepdf.PdfError, ValueError, RuntimeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Pdf:
    content: bytes
    pages: int


def read_pdf(name: str, content: bytes) -> Pdf:
    """Parse, look through and rebuild. Raises UploadRefused."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return _rebuilt(name, pdf)
    except pikepdf.PasswordError as fault:
        raise errors.has_password(name) from fault
    except _UNREADABLE as fault:
        raise errors.broken(name) from fault


def _rebuilt(name: str, pdf: pikepdf.Pdf) -> Pdf:
    if pdf.is_encrypted:
        raise errors.has_password(name)
    pages = len(pdf.pages)
    if pages == 0 or len(pdf.objects) > MAX_OBJECTS:
        raise errors.broken(name)
    if pages > MAX_PAGES:
        raise errors.too_many_pages(name, pages, MAX_PAGES)
    for dictionary in _dictionaries(pdf):
        _look_at(name, dictionary)
    for key in ("/OpenAction", "/AA", "/Metadata", "/PieceInfo", "/Collection"):
        if key in pdf.Root:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    out = BytesIO()
    pdf.save(out, deterministic_id=True)  # the same file sent twice gives the same bytes
    return Pdf(out.getvalue(), pages)


def _look_at(name: str, dictionary: pikepdf.Object) -> None:
    keys = set(dictionary.keys())
    if keys & _KEYS_THAT_RUN or str(dictionary.get("/S", "")) in _ACTIONS_THAT_RUN:
        raise errors.has_program(name)
    if keys & _KEYS_WITH_FILES or str(dictionary.get("/Subtype", "")) == "/FileAttachment":
        raise errors.has_files(name)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the file, also those inside others; each object once."""
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
            inner = item.stream_dict if isinstance(item, pikepdf.Stream) else item
            yield inner
            waiting += [value for _key, value in inner.items() if _is_nested(value)]
        elif isinstance(item, pikepdf.Array):
            waiting += [value for value in item if _is_nested(value)]


def _is_nested(value: object) -> bool:
    """Written inside its parent; what is referred to comes by itself."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
