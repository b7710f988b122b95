"""Files as people send them, made by the libraries that read them: photos of papers, PDFs, and naughty ones."""

import zlib
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw, ImageFilter

pillow_heif.register_heif_opener()  # to write HEIF; the portal reads it only


def image(width: int = 1600, height: int = 1200, *, light: float = 1.0, blur: int = 0) -> Image.Image:
    """A sheet with lines of text on a table."""
    picture = Image.new("RGB", (width, height), "#8a6b4f")
    pen, unit = ImageDraw.Draw(picture), height / 24
    pen.rectangle((width * 0.1, unit * 2, width * 0.9, unit * 22), fill="#f2f2e8")
    for line in range(9):
        pen.text((width * 0.14, unit * (3 + 2 * line)), "CĂN CƯỚC 001190012345 MẪU", fill="#222222", font_size=unit)
    if blur:
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
    return picture.point(lambda value: int(value * light)) if light != 1 else picture


def photo(width: int = 1600, height: int = 1200, *, form: str = "JPEG", exif: Image.Exif | None = None, **looks) -> bytes:
    out = BytesIO()
    options = {"exif": exif} if exif else {}
    image(width, height, **looks).save(out, form, **options)
    return out.getvalue()


def exif_with_place(*, orientation: int = 1) -> Image.Exif:
    """What a telephone writes: its make, how it was held, and where."""
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của An"
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.5)
    return exif


def bomb(side: int = 60_000) -> bytes:
    """A whole PNG of side × side black dots in a few hundred kB."""
    squeeze, row = zlib.compressobj(1), bytes(1 + (side + 7) // 8)
    data = b"".join([*(squeeze.compress(row * 1000) for _ in range(side // 1000)), squeeze.flush()])
    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def pdf(pages: int = 1, *, change=None, **save) -> bytes:
    """`change(document)` makes it naughty."""
    document, out = pikepdf.new(), BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change:
        change(document)
    document.save(out, **save)
    return out.getvalue()


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
