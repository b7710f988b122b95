"""HTML to PDF/A-3a. The only user of WeasyPrint; run in a worker, never in a request for a page.

Style sheet and font configuration are kept per process: made anew for each paper, memory grows without end.
"""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.template.loader import render_to_string
from django.utils import translation

HERE = Path(__file__).resolve().parent
ALLOWED = (HERE / "fonts",)


class ForeignResource(ValueError):
    """A paper asked for something that is neither inlined nor ours: papers never reach the network."""


def render_pdf(template_name: str, context: dict, *, title: str) -> bytes:
    """The bytes of a paper in Vietnamese, tagged PDF/A-3a, from a template that extends documents/base_document.html."""
    with translation.override("vi"):
        html = render_to_string(template_name, context | {"document_title": title})
    return pdf_of(html)


def pdf_of(html: str) -> bytes:
    weasyprint, css, fonts = _press()
    document = weasyprint.HTML(string=html, base_url=HERE.as_uri(), url_fetcher=_fetch)
    return document.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3a")


@cache
def _press():
    """WeasyPrint, imported when the first paper is made: its import costs a second and 60 MB."""
    import weasyprint  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    css = weasyprint.CSS(filename=str(HERE / "papers.css"), font_config=fonts, url_fetcher=_fetch)
    return weasyprint, css, fonts


def _fetch(url: str, *args, **kwargs):
    """Data URIs and our own fonts only."""
    from weasyprint import default_url_fetcher  # noqa: PLC0415

    parts = urlparse(url)
    path = Path(unquote(parts.path))
    if parts.scheme == "data" or (parts.scheme == "file" and any(path.is_relative_to(folder) for folder in ALLOWED)):
        return default_url_fetcher(url)
    if parts.scheme == "file" and path == HERE / "papers.css":
        return default_url_fetcher(url)
    raise ForeignResource(url)
