"""QR codes and bar codes as data URIs for <img alt>: an inline <svg> has no alternative text in a tagged PDF."""

import base64
import io


def qr_image(text: str, *, error: str = "m") -> str:
    """A QR code without quiet zone of its own (the paper leaves one)."""
    import segno  # noqa: PLC0415  as below: web workers print nothing

    return segno.make(text, error=error, micro=False).svg_data_uri(border=0, omitsize=True)


def code128_image(digits: str, *, height_mm: float = 9.0, module_mm: float = 0.33) -> str:
    """A Code 128 of digits only: with a Vietnamese input method on, a scanner's letters become tones. Raises ValueError."""
    if not digits.isdigit():
        raise ValueError("Our own bar codes are digits only.")
    import barcode  # noqa: PLC0415
    from barcode.writer import SVGWriter  # noqa: PLC0415

    out = io.BytesIO()
    options = {"module_width": module_mm, "module_height": height_mm, "quiet_zone": 2.5, "write_text": False}
    barcode.get("code128", digits, writer=SVGWriter()).write(out, options)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()
