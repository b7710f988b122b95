"""A paper on the screen: its own template and style sheet in an HTML page, for looking at before anything is printed."""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation

from portal.documents.sending import SANDBOX

HERE = Path(__file__).resolve().parent
STYLES = (HERE / "papers.css", HERE / "screen.css")
POLICY = f"{SANDBOX}; frame-ancestors 'self'"  # of the answer: no scripts, no origin, shown in our own pages only


def page_of(template_name: str, context: dict) -> str:
    """The HTML of a paper in Vietnamese, from a template that extends documents/base_document.html."""
    style = "".join(path.read_text() for path in STYLES)
    with translation.override("vi"):
        return render_to_string(template_name, context | {"screen_style": style})
