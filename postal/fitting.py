"""How large a name and an address may be printed so that both fit their box: measured with the letters of the paper itself.

Every line is kept: an address is made smaller, never cut. Lengths in millimetres, letters in points.
"""

from functools import cache

from PIL import ImageFont

from portal.documents.render import FONTS

POINT_MM = 25.4 / 72
NAME_LARGER, LINE = 1.15, 1.2  # the name beside the address; the height of a line
SMALLEST_PT, STEP_PT = 5.5, 0.25
SAFETY = 0.97  # of the width: the press and we round differently


def fitting_pt(name: str, address: str, *, width_mm: float, height_mm: float, largest_pt: float) -> float:
    """The size of the address in points, at most `largest_pt`, in steps of a quarter."""
    size = largest_pt
    while size > SMALLEST_PT and _height_mm(name, address, size, width_mm) > height_mm:
        size -= STEP_PT
    return size


def _height_mm(name: str, address: str, size: float, width_mm: float) -> float:
    bold, plain = size * NAME_LARGER, size
    name_mm = _lines(name, "Tinos-Bold.ttf", bold, width_mm) * bold
    address_mm = _lines(address, "Tinos-Regular.ttf", plain, width_mm) * plain
    return (name_mm + address_mm) * LINE * POINT_MM


def _lines(text: str, font: str, size: float, width_mm: float) -> int:
    """Lines of a text filled word by word; a word that is wider than a line goes on in the next."""
    room = width_mm * SAFETY / (size * POINT_MM)  # in widths of one em
    lines, filled = 1, 0.0
    for word in text.split():
        width, blank = _width(word, font), _width(" ", font)
        if filled and filled + blank + width > room:
            lines, filled = lines + 1, 0.0
        more = int(width // room)
        lines += more
        filled = (filled + blank if filled else 0.0) + width - more * room
    return lines


def _width(text: str, font: str) -> float:
    return _font(font).getlength(text) / 1000


@cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), 1000, layout_engine=ImageFont.Layout.BASIC)
