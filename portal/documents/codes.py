"""QR codes and bar codes as data URIs for <img alt>: an inline <svg> has no alternative text in a tagged PDF."""

import base64
import io


def qr_image(text: str, *, error: str = "m") -> str:
    """A QR code without quiet zone of its own (the paper leaves one)."""
    import segno  # noqa: PLC0415  as below: web workers print nothing

    return segno.make(text, error=error, micro=False).svg_data_uri(border=0, omitsize=True)


BOX_MM, QUIET_MODULES = 35.0, 4
DOT_MM = 25.4 / 600  # of an office printer: a module is a whole number of dots, or its edges blur
LEAST_DOTS = 10  # 0.423 mm: below, a telephone at arm's length reads nothing, and of bar codes it misses one of fifty
MODULE_MM = LEAST_DOTS * DOT_MM


class TooSmallToRead(ValueError):
    """The modules of this code would be too small in its box."""


def boxed_qr(address: str, digits: str) -> dict:
    """A QR code that fills a box of 35 mm with its quiet zone: an address, then digits as digits.

    {"image": data URI, "side": "33.02mm", "quiet": the margin in it}. Raises TooSmallToRead.
    """
    import segno  # noqa: PLC0415
    from segno.consts import MODE_BYTE, MODE_NUMERIC  # noqa: PLC0415

    code = segno.make([(address, MODE_BYTE), (digits, MODE_NUMERIC)], error="m", micro=False)
    modules = len(code.matrix) + 2 * QUIET_MODULES
    dots = int(BOX_MM / DOT_MM / modules + 1e-9)
    if dots < LEAST_DOTS:
        raise TooSmallToRead(f"version {code.version}")
    image = code.svg_data_uri(border=QUIET_MODULES, omitsize=True)
    side, quiet = (f"{count * dots * DOT_MM:.3f}mm" for count in (modules, QUIET_MODULES))
    return {"image": image, "side": side, "quiet": quiet}


def code128_image(digits: str, *, height_mm: float = 9.0, module_mm: float = MODULE_MM) -> str:
    """A Code 128 of digits only: with a Vietnamese input method on, a scanner's letters become tones. Raises ValueError."""
    if not digits.isdigit():
        raise ValueError("Our own bar codes are digits only.")
    return _code128(digits, height_mm=height_mm, module_mm=module_mm)


def carrier_code_image(number: str, *, height_mm: float = 9.0, module_mm: float = 0.33) -> str:
    """A carrier's own number as Code 128, letters and digits as its machines read them. Raises ValueError."""
    if not (number.isascii() and number.isalnum()):
        raise ValueError("A carrier's number has letters and digits.")
    return _code128(number, height_mm=height_mm, module_mm=module_mm)


def _code128(text: str, *, height_mm: float, module_mm: float) -> str:
    import barcode  # noqa: PLC0415
    from barcode.writer import SVGWriter  # noqa: PLC0415

    out = io.BytesIO()
    options = {"module_width": module_mm, "module_height": height_mm, "quiet_zone": 2.5, "write_text": False}
    barcode.get("code128", text, writer=SVGWriter()).write(out, options)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()
