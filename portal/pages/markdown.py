"""Markdown of the Department as safe HTML: no raw HTML, no images, links only to where a citizen may be led.

What is not allowed is shown as it was typed. Headings are put in order below the title of the page.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from html import unescape

from django.utils.html import SafeString, escape, mark_safe, strip_tags
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from portal.text import without_hidden

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
SUMMARY_LENGTH = 220
LOWEST_HEADING = 6


@lru_cache(maxsize=256)
def render(text: str, *, below: int = 1) -> SafeString:
    """HTML of some Markdown; its headings begin one below `below` and leave no level out. Kept: a page is read by many."""
    return mark_safe(_rendered(text, below))


def _rendered(text: str, below: int) -> str:
    tokens = _parser().parse(text)
    _put_headings_in_order(tokens, below)
    return without_hidden(_parser().renderer.render(tokens, _parser().options, {}))


def summary(text: str) -> str:
    """The first paragraph as plain text, cut at a word."""
    first = next((token for token in _parser().parse(text) if token.type == "inline"), None)
    if first is None:
        return ""
    html = _parser().renderer.renderInline(first.children or [], _parser().options, {})
    plain = " ".join(without_hidden(unescape(strip_tags(html))).split())
    return plain if len(plain) <= SUMMARY_LENGTH else f"{plain[:SUMMARY_LENGTH].rsplit(' ', 1)[0]} …"


def may_lead_to(url: str) -> bool:
    """http, https, mailto, tel, or a place of this portal. Nothing that a browser could read as another site by mistake."""
    address = unescape(url).strip().lower()
    if _SCHEME.match(address):
        return address.startswith(_SCHEMES)
    return not address.startswith(("//", "/\\", "\\", "/%5c"))


class _Renderer(RendererHTML):
    """Tables that scroll by themselves and can be reached with the keyboard; no image; links that say where they lead."""

    def table_open(self, tokens: Sequence[Token], at: int, options, env) -> str:
        return '<div class="table-wrap" tabindex="0" role="group"><table class="table">\n'

    def table_close(self, tokens: Sequence[Token], at: int, options, env) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], at: int, options, env) -> str:
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], at: int, options, env) -> str:
        return "<td>"

    def image(self, tokens: Sequence[Token], at: int, options, env) -> str:
        """What an image would have said: pictures from elsewhere would tell others who reads this."""
        return escape(tokens[at].content)

    def link_open(self, tokens: Sequence[Token], at: int, options, env) -> str:
        href = str(tokens[at].attrGet("href") or "")
        is_empty = at + 1 < len(tokens) and tokens[at + 1].type == "link_close"
        outside = ' rel="noopener"' if href.lower().startswith(("http://", "https://")) else ""
        return f'<a href="{escape(href)}"{outside}>{escape(href) if is_empty else ""}'


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}, renderer_cls=_Renderer).enable("table")
    parser.validateLink = may_lead_to
    return parser


def _put_headings_in_order(tokens: list[Token], below: int) -> None:
    before = below
    for token in tokens:
        if token.type == "heading_open":
            before = min(max(int(token.tag[1]), below + 1), before + 1, LOWEST_HEADING)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{before}"
