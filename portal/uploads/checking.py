"""One file from a citizen: its name cleaned, its kind told from its first bytes, its content rebuilt.

Sniffing alone proves nothing (a JPEG may carry HTML behind it), so everything that is kept has been decoded and written anew.
"""

from dataclasses import dataclass

from django.conf import settings

from portal.text import clean
from portal.uploads import errors
from portal.uploads.scanner import scan

NAME_LENGTH = 200
_PDF_HEADER_WITHIN = 1024  # bytes; readers accept blanks before the header
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be stored: rebuilt bytes, and what is known of them. `warning` is let through, but said."""

    name: str
    content: bytes
    content_type: str
    thumbnail: bytes = b""
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    warning: str = ""


def check(name: str, content: bytes) -> Checked:
    """Check and rebuild one file. Raises UploadRefused with a sentence for the citizen."""
    name = clean_name(name)
    if not content:
        raise errors.empty(name)
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise errors.too_big(name, len(content), settings.UPLOAD_MAX_BYTES)
    kind = kind_of(content)
    if not kind:
        raise errors.wrong_type(name)
    scan(name, content)
    if kind == "PDF":
        from portal.uploads.pdfs import read_pdf  # noqa: PLC0415  15 MB that most workers never need

        pdf = read_pdf(name, content)
        return Checked(name, pdf.content, "application/pdf", pages=pdf.pages)
    from portal.uploads.images import read_image  # noqa: PLC0415  5 MB, as above

    photo = read_image(name, content, kind)
    return Checked(name, photo.content, "image/jpeg", photo.thumbnail, photo.width, photo.height, None, photo.warning)


def clean_name(name: str) -> str:
    """The name as shown and stored beside the file, never used as a path."""
    bare = clean(name.replace("\\", "/").rsplit("/", 1)[-1])
    return bare[-NAME_LENGTH:] or "tep"


def kind_of(content: bytes) -> str:
    """ "JPEG", "PNG", "HEIF", "PDF", or "" for anything else; by the first bytes."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "HEIF"
    return "PDF" if b"%PDF-" in content[:_PDF_HEADER_WITHIN] else ""
