"""Values that nobody types into a form but somebody sends; and a form sent with them, over and over.

A page's own values are taken as a browser would send them, then a few are spoilt: so what lies behind the form is reached.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes, urlencode

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TRIES = 10  # for each form
FORM = "application/x-www-form-urlencoded"
# What forms without a page of their own, or told by a script, are sent besides.
UNSEEN = ("code", "phone", "q", "place", "seen", "file", "files", "next", "slot", "action", "office", "kind", "declared")
HOSTILE = (
    *("", " ", "\x00", "Nguyễn\x00An", "😀" * 60, "\u202eabc\u200f\u2066", "\ufeff", "e\u0301\u0323", "İß", "\x1b[31m"),
    *("x" * 5000, "Ư" * 5000, "9" * 400, "99999999999999999999", "-1", "0", "1e309", "NaN", "Infinity", "0x10", "1_000"),
    *("²", "١٢٣", "𝟙𝟚", "½", "2026-02-30", "0000-00-00", "31/02/1990", "9999-12-31T23:59:59Z", "2026-03-20T09:00:00+99:99"),
    *("'; DROP TABLE x; --", "{{ 7|add:7 }}", "{% now %}", "<script>alert(1)</script>", "%s%n", "\\", "_%", "[]", "{}", "null"),
    *(
        "../../etc/passwd",
        "\r\nSet-Cookie: a=b",
        "//evil.example",
        "javascript:alert(1)",
        "birth",
        "01",
        "true",
        "a@b",
        "@" * 300,
    ),
)
BROKEN = (b"\xff\xfe", b"\xed\xa0\x80", b"\xc3", b"%zz%", b"\xf4\x90\x80\x80", b"\x00" * 50)
BODIES = (
    ("application/json", b'{"a": [1, {}]}'),
    ("application/json", b"\xff{"),
    ("text/plain", b"\x00\xff" * 200),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\ncut off'),
    ("multipart/form-data; boundary=" + "é" * 20, b"--"),
    (f"{FORM}; charset=no-such", b"code=1"),
    (FORM, b"&".join(b"a%d=1" % number for number in range(1200))),
    ("", b"code=1"),
)


class Typed(HTMLParser):
    """What a browser would send from the forms of a page as they stand; and every name in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.names: set[str] = set()
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self._select = name
        if tag in {"input", "textarea", "select", "button"} and name:
            self.names.add(name)
        is_box = given.get("type") in {"radio", "checkbox"}
        if tag == "input" and name and (not is_box or "checked" in given):
            self.values.setdefault(name, []).append(given.get("value") or "")
        if tag == "option" and "selected" in given and self._select:
            self.values.setdefault(self._select, []).append(given.get("value") or "")


def spoilt(page: Typed, at_once: int) -> st.SearchStrategy[dict[str, list[str]]]:
    """The page's own values with some of them replaced, doubled or left out."""
    names = sorted(page.names or UNSEEN)
    values = st.sampled_from(HOSTILE) | st.text(max_size=40)
    changes = st.dictionaries(st.sampled_from(names), st.lists(values, max_size=3), min_size=1, max_size=at_once)
    return changes.map(lambda changed: page.values | changed)


def bodies(page: Typed, at_once: int) -> st.SearchStrategy[tuple[str, bytes]]:
    """(content type, body): well-formed with hostile values, bytes that are no text, and what is no form at all."""
    well_formed = spoilt(page, at_once).map(lambda typed: (FORM, urlencode(typed, doseq=True, errors="surrogatepass").encode()))
    names = st.sampled_from(sorted(page.names | set(UNSEEN)))
    no_text = st.tuples(names, st.sampled_from(BROKEN)).map(
        lambda pair: (FORM, f"{pair[0]}={quote_from_bytes(pair[1])}&{pair[0]}=".encode() + pair[1])
    )
    return st.one_of(well_formed, well_formed, well_formed, no_text, st.sampled_from(BODIES))


def answers(browsers: list[Client], url: str, body: tuple[str, bytes]) -> Iterator[int]:
    """What the portal answers; nothing is kept, so that the next one meets the same rows."""
    for browser in browsers:
        cache.clear()
        with transaction.atomic():
            yield browser.generic("POST", url, body[1], content_type=body[0]).status_code
            transaction.set_rollback(True)


def is_never_an_error(browsers: list[Client], url: str, *, at_once: int = 6) -> None:
    """Each of the browsers sends the form at the address, `at_once` answers of it spoilt at most."""
    answer = browsers[0].get(url)
    page = Typed(answer.content.decode() if answer.status_code == 200 else "")

    @settings(max_examples=TRIES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(bodies(page, at_once))
    def sent(body: tuple[str, bytes]) -> None:
        for status in answers(browsers, url, body):
            assert status < 500, url

    sent()
