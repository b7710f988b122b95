"""HTML to PDF/A-3a. The only user of WeasyPrint; run in a worker, never in a request for a page.

Style sheet and font configuration are kept per process: made anew for each paper, memory grows without end.
"""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from PIL import ImageFile

HERE = Path(__file__).resolve().parent
STYLES = (HERE / "fonts.css", HERE / "papers.css")
FONTS = HERE / "fonts"


def render_pdf(template_name: str, context: dict, *, title: str) -> bytes:
    """The bytes of a paper in Vietnamese, tagged PDF/A-3a, from a template that extends documents/base_document.html."""
    with translation.override("vi"):
        html = render_to_string(template_name, context | {"document_title": title})
    return pdf_of(html)


class ForbiddenAddress(ValueError):
    """A paper asks for something that is not inlined."""


def pdf_of(html: str) -> bytes:
    """The bytes of a whole HTML page. Raises ForbiddenAddress where it asks for anything that is not inlined."""
    weasyprint, styles, fonts, fetcher = _press()
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    try:
        return document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/a-3a", finisher=_make_plain)
    except weasyprint.urls.FatalURLFetchingError as fault:  # a BaseException: it would end the worker
        raise ForbiddenAddress(str(fault)) from fault


def _make_plain(_document, pdf) -> None:
    """Metadata stay readable without decompressing, as strict readers of PDF/A ask."""
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/Metadata":
            item.compress = False


def _with_sure_end(data: bytes) -> bytes:
    """Before `endstream` stands a line end. A stream whose own last byte is CR would lose it to a lone LF: write CR LF."""
    if not data.endswith(b"\r\nendstream"):
        return data
    return data.removesuffix(b"\nendstream") + b"\r\nendstream"


@cache
def _press():
    """WeasyPrint, imported when the first paper is made: its import costs a second and 60 MB.

    Papers hold data URIs only, the style sheet our own files only: neither reaches the network.
    """
    import pydyf  # noqa: PLC0415
    import weasyprint  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for the whole process: uploads must not be cut off
    as_written = pydyf.Stream.data.fget
    pydyf.Stream.data = property(lambda stream: _with_sure_end(as_written(stream)))
    fonts = FontConfiguration()
    own_files = URLFetcher(allowed_protocols=["file"], fail_on_errors=True)
    styles = [weasyprint.CSS(filename=str(path), font_config=fonts, url_fetcher=own_files) for path in STYLES]
    return weasyprint, styles, fonts, URLFetcher(allowed_protocols=["data"], fail_on_errors=True)
