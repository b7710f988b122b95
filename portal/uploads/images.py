"""Photos: decoded, turned upright, and written anew as JPEG, so that EXIF, location and whatever hid in the file are gone."""

import struct
import zlib
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageFile, ImageOps

from portal.uploads import errors
from portal.uploads.quality import LOOKED_AT_SIDE, warning_for

MAX_PIXELS = 50_000_000  # 150 MB while decoding; telephones take 12, at their finest 50
LONG_SIDE = 4000  # pixels kept
THUMBNAIL_SIDE = 480
QUALITY, THUMBNAIL_QUALITY = 88, 72
PAPER = (255, 255, 255)  # behind what was transparent

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's own guard, before it decodes: warns above, refuses above twice as many

_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo rebuilt as JPEG; `width` and `height` in pixels, as seen upright."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int
    warning: str


def read_image(name: str, content: bytes, kind: str) -> Photo:
    """Decode as `kind` (JPEG, PNG, HEIF) and rebuild. Raises UploadRefused for bombs and for what cannot be read."""
    if kind == "HEIF":
        _learn_heif()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing WeasyPrint turns it on: half a photo would pass as a whole one
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as opened:
            return _rebuilt(_decoded(name, opened))
    except _BOMB as fault:
        raise errors.too_many_pixels(name, MAX_PIXELS) from fault
    except _UNREADABLE as fault:
        raise errors.broken(name) from fault


@cache
def _learn_heif() -> None:
    """Telephones of one maker send it; the decoder costs 11 MB, so other workers do without."""
    import pillow_heif  # noqa: PLC0415

    pillow_heif.register_heif_opener(thumbnails=False)


def _decoded(name: str, opened: Image.Image) -> Image.Image:
    """Upright pixels in RGB, the long side at most LONG_SIDE. The size is known before anything is decoded."""
    if opened.width * opened.height > MAX_PIXELS:
        raise errors.too_many_pixels(name, MAX_PIXELS)
    opened.draft("RGB", (LONG_SIDE, LONG_SIDE))  # JPEG only: decodes no more than needed
    opened.load()
    ImageOps.exif_transpose(opened, in_place=True)  # each copy of twelve million pixels costs as much as half a decoding
    upright = _on_paper(opened)
    upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return upright


def _on_paper(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (*PAPER, 255))
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode.startswith("I"):  # 16-bit grey scans
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode == "RGB" else image.convert("RGB")


def _rebuilt(image: Image.Image) -> Photo:
    looked_at = image.reduce(max(1, max(image.size) // LOOKED_AT_SIDE))  # a third of what the finer filters take
    small = looked_at.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.HAMMING)
    return Photo(_jpeg(image, QUALITY), _jpeg(small, THUMBNAIL_QUALITY), image.width, image.height, warning_for(looked_at))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    """Pixels only: no EXIF, no colour profile, no comment."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    out = BytesIO()
    bare.save(out, "JPEG", quality=quality)
    return out.getvalue()
